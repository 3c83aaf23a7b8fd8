// One attempt to deliver: a POST to a stranger. Follows nothing, waits for a bounded time, reads a few bytes, and never throws: whatever
// a stranger does is an outcome.
import { type EgressPolicy, faultOfUrl } from "./egress-policy.ts";
import { parseRetryAfter } from "./retry-schedule.ts";

/** For everything, reading included. */
const TIMEOUT_MS = 15_000;
/** Of the answer's body: enough to see what went wrong. */
const FIRST_BYTES = 512;
const GONE = 410;

export interface AttemptInput {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly policy: EgressPolicy;
  readonly timeoutMs?: number;
}

export interface AttemptOutcome {
  /** gone: the endpoint says that it is no more (410). */
  readonly kind: "delivered" | "failed" | "gone";
  readonly status: number | null;
  readonly failure: "timeout" | "unreachable" | "redirected" | "refused_by_policy" | "status" | null;
  readonly durationMs: number;
  readonly firstBytes: string;
  readonly retryAfterMs: number | null;
}

/** Makes the attempt. The policy is judged here again: settings and names change after an endpoint was saved. */
export async function attempt(input: AttemptInput): Promise<AttemptOutcome> {
  const startedMs = Date.now();
  const end = (kind: AttemptOutcome["kind"], told: Partial<AttemptOutcome>): AttemptOutcome => ({
    ...{ kind, status: null, failure: null, firstBytes: "", retryAfterMs: null },
    ...told,
    durationMs: Date.now() - startedMs,
  });
  if (faultOfUrl(input.url, input.policy) !== null) return end("failed", { failure: "refused_by_policy" });
  const signal = AbortSignal.timeout(input.timeoutMs ?? TIMEOUT_MS);
  let response: Response;
  try {
    response = await fetch(input.url, {
      method: "POST",
      headers: { "Content-Type": "application/json", "User-Agent": "Ledge-Webhooks/1", ...input.headers },
      body: input.body,
      // A redirect could lead anywhere, this platform's own network included: it is not followed, and is a failure.
      redirect: "manual",
      signal,
    });
  } catch {
    return end("failed", { failure: signal.aborted ? "timeout" : "unreachable" });
  }
  const { status } = response;
  const firstBytes = await readFirst(response.body, signal);
  if (status >= 200 && status < 300) return end("delivered", { status, firstBytes });
  if (status === GONE) return end("gone", { status, firstBytes, failure: "status" });
  const retryAfterMs = parseRetryAfter(response.headers.get("Retry-After"), Date.now());
  return end("failed", { status, firstBytes, retryAfterMs, failure: status >= 300 && status < 400 ? "redirected" : "status" });
}

/** How a body begins. What is endless is let go of; what trickles is cut when the time is over: the status has decided already. */
async function readFirst(body: ReadableStream<Uint8Array> | null, signal: AbortSignal): Promise<string> {
  if (body === null) return "";
  const reader = body.getReader();
  const aborted = new Promise<never>((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));
  aborted.catch(() => undefined);
  const read: number[] = [];
  try {
    while (read.length < FIRST_BYTES) {
      const { done, value } = await Promise.race([reader.read(), aborted]);
      if (done) break;
      read.push(...value.subarray(0, FIRST_BYTES - read.length));
    }
  } catch {
    // What was read until then is what there is.
  }
  reader.cancel().catch(() => undefined);
  // As text that Postgres takes: no NUL; the decoder makes no lone surrogates.
  return new TextDecoder().decode(Uint8Array.from(read)).replaceAll("\u0000", "");
}
