// GET /v1/audit/export
import { refusalOfFuture } from "@ledge/kit/future";
import { Streamed } from "@ledge/kit/operation";
import { time } from "@ledge/shared/instants";
import { accepted, refused } from "@ledge/shared/result";
import { z } from "zod";
import { exportedLines, NDJSON } from "../export-lines.ts";
import { auditOperation, core, tag } from "../operation.ts";

export const exportAuditRecords = auditOperation({
  operationId: "exportAuditRecords",
  method: "get",
  path: "/v1/audit/export",
  summary: "Export the audit log",
  description:
    "Records with their salts, a line of JSON each, in the order of the log's tree: what an auditor verifies against the published checkpoints. A range is of the time at which records were put into the log, moments after they were recorded, so that it is one piece of the tree and nothing is added to it later: one that has not ended is refused. The answer is streamed, so that it may have any number of lines; one that was cut ends without its last newline, or with an error of the connection.",
  tag,
  scope: "audit:read",
  query: z.object({
    from: time.optional().meta({ description: "Put into the log at or after; if left out, from the first record on" }),
    to: time.optional().meta({ description: "Put into the log before, not in the future; if left out, up to the last record" }),
  }),
  success: {
    status: 200,
    mediaType: NDJSON,
    schema: z.string().meta({ example: '{"index":41,"salt":"3q2+7wAAAAAAAAAAAAAAAA==","record":{"v":1,…}}\n' }),
    description: "Lines of JSON, each a `LoggedRecord`",
  },
  async handle({ env, call, query }) {
    const { from, to } = query;
    const places = [
      [{ parameter: "from" }, from],
      [{ parameter: "to" }, to],
    ] as const;
    const refusal = refusalOfFuture(places, Date.now());
    if (refusal !== null) return refusal;
    if (from !== undefined && to !== undefined && from > to)
      return refused("validation_failed", undefined, [{ parameter: "from", detail: "must not be after to" }]);
    const piece = await core(env).openAuditExport(call, query);
    if (piece === null) return refused("validation_failed", undefined, [{ parameter: "to", detail: "must not be in the future" }]);
    const body = await exportedLines(piece, (rest, most) => core(env).readAuditExport(call, rest, most));
    return accepted(new Streamed(body, { "Content-Type": NDJSON }));
  },
});
