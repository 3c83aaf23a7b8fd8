// One POST to a third party's server, within a fixed time and a fixed memory, with its outcome as a value: it never throws and never follows a
// redirect. It does not judge the URL: callers must use attempt.ts, which applies the policy first.
import type { DeliveryFailure } from "@ledge/shared/contracts/webhook-deliveries";
import { parseRetryAfter } from "@ledge/shared/retry-after";

/** From the first packet to the last byte that is read. Receivers that need longer must answer first and do their work afterwards. */
export const ATTEMPT_TIMEOUT_MS = 15_000;
/** Enough to see in the log what kind of answer it was. @internal Tests read the limit instead of repeating it. */
export const MAX_ANSWER_BYTES = 512;

export interface AttemptOutcome {
  /** `gone`: 410 means that the endpoint no longer exists (RFC 9110, section 15.5.11): nothing more is sent to it. */
  readonly kind: "delivered" | "failed" | "gone";
  /** Null when no answer came. */
  readonly status: number | null;
  readonly durationMs: number;
  /** The first 512 bytes of the answer as text that Postgres takes: no NULs, no lone surrogates. */
  readonly firstBytes: string;
  /** Null when delivered. */
  readonly failure: DeliveryFailure | null;
  /** The Retry-After of a receiver that failed, in milliseconds from now. */
  readonly retryAfterMs: number | null;
}

export interface Post {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON, exactly the text that was signed. */
  readonly body: string;
}

/** `fetch`, or what a test puts in its place. */
export type Fetcher = (url: string, init: RequestInit) => Promise<Response>;
/** Milliseconds since the epoch. */
export type Clock = () => number;

/** Posts, and returns the outcome. Never rejects. */
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
  // By `set`: two spellings of one name in an object would be sent as one header with both values.
  headers.set("Content-Type", "application/json");
  headers.set("User-Agent", "Ledge-Webhooks/1");
  // The policy has not judged the target of a redirect, and a POST would become a GET there.
  return { method: "POST", headers, body: post.body, redirect: "manual", signal };
}

/** The result of a delivery by the status of its answer. @internal A rule, tested as a table. */
export function judge(status: number): Pick<AttemptOutcome, "kind" | "failure"> {
  if (status >= 200 && status <= 299) return { kind: "delivered", failure: null };
  if (status >= 300 && status <= 399) return { kind: "failed", failure: "redirected" };
  return { kind: status === 410 ? "gone" : "failed", failure: "status" };
}

const retryAfterOf = (response: Response, nowMs: number): Pick<AttemptOutcome, "retryAfterMs"> => ({
  retryAfterMs: response.ok ? null : parseRetryAfter(response.headers.get("Retry-After"), nowMs),
});

/** Reads at most MAX_ANSWER_BYTES and cancels the rest. Of a body that fails or does not end in time, it returns what has arrived. */
async function firstBytesOf({ body }: Response): Promise<string> {
  if (body === null) return "";
  const reader = body.getReader();
  // A streaming decoder holds back an incomplete character at the end, instead of decoding half of it.
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
    // The status is known already, and it alone decides.
  }
  // Not awaited: an endless body must not delay the next delivery.
  reader.cancel().catch(() => undefined);
  return text.replaceAll("\0", "");
}
