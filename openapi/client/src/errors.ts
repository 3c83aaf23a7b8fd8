// The two errors of a call: it was refused, or its outcome is not known.
import type { ProblemCode } from "./operations.ts";

/** Enough of a body that is no problem document to recognise its sender. */
const EXCERPT_LENGTH = 200;

/** One fault of a request: its place (an RFC 6901 JSON Pointer into the body, or a parameter's name) and what is wrong. */
export interface Fault {
  readonly pointer?: string;
  readonly parameter?: string;
  readonly detail: string;
}

/**
 * The platform's definitive refusal, from its problem document (RFC 9457). Sending the same request again changes nothing. Its members are declared
 * and no fields, because the constructor sets all of them, and every byte of the package counts.
 */
export class LedgeError extends Error {
  override readonly name = "LedgeError";
  /** A stable code to branch on; `http_404` and the like when the answer was not the platform's own, such as a proxy's page. */
  declare readonly code: ProblemCode | `http_${number}`;
  declare readonly status: number;
  /** To quote when asking the platform's operators. */
  declare readonly requestId: string | null;
  declare readonly detail: string;
  declare readonly errors: readonly Fault[];
  /** The id of what exists already, if that is the reason. */
  declare readonly existing: string | null;
  /** An earlier request with this key was refused, and this is its recorded refusal (`Idempotent-Replayed`): nothing was tried again. */
  declare readonly replayed: boolean;

  constructor(response: { readonly status: number; readonly headers: Headers }, text: string) {
    const { code, detail, errors, existing } = problemIn(text);
    const known = code ?? (`http_${response.status}` as const);
    const faults = errors.map((fault) => `; ${fault.pointer ?? fault.parameter ?? "request"}: ${fault.detail}`).join("");
    super(`${known} (${response.status}) ${detail}${faults}`);
    this.code = known as LedgeError["code"];
    this.status = response.status;
    this.requestId = response.headers.get("Request-Id");
    this.detail = detail;
    this.errors = errors;
    this.existing = (existing ?? null) as string | null;
    this.replayed = response.headers.get("Idempotent-Replayed") === "true";
  }
}

/**
 * No definitive answer came before the deadline, or the last answer says nothing about the attempts before it (the API key was revoked between
 * two of them): whether a write was done is not known. The same call with the same `idempotencyKey` finds out, now or tomorrow; a call with
 * another key may do it twice.
 */
export class DeadlineExceededError extends Error {
  override readonly name = "DeadlineExceededError";
  /** The key of the write; null for a read. */
  readonly idempotencyKey: string | null;
  readonly attempts: number;
  /** Why the last attempt was not definitive: a problem's code, `HTTP 502`, or the message of a network error. */
  readonly reason: string;

  constructor(what: string, idempotencyKey: string | null, attempts: number, elapsedMs: number, reason: string) {
    super(`${what}: ${reason} (${attempts} ${attempts === 1 ? "attempt" : "attempts"} in ${Math.round(elapsedMs / 1_000)} s)`);
    this.idempotencyKey = idempotencyKey;
    this.attempts = attempts;
    this.reason = reason;
  }
}

/** The members of a problem document that errors show; of any other text, its beginning as the detail. */
export function problemIn(text: string): {
  readonly code: string | null;
  readonly detail: string;
  readonly errors: readonly Fault[];
  readonly existing?: unknown;
} {
  try {
    const { code, detail, errors, existing } = JSON.parse(text) as Record<"code" | "detail" | "errors" | "existing", unknown>;
    return {
      code: typeof code === "string" ? code : null,
      detail: typeof detail === "string" ? detail : "",
      errors: Array.isArray(errors) ? (errors as Fault[]) : [],
      existing,
    };
  } catch {
    return { code: null, detail: text.slice(0, EXCERPT_LENGTH), errors: [] };
  }
}
