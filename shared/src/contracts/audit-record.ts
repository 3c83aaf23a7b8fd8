// A record of the audit log, version 1: who did what to which resources, and how it ended. Its form is frozen, because its hash is in the tree for
// good; another form is another version. Ids and digests alone, never personal data.
import { z } from "zod";
import { ID_SUFFIX, idPattern } from "../ids.ts";

/** A public id of any kind: later kinds of principals and resources are no new version. */
const anyId = z.string().regex(new RegExp(`^[a-z]{1,63}_${ID_SUFFIX}$`));
const digest = z.string().regex(/^[0-9a-f]{64}$/);

export const auditRecord = z.strictObject({
  v: z.literal(1),
  id: z.string().regex(idPattern("auditRecord")),
  /** In UTC, to the microsecond, as the database recorded it. */
  at: z.string().regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z$/),
  /** null: the platform itself. */
  principal: anyId.nullable(),
  /** The customer for whom the principal acted. */
  on_behalf_of: z.string().regex(idPattern("customer")).nullable(),
  /** The operationId, or the name of an act of the platform. */
  operation: z.string().regex(/^[a-z][A-Za-z0-9]{0,63}$/),
  /** `done`, or the code of the problem. */
  outcome: z.string().regex(/^[a-z][a-z0-9_]{0,63}$/),
  resources: z.array(anyId),
  request_id: z.string().regex(idPattern("request")).nullable(),
  trace_id: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .nullable(),
  /** SHA-256 of the request, as its key is bound to it. */
  fingerprint: digest.nullable(),
  /** SHA-256 of the Idempotency-Key. */
  key_digest: digest.nullable(),
});

export type AuditRecord = z.infer<typeof auditRecord>;
