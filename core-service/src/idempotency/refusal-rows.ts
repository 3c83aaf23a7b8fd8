// The refusal of a key, in the transaction of the key's row and beside it. The key stands for good; the refusal goes after its retention with its whole
// partition (decision 64), and is then answered as expired: it must never be decided anew, because the first caller may have acted on it.
import type { WriteCall } from "@ledge/shared/context";
import { decodeAnyId, encodeId } from "@ledge/shared/ids";
import type { Fault, ProblemCode } from "@ledge/shared/problem";
import type { Refusal, WriteOutcome } from "@ledge/shared/result";
import { and, eq } from "drizzle-orm";
import type { Database } from "../database/connect.ts";
import { refusals } from "../database/schema/idempotency.ts";
import { existingId } from "./external-ids.ts";
import { requestUuid } from "../outbox/origin.ts";

/** @param recordedAt that of the key's row, by which the refusal is found again. */
export async function recordRefusal(
  database: Database,
  call: WriteCall,
  recordedAt: Date,
  { code, detail, errors, existing }: Refusal,
): Promise<void> {
  await database.insert(refusals).values({
    principal: call.principal.id,
    recordedAt,
    requestId: requestUuid(call),
    traceId: call.traceId,
    key: call.idempotency.key,
    code,
    detail: detail ?? null,
    errors: errors ?? null,
    existing: existing === undefined ? null : decodeAnyId(existing),
  });
}

/** The answer to a retry of what was refused at `recordedAt`; the time is a parameter of the query, so that one partition is read. */
export async function repeatRefusal<Code extends ProblemCode>(
  database: Database,
  call: WriteCall,
  operation: string,
  recordedAt: Date,
): Promise<WriteOutcome<never, Code>> {
  const [row] = await database
    .select()
    .from(refusals)
    .where(and(eq(refusals.principal, call.principal.id), eq(refusals.key, call.idempotency.key), eq(refusals.recordedAt, recordedAt)));
  if (row === undefined) return expiredOutcome(call);
  const existing = existingId(operation, row.existing);
  const refusal: Refusal<Code> = {
    code: row.code as Code,
    ...(row.detail === null ? {} : { detail: row.detail }),
    ...(row.errors === null ? {} : { errors: row.errors as readonly Fault[] }),
    ...(existing === null ? {} : { existing }),
  };
  return { ok: false, refusal, recorded: true, replayed: true, requestId: encodeId("request", row.requestId) };
}

/** The key stands for a refusal that has gone. Made anew each time: nothing of it is stored. */
export const expiredOutcome = (call: WriteCall): WriteOutcome<never, never> => ({
  ok: false,
  refusal: { code: "outcome_expired" },
  recorded: false,
  replayed: false,
  requestId: call.requestId,
});
