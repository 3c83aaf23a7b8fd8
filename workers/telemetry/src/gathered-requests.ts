// Requests that wait in the memory of one isolate for the object of their day. A bounded number: what is worth least goes first, and is counted. What could not
// be handed over waits for the next time; the object takes each id once. Time is an argument.
import type { KeptRequest } from "@ledge/shared/contracts/requests";
import { dayOfRequest, keptDays, rankOf, RANKS } from "./kept-request.ts";

/** Twice what an isolate answers in a second under load. @internal Tests read the limit instead of repeating it. */
export const MOST_GATHERED = 2_000;
/** Handed over together: the object binds them as one text, of which it takes 2 MB (https://developers.cloudflare.com/durable-objects/platform/limits/). One is some 1.5 kB. */
const MOST_IN_PIECE = 250;
/** The runtime may end who was to hand over, without another turn for its code. */
const GIVEN_UP_MS = 10_000;

export class GatheredRequests {
  /** By rank, and of each the oldest first: so what is worth least is found without looking at the others. */
  readonly #waiting = Array.from({ length: RANKS }, () => new Map<string, KeptRequest>());
  #leftOut = 0;
  #sendingSinceMs = Number.NEGATIVE_INFINITY;

  take(requests: readonly KeptRequest[]): void {
    for (const request of requests) {
      if (this.#count() < MOST_GATHERED || this.#leaveOut(request)) this.#waiting[rankOf(request)]?.set(request.id, request);
    }
  }

  /** Hands over what waits, unless that is under way. @param keep hands requests to the object of a day, which answers how many it had to leave out. */
  async send(keep: (day: string, requests: readonly KeptRequest[]) => Promise<number>, days: number, nowMs: number): Promise<void> {
    if (nowMs - this.#sendingSinceMs < GIVEN_UP_MS) return;
    this.#sendingSinceMs = nowMs;
    const kept = new Set(keptDays(nowMs, days));
    try {
      const all = this.#waiting.flatMap((ranked) => [...ranked.values()]);
      for (const [day, requests] of Map.groupBy(all, ({ id }) => dayOfRequest(id))) {
        for (let at = 0; at < requests.length; at += MOST_IN_PIECE) {
          const piece = requests.slice(at, at + MOST_IN_PIECE);
          // A day that has gone must not come back; of one that has not begun some other clock is wrong.
          this.#leftOut += kept.has(day) ? await keep(day, piece) : piece.length;
          for (const request of piece) this.#waiting[rankOf(request)]?.delete(request.id);
        }
      }
    } finally {
      this.#sendingSinceMs = Number.NEGATIVE_INFINITY;
    }
  }

  /** How many were left out since the last call: here, and by the objects. */
  takeLeftOut(): number {
    const leftOut = this.#leftOut;
    this.#leftOut = 0;
    return leftOut;
  }

  #count(): number {
    return this.#waiting.reduce((sum, ranked) => sum + ranked.size, 0);
  }

  /** Of a new request and those that wait, leaves out the one that is worth least. @returns whether it is one that waited. */
  #leaveOut(request: KeptRequest): boolean {
    this.#leftOut += 1;
    const least = this.#waiting.slice(0, rankOf(request)).find(({ size }) => size > 0);
    const [oldest] = least?.keys() ?? [];
    return oldest !== undefined && least?.delete(oldest) === true;
  }
}
