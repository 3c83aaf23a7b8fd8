// The types of an operation's request and answer, derived from the contract. No code, and no type that could be derived is written by hand.
import type { operations, paths } from "./ledge.v1.ts";

export type Method = "get" | "post" | "patch" | "delete";
type Success = 200 | 201;

type Json<Content> = Content extends { content: { "application/json": infer Body } } ? Body : never;
type Responses<Operation> = Operation extends { responses: infer All } ? All : never;
type AnyDataOf<Operation> = {
  [Status in keyof Responses<Operation> & Success]: Json<Responses<Operation>[Status]>;
}[keyof Responses<Operation> & Success];
/** What the answer to a dry run has, and no other. */
interface OfDryRun {
  dry_run: true;
}
/** The JSON that an operation answers when it succeeds. */
export type DataOf<Operation> = Exclude<AnyDataOf<Operation>, OfDryRun>;
/** The JSON that its dry run answers. */
export type DryRunOf<Operation> = Extract<AnyDataOf<Operation>, OfDryRun>;

/** The JSON that the operation of this name answers: `Resource<"createTransfer">`. */
export type Resource<Id extends keyof operations> = DataOf<operations[Id]>;
/** The JSON that the operation of this name takes: `Body<"createTransfer">`. */
export type Body<Id extends keyof operations> = operations[Id] extends { requestBody: { content: { "application/json": infer Input } } }
  ? Input
  : never;

type CodesOf<Operation> =
  Responses<Operation> extends infer All
    ? {
        [Status in keyof All]: All[Status] extends { content: { "application/problem+json": { code: infer Code } } } ? Code : never;
      }[keyof All]
    : never;
/** Every code that a refusal may have. */
export type ProblemCode = { [Id in keyof operations]: CodesOf<operations[Id]> }[keyof operations] & string;

/** Paths that have this method. */
export type PathWith<M extends Method> = { [Path in keyof paths]: paths[Path] extends Record<M, object> ? Path : never }[keyof paths];

/** Paths whose writes can be tried. */
export type TryablePath = { [Path in PathWith<"post">]: DryRunOf<paths[Path]["post"]> extends never ? never : Path }[PathWith<"post">];

interface Page {
  readonly data: unknown[];
  readonly has_more: boolean;
}
/** Paths that answer pages. */
export type ListPath = {
  [Path in PathWith<"get">]: DataOf<paths[Path]["get"]> extends Page ? Path : never;
}[PathWith<"get">];
export type Item<Path extends ListPath> = DataOf<paths[Path]["get"]> extends { data: (infer One)[] } ? One : never;
/** One event, as the feed and webhooks carry it. */
export type LedgeEvent = Item<"/v1/events">;

/** Whether a write is a dry run is said by the method that is called. */
type WithoutDryRun<Query> = Query extends { dry_run?: unknown }
  ? keyof Query extends "dry_run"
    ? undefined
    : Omit<Query, "dry_run">
  : Query;
type Asked<T> = { [Key in keyof T]: Key extends "query" ? WithoutDryRun<T[Key]> : T[Key] };
type Given<T> = { [Key in keyof T as [T[Key]] extends [undefined] ? never : Key]: T[Key] };
type Parameters<Operation> = Operation extends { parameters: infer All } ? Given<Asked<All>> : never;
type Params<Operation> = keyof Parameters<Operation> extends never
  ? { readonly params?: never }
  : object extends Parameters<Operation>
    ? { readonly params?: Parameters<Operation> }
    : { readonly params: Parameters<Operation> };
type Sent<Operation> = Operation extends { requestBody: { content: { "application/json": infer Input } } }
  ? { readonly body: Input }
  : { readonly body?: never };

export type ParseAs = "json" | "text" | "stream";

interface CallOptions<As extends ParseAs> {
  /** Aborts the running attempt or wait. That is always safe for a write with a key of your own: the same call with that key continues it. */
  readonly signal?: AbortSignal;
  /** Instead of the client's, over all attempts. */
  readonly deadlineMs?: number;
  /** Such as another `Accept`; never the Idempotency-Key. */
  readonly headers?: Readonly<Record<string, string>>;
  /** How to read the answer; `json` if left out. The caller reads a `stream`, and it is not retried once it has begun. */
  readonly parseAs?: As;
}
export interface WriteOptions<As extends ParseAs> extends CallOptions<As> {
  /** The Idempotency-Key: a new one if left out. Pass one of your own to continue after a crash of your program. */
  readonly idempotencyKey?: string;
}
export type Init<Operation, M extends Method, As extends ParseAs> = Params<Operation> &
  Sent<Operation> &
  (M extends "get" ? CallOptions<As> : WriteOptions<As>);
/** Of a dry run, which has no key. */
export type DryRunInit<Operation> = Params<Operation> & Sent<Operation> & CallOptions<"json">;
/** The init may be left out where the operation needs nothing. */
export type InitArguments<I> = object extends I ? [init?: I] : [init: I];
/** The type of an answer's data, by `parseAs`. */
export type Read<As extends ParseAs, Data> = As extends "text" ? string : As extends "stream" ? ReadableStream<Uint8Array> : Data;
