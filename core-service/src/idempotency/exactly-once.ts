// Runs a command under its Idempotency-Key: the key's row, the effect and what is told of it are one transaction, so there is never one
// without the others (laws 11 and 18). Posting has the same rule inside payments.post_transfers, for a whole batch at once.
import type { WriteCall } from "@ledge/shared/context";
import type { ProblemCode } from "@ledge/shared/problem";
import type { Outcome, Refusal, Result } from "@ledge/shared/result";
import { and, eq } from "drizzle-orm";
import type { Database } from "../database/connect.ts";
import { classify, violatedConstraint } from "../database/failure.ts";
import { keys } from "../database/schema/idempotency.ts";
import type { Work } from "../database/work.ts";
import { appendEvents, type EventDraft, telling, type TellingWork } from "../outbox/tell.ts";

/** Refusals that say "look again", not "no": the same request may succeed later, so they do not stand under the key. */
const unrecorded: ReadonlySet<ProblemCode> = new Set<ProblemCode>(["forbidden", "not_found", "precondition_failed"]);
/** A loser of a race finds the winner's row when it looks again; more than a few rounds would be a bug. */
const MAX_ROUNDS = 4;

interface StoredOutcome {
  readonly result: Result<unknown>;
  readonly requestId: string;
}

/** Carries a refusal out of a transaction that must leave nothing behind. */
class Undo extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super("undone");
    this.refusal = refusal;
  }
}

/**
 * Runs `effect` once per (principal, key) and answers every retry with what it ended as. A refusal leaves nothing of the effect.
 * What the effect changes it tells (`work.tell`), unless a function of the database tells it: those of postings and holds do.
 *
 * @throws Outage and database errors; whether the transaction was committed is then not known, and a retry tells.
 */
export async function exactlyOnce<T>(
  work: Work,
  call: WriteCall,
  operation: string,
  effect: (work: TellingWork) => Promise<Result<T>>,
): Promise<Outcome<T>> {
  for (let round = 1; ; round += 1) {
    const stored = await find<T>(work.database, call);
    if (stored !== null) return stored;
    try {
      const result = await work.database.transaction(async (transaction) => {
        const inside = { ...work, database: transaction as unknown as Database };
        const { result, drafts } = await attempt(inside, effect);
        const outcome: StoredOutcome = { result, requestId: call.requestId };
        await transaction.insert(keys).values({
          principal: call.principal.id,
          key: call.idempotency.key,
          fingerprint: call.idempotency.fingerprint,
          operation,
          outcome,
          recordedAt: work.now(),
        });
        await appendEvents(inside.database, call, drafts, work.now());
        return result;
      });
      return { ...result, recorded: true, replayed: false, requestId: call.requestId };
    } catch (error) {
      if (error instanceof Undo) {
        return { ok: false, refusal: error.refusal, recorded: false, replayed: false, requestId: call.requestId };
      }
      const mayRunAgain = violatedConstraint(error) === "keys_pkey" || classify(error) === "contention";
      if (!mayRunAgain || round === MAX_ROUNDS) throw error;
    }
  }
}

/** The effect inside a savepoint: a recorded refusal keeps the key's row and nothing else, not what was told either. */
async function attempt<T>(
  work: Work,
  effect: (work: TellingWork) => Promise<Result<T>>,
): Promise<{ result: Result<T>; drafts: readonly EventDraft[] }> {
  try {
    return await work.database.transaction(async (savepoint) => {
      const { work: inside, drafts } = telling({ ...work, database: savepoint as unknown as Database });
      const result = await effect(inside);
      if (!result.ok) throw new Undo(result.refusal);
      return { result, drafts };
    });
  } catch (error) {
    if (!(error instanceof Undo) || unrecorded.has(error.refusal.code)) throw error;
    return { result: { ok: false, refusal: error.refusal }, drafts: [] };
  }
}

async function find<T>(database: Database, call: WriteCall): Promise<Outcome<T> | null> {
  const [row] = await database
    .select({ fingerprint: keys.fingerprint, outcome: keys.outcome })
    .from(keys)
    .where(and(eq(keys.principal, call.principal.id), eq(keys.key, call.idempotency.key)));
  if (row === undefined) return null;
  if (row.fingerprint !== call.idempotency.fingerprint) return reusedKey(call);
  const stored = row.outcome as StoredOutcome;
  return { ...(stored.result as Result<T>), recorded: true, replayed: true, requestId: stored.requestId };
}

/** The key stands for another request (law 13): said anew each time, because nothing of this request may be stored. */
export const reusedKey = (call: WriteCall): Outcome<never> => ({
  ok: false,
  refusal: { code: "idempotency_key_reused" },
  recorded: false,
  replayed: false,
  requestId: call.requestId,
});
