// The rates of principals: a bucket of `burst` requests (or bytes) each, which fills up again at `per_minute`. Each edge counts in its own memory, so that no
// request waits for a counter: what the headers say is what this edge has left for the caller.
import type { Rate } from "@ledge/shared/contracts/identity";

/** Bounds memory: when it is full, the bucket that was used longest ago is forgotten, which is full again by then or lets a burst through. */
const MAX_BUCKETS = 10_000;
const MINUTE_MS = 60_000;

interface Bucket {
  /** Requests that are left, with fractions. */
  left: number;
  atMs: number;
}

export interface Taken {
  readonly isAllowed: boolean;
  /** Seconds until the next request may come: at least 1. */
  readonly retryAfterS: number;
  /** draft-ietf-httpapi-ratelimit-headers-10, sections 3 and 4: the policy with its quota and window, and what is left of it. */
  readonly headers: Readonly<Record<"RateLimit" | "RateLimit-Policy", string>>;
}

export class Rates {
  /** In the order of their last use. */
  readonly #buckets = new Map<string, Bucket>();

  /** Takes one request, or another amount of at most a burst, from the bucket of `owner`, if it has as much. */
  take(owner: string, { burst, per_minute: perMinute }: Rate, nowMs: number, amount = 1): Taken {
    const perMs = perMinute / MINUTE_MS;
    const last = this.#buckets.get(owner) ?? { left: burst, atMs: nowMs };
    // Of several clocks, as waiting requests have them, the latest counts: no moment fills a bucket twice.
    const atMs = Math.max(last.atMs, nowMs);
    const left = Math.min(burst, last.left + (atMs - last.atMs) * perMs);
    const isAllowed = left >= amount;
    const bucket = { left: isAllowed ? left - amount : left, atMs };
    this.#buckets.delete(owner); // so that it is inserted again at the end
    if (this.#buckets.size >= MAX_BUCKETS) this.#buckets.delete(this.#buckets.keys().next().value as string);
    this.#buckets.set(owner, bucket);
    const secondsUntil = (wanted: number): number => Math.ceil(Math.max(0, wanted - bucket.left) / perMs / 1_000);
    return {
      isAllowed,
      retryAfterS: Math.max(1, secondsUntil(amount)),
      headers: {
        RateLimit: `"requests";r=${Math.floor(bucket.left)};t=${secondsUntil(burst)}`,
        "RateLimit-Policy": `"requests";q=${burst};w=${Math.ceil(burst / perMs / 1_000)}`,
      },
    };
  }

  /** Takes what a request turned out to need beyond what was taken for it, which may leave the bucket in debt; a negative amount is given back. */
  settle(owner: string, { burst }: Rate, amount: number): void {
    const bucket = this.#buckets.get(owner);
    if (bucket !== undefined) bucket.left = Math.min(burst, bucket.left - amount);
  }
}
