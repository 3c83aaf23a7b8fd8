// One POST to a stranger's server, within a fixed time and a fixed memory, and what came of it as a value: never throws, never
// follows a redirect. It goes where it is told: attempt.ts is the way in, which asks the policy first.
import type { DeliveryFailure } from "@ledge/shared/contracts/webhooks";
import { parseRetryAfter } from "@ledge/shared/retry-after";

/** From the first packet to the last byte that is read. Receivers that work longer answer first and work then. */
export const ATTEMPT_TIMEOUT_MS = 15_000;
/** Enough to see in the log what kind of answer it was. */
export const MAX_ANSWER_BYTES = 512;

export interface AttemptOutcome {
  /** `gone`: 410 says that the endpoint is there no more (RFC 9110, section 15.5.11), and wants no further deliveries. */
  readonly kind: "delivered" | "failed" | "gone";
  /** Null when no answer came. */
  readonly status: number | null;
  readonly durationMs: number;
  /** The first 512 bytes of the answer as text that Postgres takes: no NULs, no lone surrogates. */
  readonly firstBytes: string;
  /** Null when delivered. */
  readonly failure: DeliveryFailure | null;
  /** When a receiver that failed asked to be asked again, in milliseconds from now. */
  readonly retryAfterMs: number | null;
}

export interface Post {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON, to the letter what was signed. */
  readonly body: string;
}

/** `fetch`, or what a test puts in its place. */
export type Fetcher = (url: string, init: RequestInit) => Promise<Response>;
/** Milliseconds since the epoch. */
export type Clock = () => number;

/** Posts and tells what came of it. Never rejects. */
export async function exchange(post: Post, fetcher: Fetcher, clock: Clock, timeoutMs: number): Promise<AttemptOutcome> {
  const startedMs = clock();
  const durationMs = (): number => Math.max(0, Math.round(clock() - startedMs));
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), timeoutMs);
  try {
    const response = await fetcher(post.url, requestOf(post, controller.signal));
    const firstBytes = await firstBytesOf(response);
    return { ...judge(response.status), status: response.status, durationMs: durationMs(), firstBytes, ...retryAfterOf(response, clock()) };
  } catch {
    const failure = controller.signal.aborted ? "timeout" : "unreachable";
    return { kind: "failed", status: null, durationMs: durationMs(), firstBytes: "", failure, retryAfterMs: null };
  } finally {
    clearTimeout(timer);
  }
}

function requestOf(post: Post, signal: AbortSignal): RequestInit {
  const headers = new Headers(post.headers);
  // Set, for two spellings of one name in an object would be sent as one header with both values.
  headers.set("Content-Type", "application/json");
  headers.set("User-Agent", "Ledge-Webhooks/1");
  // A redirect names a target that no policy has judged, and a POST would become a GET there.
  return { method: "POST", headers, body: post.body, redirect: "manual", signal };
}

/** What a status means for the delivery. */
export function judge(status: number): Pick<AttemptOutcome, "kind" | "failure"> {
  if (status >= 200 && status <= 299) return { kind: "delivered", failure: null };
  if (status >= 300 && status <= 399) return { kind: "failed", failure: "redirected" };
  return { kind: status === 410 ? "gone" : "failed", failure: "status" };
}

const retryAfterOf = (response: Response, nowMs: number): Pick<AttemptOutcome, "retryAfterMs"> => ({
  retryAfterMs: response.ok ? null : parseRetryAfter(response.headers.get("Retry-After"), nowMs),
});

/** Reads what it may and lets go of the rest. A body that breaks off, or trickles until the time is over, says what it said. */
async function firstBytesOf({ body }: Response): Promise<string> {
  if (body === null) return "";
  const reader = body.getReader();
  // A stream decoder keeps back a character that the cut went through, instead of showing half of it.
  const decoder = new TextDecoder();
  let text = "";
  let leftBytes = MAX_ANSWER_BYTES;
  try {
    while (leftBytes > 0) {
      const { done, value } = await reader.read();
      if (done) break;
      const bytes = (value as Uint8Array).subarray(0, leftBytes);
      leftBytes -= bytes.length;
      text += decoder.decode(bytes, { stream: true });
    }
  } catch {
    // The status stands.
  }
  // Not waited for: an endless body must not decide when we go on.
  reader.cancel().catch(() => undefined);
  return text.replaceAll("\0", "");
}
