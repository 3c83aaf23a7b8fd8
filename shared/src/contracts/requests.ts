// The requests of the last days, as operators read them: what the gateway's line says of each, and for one of them what it has caused. No body, no URL, no name.
import { z } from "zod";
import { instant } from "../instants.ts";
import { id } from "../schema.ts";
import { loggedRecord } from "./audit.ts";
import { requestEffects } from "./webhook-deliveries.ts";

const serviceVersion = z.string().meta({ description: "The id of the service's version", example: "3e8b6b5e-6d5c-4b0b-9d0e-0c7a4a1f2b11" });
const durationMs = z
  .number()
  .min(0)
  .meta({ description: "Milliseconds, without those in which its body came; of an answer that streams, until it begins", example: 12 });

export const keptRequest = z
  .strictObject({
    id: id("request").meta({ description: "The `Request-Id` of its answer" }),
    received_at: instant,
    operation: z
      .string()
      .meta({ description: "The operationId; `unmatched`: the contract has no such path or method", example: "createTransfer" }),
    status: z.number().int().meta({ description: "The HTTP status of its answer", example: 422 }),
    replayed: z.boolean().meta({
      description:
        "Whether it was answered with what an earlier request with its key was answered, and did nothing itself: records and effects are under that one",
      example: false,
    }),
    code: z.string().nullable().meta({ description: "The code of the problem that it was answered with", example: "insufficient_funds" }),
    duration_ms: durationMs,
    principal: id("apiKey")
      .nullable()
      .meta({ description: "The first key of its key's line of rotations. null: it had no valid key, or needed none" }),
    trace_id: z.string().nullable().meta({ description: "W3C Trace Context: 32 hex digits", example: "4bf92f3577b34da6a3ce929d0e0e4736" }),
    version: serviceVersion.nullable(),
  })
  .meta({ id: "KeptRequest" });

const hop = z
  .strictObject({
    service: z.string().meta({ description: "A Worker, or the lane behind the core", example: "payments" }),
    operation: z.string().meta({ example: "createTransfer" }),
    version: serviceVersion,
    duration_ms: z.number().min(0).meta({ description: "In the service, with all that it waited for", example: 9 }),
    outcome: z.string().meta({ description: "`ok`, the code of a refusal, or the name of an error", example: "insufficient_funds" }),
  })
  .meta({ id: "Hop" });

export const tracedRequest = z
  .strictObject({
    ...keptRequest.shape,
    hops: z.array(hop).meta({ description: "What each service on the way did for it, the outermost of each call first" }),
    audit_records: z.array(loggedRecord).nullable().meta({
      description: "Its record in the audit log, if it is a write that was decided, and no replay. null: the audit log did not answer",
    }),
    effects: requestEffects
      .nullable()
      .meta({ description: "What it has caused, as far as it is in the feed yet. null: it could not be found out now" }),
  })
  .meta({ id: "TracedRequest" });

/** A request as it is kept: names, ids and numbers. */
export type KeptRequest = Omit<z.infer<typeof tracedRequest>, "audit_records" | "effects" | "received_at">;

/** Which requests are wanted; null: not by this. */
export interface RequestFilter {
  readonly operation: string | null;
  /** The smallest and the largest status. */
  readonly status: readonly [least: number, most: number] | null;
  readonly code: string | null;
  /** A public id. */
  readonly principal: string | null;
  readonly minDurationMs: number | null;
  /** Milliseconds since 1970: received at or after, and before. */
  readonly fromMs: number | null;
  readonly toMs: number | null;
}

export interface KeptPage {
  readonly data: readonly KeptRequest[];
  /** The id before which the next page begins; null: this is the last one. */
  readonly next: string | null;
}

/** What the gateway reads of the telemetry Worker. */
export interface RequestsReader {
  /** Newest first, before an id. As many as `limit`, or fewer where much has to be read to find them: `next` says how far it is. */
  listRequests(filter: RequestFilter, before: string | null, limit: number): Promise<KeptPage>;
  /** Null: it is not kept. */
  readRequest(requestId: string): Promise<KeptRequest | null>;
}
