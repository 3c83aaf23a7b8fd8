// One attempt to deliver a webhook: the policy is asked first, each time, and what it refuses is never fetched.
import { type EgressPolicy, faultOfUrl } from "./egress-policy.ts";
import { ATTEMPT_TIMEOUT_MS, type AttemptOutcome, type Clock, exchange, type Fetcher, type Post } from "./exchange.ts";

export interface AttemptInput extends Post {
  readonly policy: EgressPolicy;
  /** For everything, reading the answer included; ATTEMPT_TIMEOUT_MS unless told. */
  readonly timeoutMs?: number;
}

/** Posts `input.body` to `input.url` if the policy lets it, and tells what came of it. Never rejects. */
export async function attempt(
  { url, headers, body, policy, timeoutMs = ATTEMPT_TIMEOUT_MS }: AttemptInput,
  fetcher: Fetcher = (href, init) => fetch(href, init),
  clock: Clock = Date.now,
): Promise<AttemptOutcome> {
  if (faultOfUrl(url, policy) !== null) {
    return { kind: "failed", status: null, durationMs: 0, firstBytes: "", failure: "refused_by_policy", retryAfterMs: null };
  }
  // What is fetched is what was judged, in the one spelling that leaves nothing to another parser.
  return await exchange({ url: new URL(url).href, headers, body }, fetcher, clock, timeoutMs);
}
