// An operation is one entry of the API: its place in the contract, its schemas, who may call it, and its handler. One per file.
import type { Call, DryRunCall, Scope, WriteCall } from "@ledge/shared/context";
import type { OperationId, RefusalOf } from "@ledge/shared/contracts/refusals";
import type { Result, WriteOutcome, WriteRefusal } from "@ledge/shared/result";
import type { PageRequest } from "@ledge/shared/schema";
import type { z } from "zod";
import type { CursorScope } from "./cursor.ts";

export type Method = "get" | "post" | "patch" | "delete";

/** The argument of a handler: validated input, and the call as the gateway made it. */
interface OperationContext<Env, Kind extends Method, Body, Query, Params, DryRun = undefined> {
  readonly env: Env;
  /** Of an operation that can be tried, a call without a key is a dry run. */
  readonly call: Kind extends "get" ? Call : DryRun extends z.ZodType ? DryRunCall : WriteCall;
  readonly body: Body;
  /** Without the paging parameters, which are in `page`. */
  readonly query: Query;
  readonly params: Params;
  readonly page: PageRequest;
  /** What the cursors of a list are bound to. */
  readonly cursorScope: CursorScope;
  /** The header Last-Event-ID; null: none. */
  readonly lastEventId: string | null;
  /** The header that picks versions of Workers, of a public request to the gateway itself; null: none. */
  readonly versionOverrides: string | null;
  /** The media type of the answer: of those of `success`, the one that Accept prefers. */
  readonly mediaType: string;
}

/** A streamed answer, whose body may be larger than a Worker's memory. */
export class Streamed {
  readonly body: ReadableStream<Uint8Array>;
  readonly headers: Readonly<Record<string, string>>;
  constructor(body: ReadableStream<Uint8Array>, headers: Readonly<Record<string, string>>) {
    this.body = body;
    this.headers = headers;
  }
}

type Input<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

export interface OperationSpec<
  Env,
  Id extends OperationId = OperationId,
  Kind extends Method = Method,
  Body extends z.ZodType | undefined = z.ZodType | undefined,
  Query extends z.ZodObject | undefined = z.ZodObject | undefined,
  Params extends z.ZodObject | undefined = z.ZodObject | undefined,
  DryRun extends z.ZodType | undefined = z.ZodType | undefined,
> {
  /** Its refusals, beside those that every operation has, are listed by this name (shared/contracts/refusals). */
  readonly operationId: Id;
  readonly method: Kind;
  /** In the syntax of OpenAPI: `/v1/accounts/{id}`. */
  readonly path: string;
  /** A few words: the operation's title in lists. */
  readonly summary: string;
  /** What the summary does not say: what it does, what it refuses, what a second call does. Markdown. */
  readonly description: string;
  readonly tag: string;
  /** The scope that a principal needs, or several, which it needs together; or `public` for no authentication at all. */
  readonly scope: Scope | readonly [Scope, ...Scope[]] | "public";
  readonly body?: Body;
  readonly query?: Query;
  readonly params?: Params;
  readonly success: {
    readonly status: 200 | 201;
    readonly schema: z.ZodType;
    readonly description: string;
    /** The one media type of an answer that is no JSON; the value is then a Streamed, and the schema that of its text. */
    readonly mediaType?: string;
    /**
     * Other media types of the same answer, chosen by Accept, with an example of each; the value is then a Streamed. In the order of preference
     * when a client accepts several equally, with JSON before them.
     */
    readonly alternatives?: Readonly<Record<string, string>>;
  };
  /** The answer to a dry run of a write whose `query` is dryRunQuery (kit/dry-run), with the write's status. It has neither a tag nor a Location: nothing was made. */
  readonly dryRun?: DryRun;
  /** The entity tag of the answer's value, without quotes: see shared/entity-tags. */
  readonly etag?: (value: never) => string;
  /** The path of the collection of the created resource, for the header Location (RFC 9110, section 15.3.2). */
  readonly location?: string;
  /** The operation requires If-Match, because several clients may change the resource. */
  readonly ifMatch?: boolean;
  /** Request headers that the operation reads itself, by their names in the contract's components. */
  readonly headers?: readonly "LastEventId"[];
  /** `no-store` if left out. */
  readonly cacheControl?: string;
  /** The answer is the same for everyone: the edge may cache it for as long as its Cache-Control says. */
  readonly edgeCached?: boolean;
  /** A public operation that shows operators more: a request with a key is authenticated. */
  readonly operatorsSeeMore?: boolean;
  /** The answer holds a secret: the idempotency gate caches no copy, and a retry is answered from the key's row. */
  readonly sealed?: boolean;
  handle(context: OperationContext<Env, Kind, Input<Body>, Input<Query>, Input<Params>, DryRun>): Promise<Handled<Id>>;
}

/** What a handler returns: it refuses with nothing that its operation does not list. */
type Handled<Id extends OperationId> = Result<unknown, RefusalOf<Id> | WriteRefusal> | WriteOutcome<unknown, RefusalOf<Id>>;

/** The scopes that a principal needs for an operation, all of them. */
export const scopesOf = (scope: Scope | readonly [Scope, ...Scope[]]): readonly [Scope, ...Scope[]] =>
  typeof scope === "string" ? [scope] : scope;

/** An operation of any input types, which only its own handler knows. */
export type AnyOperation<Env> = Omit<OperationSpec<Env>, "handle"> & {
  handle(context: OperationContext<Env, Method, never, never, never>): Promise<Result<unknown> | WriteOutcome<unknown>>;
};

/** Defines an operation; its schemas give the types of the handler's input. */
export const operation =
  <Env>() =>
  <
    const Id extends OperationId,
    const Kind extends Method,
    Body extends z.ZodType | undefined = undefined,
    Query extends z.ZodObject | undefined = undefined,
    Params extends z.ZodObject | undefined = undefined,
    DryRun extends z.ZodType | undefined = undefined,
  >(
    spec: OperationSpec<Env, Id, Kind, Body, Query, Params, DryRun>,
  ): AnyOperation<Env> =>
    spec as unknown as AnyOperation<Env>;
