// Sends one request, and repeats it until its outcome is known: with the same key and the same bytes every time. It never retries a definitive
// refusal, never follows a redirect, which would disclose the API key, and never waits beyond its deadline.
import { parseRetryAfter } from "@ledge/shared/retry-after";
import { DeadlineExceededError, problemIn } from "./errors.ts";
import { isRetryable, nextDelayMs } from "./retry.ts";

/** What a client uses of its runtime. Tests replace it, so that they need no network, clock or random values. */
export interface ClientRuntime {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly nowMs: () => number;
  /** In [0, 1). */
  readonly random: () => number;
  /** Resolves after `delayMs`; rejects with the signal's reason when it is aborted before. */
  readonly sleep: (delayMs: number, signal: AbortSignal) => Promise<void>;
  /** A new, unique Idempotency-Key: 1 to 255 visible ASCII characters without double quotes and backslashes. */
  readonly newKey: () => string;
}

/** The real network, clock and random values. */
export const realRuntime: ClientRuntime = {
  fetch: (url, init) => fetch(url, init),
  nowMs: () => Date.now(),
  random: () => Math.random(),
  sleep: (delayMs, signal) =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const end = (): void => {
        clearTimeout(timer);
        reject(signal.reason);
      };
      const timer = setTimeout(() => {
        signal.removeEventListener("abort", end);
        resolve();
      }, delayMs);
      signal.addEventListener("abort", end, { once: true });
    }),
  newKey: () => crypto.randomUUID(),
};

/** The status that is shown for a redirect whose status a browser hides. */
const HIDDEN_REDIRECT = 302;

export interface Retry {
  /** A problem's code, `HTTP 502`, or the message of a network error. */
  readonly reason: string;
  /** How many attempts were made so far. */
  readonly attempts: number;
  readonly delayMs: number;
}

export interface SendTerms {
  /** For all attempts together. */
  readonly deadlineMs: number;
  /** An attempt that takes longer is aborted, and its outcome counts as unknown. */
  readonly attemptMs: number;
  readonly signal: AbortSignal;
  /** Called before each wait. */
  readonly onRetry: (retry: Retry) => void;
}

export interface Outgoing {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: ArrayBuffer | null;
}

/**
 * Sends a request until it has a definitive answer. The answer of a write, and every JSON answer, has been read to its end.
 *
 * @throws {DeadlineExceededError} when there is none; the signal's reason when it is aborted.
 */
export async function send(request: Outgoing, terms: SendTerms, runtime: ClientRuntime): Promise<Response> {
  const startedMs = runtime.nowMs();
  for (let attempt = 0; ; attempt += 1) {
    terms.signal.throwIfAborted();
    const leftMs = terms.deadlineMs - (runtime.nowMs() - startedMs);
    const tried = await tryOnce(request, { ...terms, attemptMs: Math.min(terms.attemptMs, leftMs) }, runtime);
    const elapsedMs = runtime.nowMs() - startedMs;
    const what = `${request.method} ${new URL(request.url).pathname}`;
    const unknown = (reason: string): DeadlineExceededError =>
      new DeadlineExceededError(what, request.headers.get("Idempotency-Key"), attempt + 1, elapsedMs, reason);
    if (tried.known) {
      const saysNothing = request.method !== "GET" && saysNothingOfOthers(tried.response.status, tried.code);
      if (attempt > 0 && saysNothing) throw unknown(tried.code ?? `HTTP ${tried.response.status}`);
      return tried.response;
    }
    const { reason } = tried;
    const { deadlineMs } = terms;
    const delayMs = nextDelayMs({ attempt, random: runtime.random(), retryAfterMs: tried.retryAfterMs, elapsedMs, deadlineMs });
    if (delayMs === null) throw unknown(reason);
    terms.onRetry({ reason, attempts: attempt + 1, delayMs });
    await runtime.sleep(delayMs, terms.signal);
  }
}

type Tried =
  | { readonly known: true; readonly response: Response; readonly code: string | null }
  | { readonly known: false; readonly reason: string; readonly retryAfterMs: number };

async function tryOnce(request: Outgoing, { signal, attemptMs }: SendTerms, runtime: ClientRuntime): Promise<Tried> {
  const attempt = new AbortController();
  const abort = (): void => attempt.abort(signal.reason);
  signal.addEventListener("abort", abort);
  const answered = new AbortController();
  runtime.sleep(attemptMs, answered.signal).then(
    () => attempt.abort(new Error("no answer in time")),
    () => undefined,
  );
  let streams = false;
  try {
    const { url, method, headers, body } = request;
    const response = await runtime.fetch(url, { method, headers, body, redirect: "manual", signal: attempt.signal });
    streams = response.ok && method === "GET" && !isJson(response);
    if (streams) return { known: true, response, code: null };
    // The body is part of the answer: if the connection is lost while it arrives, the outcome is as unknown as if it were lost before.
    const text = await response.text();
    const code = response.ok ? null : problemIn(text).code;
    // A success that is no JSON is not the platform's, but that of a captive portal or the like: what the platform did is not known.
    if (response.ok && !isDocument(text)) return { known: false, reason: "a success that is not the platform's", retryAfterMs: 0 };
    if (!isRetryable(response.status, code)) return { known: true, response: whole(response, text), code };
    const afterMs = parseRetryAfter(response.headers.get("Retry-After"), runtime.nowMs()) ?? 0;
    return { known: false, reason: code ?? `HTTP ${response.status}`, retryAfterMs: afterMs };
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    return { known: false, reason: networkReason(error), retryAfterMs: 0 };
  } finally {
    // Otherwise timers and listeners of answered requests would accumulate. A stream stays abortable by the caller until its end.
    answered.abort();
    if (!streams) signal.removeEventListener("abort", abort);
  }
}

/**
 * Whether a refusal was made before the look-up of the Idempotency-Key, or not by the platform: then it says nothing about an earlier attempt,
 * which may have been carried out.
 */
const saysNothingOfOthers = (status: number, code: string | null): boolean =>
  status >= 300 && (code === null || status === 401 || status === 403 || status === 413);

function isDocument(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const isJson = (response: Response): boolean => /^application\/(?:[a-z.]+\+)?json\b/.test(response.headers.get("Content-Type") ?? "");

/** The response with its body read. A browser hides the status of a redirect that was not followed: it is 0. */
const whole = ({ status, headers }: Response, text: string): Response =>
  new Response(text === "" ? null : text, { status: status === 0 ? HIDDEN_REDIRECT : status, headers });

/** The reason of a network error: fetch has it in the error's cause, behind the message "fetch failed". */
function networkReason(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const code = cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : null;
  return code ?? (cause instanceof Error ? cause.message : String(cause));
}
