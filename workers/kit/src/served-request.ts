// A request as the gateway passes it to the Worker of its operation: plain values, so that it crosses by RPC. The gateway has found the operation,
// authenticated the caller and read the body; a Worker must believe the call only from a binding whose caller is the gateway.
import type { Call, WriteCall } from "@ledge/shared/context";
import type { OperationId } from "@ledge/shared/contracts/refusals";
import type { Answer } from "./answer.ts";

export interface ServedRequest<Made extends Call = Call | WriteCall> {
  readonly operationId: OperationId;
  /** As the client sent it, percent-encoded. */
  readonly pathname: string;
  /** With its question mark; empty: no query. */
  readonly search: string;
  readonly call: Made;
  /** The headers that an operation may read; null: the request has none of the name. */
  readonly accept: string | null;
  readonly lastEventId: string | null;
  /** By which a release picks versions of Workers. */
  readonly versionOverrides: string | null;
  /** Null: none. */
  readonly body: Uint8Array | null;
}

/** What the gateway calls of a Worker behind it. */
export interface Serving {
  serve(request: ServedRequest): Promise<Answer>;
}
