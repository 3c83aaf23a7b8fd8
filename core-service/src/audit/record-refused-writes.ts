// Records writes that were refused without a row of their key: no authorization, nothing there, a condition that did not hold, a key of another request.
import type { RefusedWrite } from "@ledge/shared/contracts/audit";
import { decodeId } from "@ledge/shared/ids";
import type { Work } from "../database/work.ts";
import { kindOfResource } from "./resource-kinds.ts";
import { appendRefused } from "./queries.ts";

/** Each request once, however often it comes. */
export async function recordRefusedWrites({ database }: Work, writes: readonly RefusedWrite[]): Promise<void> {
  const rows = writes.map((write) => ({
    request_id: decodeId("request", write.requestId) ?? write.requestId,
    trace_id: write.traceId,
    principal: write.principal,
    customer: write.customer,
    operation: write.operation,
    target: targetOf(write),
    outcome: write.outcome,
    fingerprint: write.fingerprint,
    key_digest: write.keyDigest,
    recorded_at: write.at,
  }));
  await appendRefused(database, JSON.stringify(rows));
}

/** The UUID of what a write would have changed, by an id of the kind that its operation changes: no other could be shown. */
function targetOf({ operation, target }: RefusedWrite): string | null {
  const kind = kindOfResource(operation, 0);
  return target === null || kind === undefined ? null : decodeId(kind, target);
}
