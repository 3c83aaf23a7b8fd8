// The client over an in-memory platform: a function answers each request. Simulated time advances only when everything waits.
import { createLedge, type Ledge, type LedgeOptions, type ClientRuntime } from "@ledge/client";

export interface Asked {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly key: string | null;
  readonly body: any;
}

/** A JSON answer. */
export const json = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json", ...headers } });

/** A refusal in the platform's form. */
export const refusal = (status: number, code: string, headers: Record<string, string> = {}): Response =>
  json(
    status,
    { code, status, detail: "why", errors: [] },
    { "Content-Type": "application/problem+json", "Request-Id": "req_1", ...headers },
  );

export function ledgeOver(answer: (asked: Asked) => Response | Promise<Response>, options: Partial<LedgeOptions> = {}): Ledge {
  const fetch: ClientRuntime["fetch"] = async (url, { method, headers, body }) => {
    const { pathname, search } = new URL(url);
    const text = body === null || body === undefined ? "null" : new TextDecoder().decode(body as ArrayBuffer);
    const key = new Headers(headers).get("Idempotency-Key");
    return await answer({ method: method ?? "GET", path: pathname + search, key, body: JSON.parse(text) });
  };
  return createLedge({ url: "https://ledge.test", apiKey: "k", ...options, runtime: { ...stillTime(), fetch, ...options.runtime } });
}

/** A simulated clock that advances only when nothing else can run, and then to the next awaited moment. Random numbers are always 0.5. */
export function stillTime(): Pick<ClientRuntime, "nowMs" | "sleep" | "random"> {
  let nowMs = 0;
  const waiting = new Set<{ readonly atMs: number; readonly wake: () => void }>();
  const goOn = (): void => {
    const [next] = [...waiting].sort((one, other) => one.atMs - other.atMs);
    if (next === undefined) return;
    nowMs = next.atMs;
    waiting.delete(next);
    next.wake();
  };
  return {
    nowMs: () => nowMs,
    random: () => 0.5,
    sleep: (delayMs, signal) =>
      new Promise((resolve, reject) => {
        const one = { atMs: nowMs + delayMs, wake: resolve };
        waiting.add(one);
        signal.addEventListener("abort", () => {
          waiting.delete(one);
          reject(signal.reason);
        });
        // Two turns of the event loop: everything that needs no waiting is done by then.
        setImmediate(() => setImmediate(goOn));
      }),
  };
}
