// GET /v1/audit/records/{id}
import { loggedRecord } from "@ledge/shared/contracts/audit";
import { auditOperation, core, recordParams, tag } from "../operation.ts";

export const getAuditRecord = auditOperation({
  operationId: "getAuditRecord",
  method: "get",
  path: "/v1/audit/records/{id}",
  summary: "Read a record of the audit log",
  description: "The record, its place in the log's tree, and the salt of its leaf: all that its proof is verified with.",
  tag,
  scope: "audit:read",
  params: recordParams,
  success: { status: 200, schema: loggedRecord, description: "The record" },
  handle: ({ env, call, params }) => core(env).getAuditRecord(call, params.id),
});
