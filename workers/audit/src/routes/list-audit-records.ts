// GET /v1/audit/records
import { sealPage } from "@ledge/kit/cursor";
import { rangePage, rangeQuery } from "@ledge/shared/contracts/accounts";
import { loggedRecord } from "@ledge/shared/contracts/audit";
import { anyId, recordedOperation } from "@ledge/shared/contracts/audit-record";
import { accepted } from "@ledge/shared/result";
import { id, pageQuery } from "@ledge/shared/schema";
import { z } from "zod";
import { auditOperation, core, tag } from "../operation.ts";

export const listAuditRecords = auditOperation({
  operationId: "listAuditRecords",
  method: "get",
  path: "/v1/audit/records",
  summary: "List the audit log's records, newest first",
  description:
    "Every write has a record, also one that was refused, and so does what the platform does by itself. A record says who, what, to which resources, and how it ended; it never changes.",
  tag,
  scope: "audit:read",
  query: z.object({
    principal: id("apiKey").optional().meta({ description: "Only what this API key did: the first key of its line of rotations" }),
    operation: recordedOperation.optional().meta({ description: "Only this operation" }),
    resource: anyId.optional().meta({ description: "Only what was about this resource" }),
    request_id: id("request").optional().meta({ description: "Only what this request did: the `Request-Id` of its answer" }),
    from: rangeQuery.from.meta({ description: "Put into the log at or after: moments after it was recorded" }),
    to: rangeQuery.to.meta({
      description: "Put into the log before. The list ends where nothing can be put any more; its to says where it ended",
    }),
    ...pageQuery,
  }),
  success: { status: 200, schema: rangePage(loggedRecord), description: "A page of records" },
  async handle({ env, call, query, page, cursorScope }) {
    return accepted(sealPage(cursorScope, await core(env).listAuditRecords(call, query, page)));
  },
});
