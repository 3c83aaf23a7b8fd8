// One attempt to deliver a webhook: the policy judges the URL first, each time, and a refused URL is never fetched.
import { type EgressPolicy, faultOfUrl } from "./egress-policy.ts";
import { ATTEMPT_TIMEOUT_MS, type AttemptOutcome, type Clock, exchange, type Fetcher, type Post } from "./exchange.ts";

export interface AttemptInput extends Post {
  readonly policy: EgressPolicy;
  /** For the whole attempt, reading the answer included; ATTEMPT_TIMEOUT_MS if left out. */
  readonly timeoutMs?: number;
}

/** Posts `input.body` to `input.url` if the policy allows it, and returns the outcome. Never rejects. */
export async function attempt(
  { url, headers, body, policy, timeoutMs = ATTEMPT_TIMEOUT_MS }: AttemptInput,
  fetcher: Fetcher = (href, init) => fetch(href, init),
  clock: Clock = Date.now,
): Promise<AttemptOutcome> {
  if (faultOfUrl(url, policy) !== null) {
    return { kind: "failed", status: null, durationMs: 0, firstBytes: "", failure: "refused_by_policy", retryAfterMs: null };
  }
  // The fetched URL is the judged one in its normalized spelling, which no other parser can read differently.
  return await exchange({ url: new URL(url).href, headers, body }, fetcher, clock, timeoutMs);
}
