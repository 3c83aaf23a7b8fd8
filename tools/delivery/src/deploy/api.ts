// A cloud's HTTP API as the tools call it: JSON in and out, with deadlines and bounded repetition (decision 51). It explains a refusal,
// and no error holds the token.
import { setTimeout as delay } from "node:timers/promises";
import { parseRetryAfter } from "@ledge/shared/retry-after";

/** Of one call, its whole body included; the clouds answer within seconds. */
const CALL_DEADLINE_MS = 30_000;
const MOST_ATTEMPTS = 5;
const FIRST_WAIT_MS = 1_000;
/** A cloud that asks for more has a problem that waiting here does not solve. */
const LONGEST_WAIT_MS = 60_000;
/** Neon is at work on the project, and has not taken the call. */
const LOCKED = 423;
const TOO_MANY_REQUESTS = 429;
/** These had no effect. */
const NOT_TAKEN: readonly number[] = [LOCKED, TOO_MANY_REQUESTS];
const SERVER_ERROR = 500;

export type Wait = (ms: number) => Promise<unknown>;

export interface Cloud {
  /** As error messages name it: "Cloudflare". */
  readonly name: string;
  readonly baseUrl: string;
  readonly token: string;
  /** What the token needs, in the cloud's own terms: named when it is refused. */
  readonly permissions: string;
  /** Sent with every call, for instance R2's jurisdiction. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** The cloud refused, or gave no complete response within the deadline: status 0. */
export class ApiError extends Error {
  readonly status: number;
  /** The cloud's own codes. */
  readonly codes: readonly (number | string)[];
  constructor(message: string, status: number, codes: readonly (number | string)[]) {
    super(message);
    this.status = status;
    this.codes = codes;
  }
}

/** Whether the same call may succeed later; whether it took effect is unknown. */
export const isTransient = (error: unknown): boolean =>
  error instanceof ApiError && (error.status === 0 || NOT_TAKEN.includes(error.status) || error.status >= SERVER_ERROR);

interface Attempt {
  readonly status: number;
  readonly body: unknown;
  readonly retryAfterMs: number | null;
}

/**
 * Calls a cloud until the response is one that waiting would not change. A POST is repeated only after 423 and 429, which had no effect: whether
 * another failed POST took effect is unknown, and the caller checks that before it calls again.
 *
 * @returns the parsed body; undefined when there is none.
 * @throws {ApiError}
 */
export async function callApi(cloud: Cloud, method: string, path: string, body?: unknown, wait: Wait = delay): Promise<unknown> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await once(cloud, method, path, body);
    if (response.status >= 200 && response.status < 300) return response.body;
    const mayRepeat =
      NOT_TAKEN.includes(response.status) || (method !== "POST" && (response.status === 0 || response.status >= SERVER_ERROR));
    const waitMs = response.retryAfterMs ?? FIRST_WAIT_MS * 2 ** (attempt - 1);
    if (!mayRepeat || attempt === MOST_ATTEMPTS || waitMs > LONGEST_WAIT_MS) throw refusal(cloud, method, path, response, attempt);
    await wait(waitMs);
  }
}

async function once({ baseUrl, token, headers }: Cloud, method: string, path: string, body: unknown): Promise<Attempt> {
  try {
    const response = await fetch(`${baseUrl}${path}`, {
      method,
      signal: AbortSignal.timeout(CALL_DEADLINE_MS),
      headers: {
        Authorization: `Bearer ${token}`,
        Accept: "application/json",
        ...headers,
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return {
      status: response.status,
      body: parsed(await response.text()),
      retryAfterMs: parseRetryAfter(response.headers.get("Retry-After"), Date.now()),
    };
  } catch (error) {
    const cause = (error as Error).cause instanceof Error ? ((error as Error).cause as Error).message : (error as Error).message;
    return { status: 0, body: { message: cause }, retryAfterMs: null };
  }
}

function parsed(text: string): unknown {
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    return { message: text.slice(0, 200) };
  }
}

function refusal(cloud: Cloud, method: string, path: string, { status, body }: Attempt, attempts: number): ApiError {
  const { errors, message, code } = (body ?? {}) as {
    errors?: readonly { code: number; message: string }[];
    message?: string;
    code?: string;
  };
  const words = errors?.map((error) => `${error.message} [code: ${error.code}]`).join("; ") ?? message ?? "";
  const codes = errors?.map((error) => error.code) ?? (code === undefined ? [] : [code]);
  const asked = `${cloud.name}: ${method} ${path}`;
  const tries = attempts === 1 ? "" : ` after ${attempts} attempts`;
  const advice =
    status === 401 || status === 403 ? ` The token may not do this: it needs ${cloud.permissions}, for this very account or project.` : "";
  return new ApiError(
    status === 0 ? `${asked} was not answered${tries}: ${words}` : `${asked} was answered ${status}${tries}: ${words}.${advice}`,
    status,
    codes,
  );
}
