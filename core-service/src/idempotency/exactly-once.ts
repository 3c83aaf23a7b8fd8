// Runs a command under its Idempotency-Key: the key's row, the effect and its events are one transaction, so none is ever there without the
// others (laws 11 and 18). payments.post_transfers has the same rule for a whole batch of postings at once.
import type { WriteCall } from "@ledge/shared/context";
import { type Precondition, unmetCondition } from "@ledge/shared/precondition";
import type { ProblemCode } from "@ledge/shared/problem";
import { type Refusal, refused, type Refused, type Result, type WriteOutcome, type WriteRefusal } from "@ledge/shared/result";
import { and, eq } from "drizzle-orm";
import type { Database } from "../database/connect.ts";
import { classify, violatedConstraint } from "../database/failure.ts";
import { keys } from "../database/schema/idempotency.ts";
import type { Work } from "../database/work.ts";
import { resourcesOf } from "./resources-of.ts";
import { recordRefusal, repeatRefusal } from "./refusal-rows.ts";
import { requestUuid } from "../outbox/origin.ts";
import { appendEvents, type EventDraft, collectingEvents, type EmittingWork } from "../outbox/append-events.ts";

/** Refusals that are not recorded under the key: they are about the request's form or the present state, and the same request may succeed later. */
const unrecorded: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  "forbidden",
  "not_found",
  "precondition_failed",
  "precondition_required",
  "validation_failed",
]);
/** After a lost race the next round finds the other request's row; more than a few rounds would be a bug. */
const MAX_ROUNDS = 4;

/** How a condition that does not hold is refused. */
export type UnmetCondition = Refused<"precondition_failed" | "precondition_required">;

/** The arguments of a command. It must judge the request's conditions by the state of what it changes, and emit an event of every change. */
export interface CommandWork extends EmittingWork {
  /**
   * The refusal of a request whose conditions do not hold for the resource with this entity tag (shared/entity-tags); null: it may go on. To be
   * called under the lock of the resource, after it is known to exist and to be the caller's, and before anything else is decided about it.
   */
  readonly unmet: (tag: string) => UnmetCondition | null;
}

/** Of what was done; a refusal is in rows of its own. */
interface StoredOutcome {
  readonly result: Result<unknown>;
  readonly requestId: string;
}

/** Carries a refusal out of a transaction that must leave nothing behind. */
class Undo<Code extends ProblemCode> extends Error {
  readonly refusal: Refusal<Code>;
  constructor(refusal: Refusal<Code>) {
    super("undone");
    this.refusal = refusal;
  }
}

/**
 * Runs `effect` once per (principal, key) and answers every retry with the recorded result, before any condition is judged. After a refusal
 * nothing of the effect remains. The effect emits an event of every change (`work.emit`), unless a database function does: those of postings
 * and holds do. If the effect judges no tag (`work.unmet`), it changes nothing that has one: a request that names a tag is then refused.
 *
 * @param target the public id in the request's path, as it came: what a refused request would have changed; null: it has none.
 * @throws Outage and database errors; whether the transaction was committed is then not known, and a retry finds out.
 */
