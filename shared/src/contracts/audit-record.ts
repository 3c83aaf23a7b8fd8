// A record of the audit log, version 1: who did what to which resources, and how it ended. Its form is frozen, because its hash is in the tree for
// good; another form is another version. Ids and digests alone, never personal data.
import { z } from "zod";
import { ID_SUFFIX } from "../ids.ts";
import { example, id } from "../schema.ts";

/** A public id of any kind: later kinds of principals and resources are no new version. */
export const anyId = z
  .string()
  .regex(new RegExp(`^[a-z]{1,63}_${ID_SUFFIX}$`), "must be an id")
  .meta({ id: "AnyId", description: "TypeID of any kind", example: example("transfer") });
/** An operationId, or the name of an act of the platform itself. */
export const recordedOperation = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]{0,63}$/, "must be an operationId, or the name of an act of the platform")
  .meta({ description: "The operationId; of what no request has caused, the name of the platform's act", example: "createTransfer" });
const digest = (description: string) =>
  z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .meta({ description, example: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" });

export const auditRecord = z
  .strictObject({
    v: z.literal(1).meta({ description: "The version of this form", example: 1 }),
    id: id("auditRecord"),
    at: z
      .string()
      .regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z$/)
      .meta({ description: "In UTC, to the microsecond, as the database recorded it", example: "2026-11-22T10:00:00.123456Z" }),
    principal: anyId.nullable().meta({ description: "Who: an API key. null: the platform itself", example: example("apiKey") }),
    on_behalf_of: id("customer").nullable().meta({ description: "The customer for whom the principal acted" }),
    operation: recordedOperation,
    outcome: z
      .string()
      .regex(/^[a-z][a-z0-9_]{0,63}$/)
      .meta({ description: "`done`, or the code of the problem", example: "done" }),
    resources: z
      .array(anyId)
      .meta({ description: "What the write made or changed; of a refused one, what the request names in its path and would have changed" }),
    request_id: id("request").nullable().meta({ description: "The `Request-Id` of its answer" }),
    trace_id: z
      .string()
      .regex(/^[0-9a-f]{32}$/)
      .nullable()
      .meta({ description: "W3C Trace Context", example: "4bf92f3577b34da6a3ce929d0e0e4736" }),
    fingerprint: digest("SHA-256 of method, path, query, conditions and body, to which the Idempotency-Key is bound").nullable(),
    key_digest: digest("SHA-256 of the Idempotency-Key").nullable(),
  })
  .meta({ id: "AuditRecord", description: "Who did what to which resources, and how it ended. Ids and digests alone, no personal data" });

export type AuditRecord = z.infer<typeof auditRecord>;
