// One attempt of one request: it ends with a definitive answer, or with the reason why there is none.
import { isRetryable } from "@ledge/client";
import type { AnswersSeen } from "./answers-seen.ts";
import type { DefinitiveAnswer } from "./history.ts";
import { type Draw, pick } from "./intents.ts";

/** Longer than a lane's task may take (10 s): an answer that has not come by then was lost. */
const ATTEMPT_MS = 15_000;

/** The platform as a client reaches it. */
export interface Target {
  readonly apiKey: string;
  readonly seen: AnswersSeen;
  /** Where the platform serves at present: one address or two, never none. */
  urls(): readonly string[];
}

/** Returns a definitive answer, or the reason why there is none. */
export async function attemptOnce(
  { urls, apiKey, seen }: Target,
  method: "GET" | "POST",
  path: string,
  draw: Draw,
  write?: { readonly key: string; readonly body: string },
): Promise<DefinitiveAnswer | string> {
  const headers: Record<string, string> = { Authorization: `Bearer ${apiKey}` };
  if (write !== undefined) headers["Idempotency-Key"] = write.key;
  if (write !== undefined && write.body !== "") headers["Content-Type"] = "application/json";
  const body = write === undefined || write.body === "" ? {} : { body: write.body };
  const url = new URL(path, pick(urls(), draw));
  const ended = seen.sent(url, method);
  try {
    const response = await fetch(url, { method, headers, ...body, signal: AbortSignal.timeout(ATTEMPT_MS) });
    ended(response);
    const text = await response.text();
    // A success without a JSON document does not show what was done: the client retries, and the history keeps the reason.
    if (response.ok && !isDocument(text)) return `${response.status} without a document`;
    const code = response.ok ? null : codeIn(text);
    return isRetryable(response.status, code) ? `${response.status} ${code}` : { status: response.status, text };
  } catch (error) {
    ended(null);
    const { code, name } = ((error as Error).cause ?? error) as Error & { code?: unknown };
    // The code of a DOMException, such as that of a time-out, is a number.
    return typeof code === "string" ? code : name;
  }
}

function isDocument(text: string): boolean {
  try {
    return typeof JSON.parse(text) === "object";
  } catch {
    return false;
  }
}

function codeIn(text: string): string | null {
  try {
    return (JSON.parse(text) as { code?: string }).code ?? null;
  } catch {
    return null; // an error of the runtime, which is plain text
  }
}