export async function exactlyOnce<T, Code extends ProblemCode>(
  work: Work,
  call: WriteCall,
  operation: string,
  target: string | null,
  effect: (work: CommandWork) => Promise<Result<T, Code | WriteRefusal>>,
): Promise<WriteOutcome<T, Code>> {
  for (let round = 1; ; round += 1) {
    const stored = await findOutcome<T, Code>(work.database, call, operation);
    if (stored !== null) return stored;
    try {
      const result = await work.database.transaction(async (transaction) => {
        const inside = { ...work, database: transaction as unknown as Database };
        const { result, drafts } = await attempt(inside, call.precondition, effect);
        const outcome: StoredOutcome | null = result.ok ? { result, requestId: call.requestId } : null;
        const recordedAt = work.now();
        await transaction.insert(keys).values({
          principal: call.principal.id,
          key: call.idempotency.key,
          fingerprint: call.idempotency.fingerprint,
          operation,
          outcome,
          recordedAt,
          resources: resourcesOf(result.ok ? result.value : { id: target }),
          requestId: requestUuid(call),
          traceId: call.traceId,
        });
        if (!result.ok) await recordRefusal(inside.database, call, recordedAt, result.refusal);
        await appendEvents(inside.database, call, drafts, work.now());
        return result;
      });
      return { ...result, recorded: true, replayed: false, requestId: call.requestId };
    } catch (error) {
      if (error instanceof Undo) {
        // The refusal may be due to a duplicate request that was committed meanwhile (the version has changed): then that request's answer counts.
        const duplicate = await findOutcome<T, Code>(work.database, call, operation);
        return (
          duplicate ?? { ok: false, refusal: (error as Undo<Code>).refusal, recorded: false, replayed: false, requestId: call.requestId }
        );
      }
      const mayRunAgain = violatedConstraint(error) === "keys_pkey" || classify(error) === "contention";
      if (!mayRunAgain || round === MAX_ROUNDS) throw error;
    }
  }
}

/** Runs the effect inside a savepoint: of a recorded refusal the key's row remains and nothing else, not even an event. */
async function attempt<T, Code extends ProblemCode>(
  work: Work,
  precondition: Precondition,
  effect: (work: CommandWork) => Promise<Result<T, Code | WriteRefusal>>,
): Promise<{ result: Result<T, Code | WriteRefusal>; drafts: readonly EventDraft[] }> {
  try {
    return await work.database.transaction(async (savepoint) => {
      const { work: inside, drafts } = collectingEvents({ ...work, database: savepoint as unknown as Database });
      let isJudged = false;
      const unmet = (tag: string): UnmetCondition | null => {
        isJudged = true;
        return refusalBy(precondition, tag);
      };
      const ended = await effect({ ...inside, unmet });
      const result = ended.ok && !isJudged ? (refusalBy(precondition, null) ?? ended) : ended;
      if (!result.ok) throw new Undo(result.refusal);
      return { result, drafts };
    });
  } catch (error) {
    if (!(error instanceof Undo) || unrecorded.has(error.refusal.code)) throw error;
    return { result: { ok: false, refusal: (error as Undo<Code>).refusal }, drafts: [] };
  }
}

/** The refusal of a request whose conditions do not hold for what has this tag; null: it may go on. */
export function refusalBy(precondition: Precondition, tag: string | null): UnmetCondition | null {
  const unmet = unmetCondition(precondition, tag);
  return unmet === null ? null : refused(unmet === "required" ? "precondition_required" : "precondition_failed");
}

/** The recorded result under a request's key; null: none yet. */
async function findOutcome<T, Code extends ProblemCode>(
  database: Database,
  call: WriteCall,
  operation: string,
): Promise<WriteOutcome<T, Code> | null> {
  const [row] = await database
    .select({ fingerprint: keys.fingerprint, outcome: keys.outcome, recordedAt: keys.recordedAt })
    .from(keys)
    .where(and(eq(keys.principal, call.principal.id), eq(keys.key, call.idempotency.key)));
  if (row === undefined) return null;
  if (row.fingerprint !== call.idempotency.fingerprint) return reusedKey(call);
  if (row.outcome === null) return await repeatRefusal<Code>(database, call, operation, row.recordedAt);
  const stored = row.outcome as StoredOutcome;
  return { ...(stored.result as Result<T, Code>), recorded: true, replayed: true, requestId: stored.requestId };
}

/** Whether a request's key has a recorded result. */
export async function isRecorded(database: Database, call: WriteCall): Promise<boolean> {
  const found = await database
    .select({ operation: keys.operation })
    .from(keys)
    .where(and(eq(keys.principal, call.principal.id), eq(keys.key, call.idempotency.key)));
  return found.length > 0;
}

/** The key belongs to another request (law 13). Made anew each time, because nothing of this request may be stored. */
export const reusedKey = (call: WriteCall): WriteOutcome<never, never> => ({
  ok: false,
  refusal: { code: "idempotency_key_reused" },
  recorded: false,
  replayed: false,
  requestId: call.requestId,
});
