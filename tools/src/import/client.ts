// One request to the platform, repeated honestly until its outcome is known: the same key and the same bytes every time. It
// never retries a definitive refusal, never follows a redirect with the key in hand and never waits past its patience.
import { setTimeout as wait } from "node:timers/promises";
import { isRetryable, nextDelayMs, retryAfterMs } from "./retry.ts";

/** The platform answers in milliseconds; a connection silent for this long is taken for dead, and its outcome for unknown. */
const ATTEMPT_TIMEOUT_MS = 30_000;
/** Enough of a body that is no problem document to recognise who sent it. */
const EXCERPT_LENGTH = 200;

export interface Request {
  readonly method: "GET" | "POST";
  /** Path and query, from /v1 on. */
  readonly path: string;
  readonly idempotencyKey?: string;
  readonly body?: unknown;
}

/** A refusal is a value here: which refusals are expected is the caller's to know. */
export type Answer<T> =
  | { readonly ok: true; readonly body: T; readonly replayed: boolean }
  | { readonly ok: false; readonly status: number; readonly code: string; readonly detail: string };

/** Thrown when a request's outcome is still unknown after all the patience there was. */
export class OutOfPatience extends Error {}

export interface Connection {
  readonly url: string;
  readonly operatorKey: string;
  readonly patienceMs: number;
  /** Ends every attempt and wait at once. That is safe at any instant: the next run sends the same keys. */
  readonly signal: AbortSignal;
  /** Told before each wait, for the progress display. */
  readonly onRetry: (reason: string) => void;
}

/** What of the world a client needs, so that tests need no network, clock or luck. */
export interface World {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly nowMs: () => number;
  readonly random: () => number;
  readonly sleep: (delayMs: number, signal: AbortSignal) => Promise<void>;
}

/** The real network, clock and dice. */
export const realWorld: World = {
  fetch: (url, init) => fetch(url, init),
  nowMs: () => Date.now(),
  random: () => Math.random(),
  sleep: async (delayMs, signal) => await wait(delayMs, undefined, { signal }),
};

/**
 * Sends a request until it has an answer.
 *
 * @throws {OutOfPatience} when there is none in time; the signal's reason when it is aborted.
 */
export type Send = <T>(request: Request) => Promise<Answer<T>>;

/** A client of one platform. The type of an answer is the contract's word for it: it is not checked again here. */
export function connect(connection: Connection, world: World = realWorld): Send {
  return async <T>(request: Request): Promise<Answer<T>> => {
    const startedMs = world.nowMs();
    const init = requestInit(connection, request);
    for (let attempt = 0; ; attempt += 1) {
      connection.signal.throwIfAborted();
      const tried = await tryOnce<T>(connection, world, request.path, init);
      if (tried.known) return tried.answer;
      const elapsedMs = world.nowMs() - startedMs;
      const { patienceMs } = connection;
      const delayMs = nextDelayMs({ attempt, random: world.random(), retryAfterMs: tried.retryAfterMs, elapsedMs, patienceMs });
      const what = `${request.method} ${request.path}: ${tried.reason}`;
      if (delayMs === null) throw new OutOfPatience(`${what} (${attempt + 1} attempts in ${Math.round(elapsedMs / 1_000)} s)`);
      connection.onRetry(tried.reason);
      await world.sleep(delayMs, connection.signal).catch((error: unknown) => {
        throw connection.signal.aborted ? connection.signal.reason : error;
      });
    }
  };
}

type Tried<T> =
  { readonly known: true; readonly answer: Answer<T> } | { readonly known: false; readonly reason: string; readonly retryAfterMs: number };

function requestInit(connection: Connection, { method, idempotencyKey, body }: Request): RequestInit {
  const headers: Record<string, string> = { Authorization: `Bearer ${connection.operatorKey}`, Accept: "application/json" };
  if (idempotencyKey !== undefined) headers["Idempotency-Key"] = idempotencyKey;
  if (body === undefined) return { method, headers, redirect: "manual" };
  headers["Content-Type"] = "application/json";
  return { method, headers, redirect: "manual", body: JSON.stringify(body) };
}

async function tryOnce<T>(connection: Connection, world: World, path: string, init: RequestInit): Promise<Tried<T>> {
  const attempt = new AbortController();
  const abort = (): void => attempt.abort(connection.signal.reason);
  const timer = setTimeout(() => attempt.abort(new Error("no answer in time")), Math.min(ATTEMPT_TIMEOUT_MS, connection.patienceMs));
  connection.signal.addEventListener("abort", abort);
  try {
    const response = await world.fetch(new URL(path, connection.url).href, { ...init, signal: attempt.signal });
    // The body belongs to the answer: a wire cut while it arrives leaves the outcome as unknown as one before it.
    const text = await response.text();
    if (response.ok) {
      const replayed = response.headers.get("Idempotent-Replayed") === "true";
      return { known: true, answer: { ok: true, body: JSON.parse(text) as T, replayed } };
    }
    const { code, detail } = problemIn(text);
    if (!isRetryable(response.status, code)) {
      return { known: true, answer: { ok: false, status: response.status, code: code ?? `http_${response.status}`, detail } };
    }
    const afterMs = retryAfterMs(response.headers.get("Retry-After"), world.nowMs());
    return { known: false, reason: code ?? `HTTP ${response.status}`, retryAfterMs: afterMs };
  } catch (error) {
    if (connection.signal.aborted) throw connection.signal.reason;
    return { known: false, reason: networkReason(error), retryAfterMs: 0 };
  } finally {
    // Left to themselves, the timers and listeners of answered requests would pile up for half a minute each.
    clearTimeout(timer);
    connection.signal.removeEventListener("abort", abort);
  }
}

/** The code and words of a problem document; of anything else, its beginning. */
function problemIn(text: string): { code: string | null; detail: string } {
  try {
    const { code, detail, errors } = JSON.parse(text) as { code?: unknown; detail?: unknown; errors?: unknown };
    const faults = Array.isArray(errors) && errors.length > 0 ? ` ${JSON.stringify(errors)}` : "";
    return { code: typeof code === "string" ? code : null, detail: `${String(detail ?? "")}${faults}` };
  } catch {
    return { code: null, detail: text.slice(0, EXCERPT_LENGTH) };
  }
}

/** fetch hides what happened ("fetch failed") in the error's cause. */
function networkReason(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const code = cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : null;
  return code ?? (cause instanceof Error ? cause.message : String(cause));
}
