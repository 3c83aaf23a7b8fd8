// The client of Ledge: the contract's types over openapi-fetch, with safe retries beneath it. It decides nothing about money, and must never send
// a write twice with two keys.
import createClient from "openapi-fetch";
import { LedgeError } from "./errors.ts";
import type { paths } from "./ledge.v1.ts";
import type {
  DataOf,
  DryRunInit,
  DryRunOf,
  Init,
  InitArguments,
  Item,
  ListPath,
  Method,
  ParseAs,
  PathWith,
  Read,
  TryablePath,
  WriteOptions,
} from "./operations.ts";
import { realRuntime, type Retry, send, type ClientRuntime } from "./send.ts";

export { DeadlineExceededError, type Fault, LedgeError } from "./errors.ts";
export type { Body, LedgeEvent, ListPath, ProblemCode, Resource } from "./operations.ts";
export { isRetryable } from "./retry.ts";
export type { Retry, ClientRuntime } from "./send.ts";

/** Longer than a platform needs to recover from a crash, shorter than a person waits without an answer. */
const DEFAULT_DEADLINE_MS = 60_000;
/** The platform answers in milliseconds: after this a connection is dead. */
const DEFAULT_ATTEMPT_MS = 30_000;
const MAX_PAGE = 100;

export interface LedgeOptions {
  /** The API's origin, such as `https://api.example.com`. */
  readonly url: string;
  readonly apiKey: string;
  /** How long a call may take over all its attempts; 60 s. */
  readonly deadlineMs?: number;
  /** How long one attempt may take; 30 s. */
  readonly attemptMs?: number;
  /** Ends every call that has no signal of its own. */
  readonly signal?: AbortSignal;
  /** Called before each retry. */
  readonly onRetry?: (retry: Retry) => void;
  /** Replaces parts of the real network, clock and random values. */
  readonly runtime?: Partial<ClientRuntime>;
}

export interface LedgeResponse<Data> {
  readonly data: Data;
  readonly status: number;
  readonly headers: Headers;
  readonly requestId: string | null;
  /** The write was done by an earlier attempt or call with this key; this is its recorded answer (`Idempotent-Replayed`). */
  readonly replayed: boolean;
  /** The key of a write; null for a read and a dry run. */
  readonly idempotencyKey: string | null;
}

type Call<M extends Method> = <Path extends PathWith<M>, As extends ParseAs = "json">(
  path: Path,
  ...init: InitArguments<Init<paths[Path][M], M, As>>
) => Promise<LedgeResponse<Read<As, DataOf<paths[Path][M]>>>>;

/**
 * Every call resolves to the platform's answer, or throws.
 *
 * @throws {LedgeError} when the platform refused; {DeadlineExceededError} when the outcome is not known; the signal's reason when aborted.
 */
export interface Ledge {
  readonly get: Call<"get">;
  readonly post: Call<"post">;
  readonly patch: Call<"patch">;
  readonly delete: Call<"delete">;
  /** What `post` would be answered now. Nothing is done. */
  dryRun<Path extends TryablePath>(
    path: Path,
    ...init: InitArguments<DryRunInit<paths[Path]["post"]>>
  ): Promise<LedgeResponse<DryRunOf<paths[Path]["post"]>>>;
  /** All items of a list, fetched page by page as they are consumed. Events come oldest first, other items newest first. */
  list<Path extends ListPath>(
    path: Path,
    ...init: InitArguments<Init<paths[Path]["get"], "get", "json">>
  ): AsyncGenerator<Item<Path>, void, undefined>;
}

/** A client of one platform, under one API key. */
export function createLedge(options: LedgeOptions): Ledge {
  const runtime: ClientRuntime = { ...realRuntime, ...options.runtime };
  const api = createClient<paths>({ baseUrl: options.url, headers: { Authorization: `Bearer ${options.apiKey}` } });

  const call = async (
    method: Method,
    path: string,
    init: LooseInit = {},
    key = method === "get" ? null : (init.idempotencyKey ?? runtime.newKey()),
  ): Promise<LedgeResponse<unknown>> => {
    const { signal = options.signal ?? new AbortController().signal, deadlineMs, parseAs = "json", headers, params, body } = init;
    requireNoKeyIn(headers, params?.header);
    const terms = {
      signal,
      deadlineMs: deadlineMs ?? options.deadlineMs ?? DEFAULT_DEADLINE_MS,
      attemptMs: options.attemptMs ?? DEFAULT_ATTEMPT_MS,
      onRetry: options.onRetry ?? (() => undefined),
    };
    const fetch = async (request: Request): Promise<Response> => {
      const bytes = method === "get" ? null : await request.arrayBuffer();
      const { url, headers } = request;
      return await send({ url, method: request.method, headers, body: bytes?.byteLength ? bytes : null }, terms, runtime);
    };
    const sent = { ...headers, ...(key !== null && { "Idempotency-Key": key }) };
    // The public signatures have the contract's types; openapi-fetch cannot infer its types in a generic call.
    const request = api.request as unknown as LooseRequest;
    const { data, error, response } = await request(method, path, { params, body, headers: sent, fetch, parseAs });
    if (!response.ok) throw new LedgeError(response, typeof error === "string" ? error : JSON.stringify(error ?? ""));
    return {
      data: data instanceof ReadableStream ? outliving(data) : data,
      status: response.status,
      headers: response.headers,
      requestId: response.headers.get("Request-Id"),
      replayed: response.headers.get("Idempotent-Replayed") === "true",
      idempotencyKey: key,
    };
  };

  const method =
    <M extends Method>(name: M): Call<M> =>
    (path, ...[init]) =>
      call(name, path, init as LooseInit) as never;

  async function* list(path: string, init: LooseInit = {}): AsyncGenerator<unknown, void, undefined> {
    // The feed continues after an event, other lists at a cursor.
    const cursorName = path === "/v1/events" ? "after" : "cursor";
    for (let cursor: string | null = null; ;) {
      const query: object = { limit: MAX_PAGE, ...init.params?.query, ...(cursor !== null && { [cursorName]: cursor }) };
      const { data } = (await call("get", path, { ...init, params: { ...init.params, query } })) as LedgeResponse<LoosePage>;
      yield* data.data;
      if (!data.has_more || data.next_cursor === null) return;
      cursor = data.next_cursor;
    }
  }

  return {
    get: method("get"),
    post: method("post"),
    patch: method("patch"),
    delete: method("delete"),
    dryRun: (path, ...[init]) => call("post", `${path}?dry_run=true`, init as LooseInit, null) as never,
    list: (path, ...[init]) => list(path, init as LooseInit) as never,
  };
}

/** An Idempotency-Key in a header would be sent beside the client's own, or unnoticed in its place. @throws {TypeError} */
function requireNoKeyIn(...given: readonly (object | undefined)[]): void {
  const names = given.flatMap((headers) => Object.keys(headers ?? {}));
  if (names.some((name) => name.toLowerCase() === "idempotency-key")) {
    throw new TypeError("Give the Idempotency-Key as `idempotencyKey`, not as a header.");
  }
}

/** Node cancels the body of a response that was garbage-collected, unless something reads the body already: the transform does. */
const outliving = (body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> => body.pipeThrough(new TransformStream());

interface LooseInit extends WriteOptions<ParseAs> {
  readonly params?: { readonly query?: object; readonly path?: object; readonly header?: object };
  readonly body?: unknown;
}

type LooseRequest = (
  method: Method,
  path: string,
  init: object,
) => Promise<{ readonly data?: unknown; readonly error?: unknown; readonly response: Response }>;

interface LoosePage {
  readonly data: readonly unknown[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
}
