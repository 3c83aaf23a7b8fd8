// Runs a command under its Idempotency-Key: the key's row, the effect and what is told of it are one transaction, so there is never one
// without the others (laws 11 and 18). Posting has the same rule inside payments.post_transfers, for a whole batch at once.
import type { WriteCall } from "@ledge/shared/context";
import { isConditional, type Precondition, unmetCondition } from "@ledge/shared/precondition";
import type { ProblemCode } from "@ledge/shared/problem";
import { type Outcome, type Refusal, refused, type Refused, type Result, type WriteRefusal } from "@ledge/shared/result";
import { and, eq } from "drizzle-orm";
import type { Database } from "../database/connect.ts";
import { classify, violatedConstraint } from "../database/failure.ts";
import { keys } from "../database/schema/idempotency.ts";
import type { Work } from "../database/work.ts";
import { appendEvents, type EventDraft, telling, type TellingWork } from "../outbox/tell.ts";

/** Refusals that say "look again" or "not like this", and not "no": the same request may succeed later, so they do not stand under the key. */
const unrecorded: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  "forbidden",
  "not_found",
  "precondition_failed",
  "precondition_required",
  "validation_failed",
]);
/** A loser of a race finds the winner's row when it looks again; more than a few rounds would be a bug. */
const MAX_ROUNDS = 4;

/** How a condition that does not hold is refused. */
export type UnmetCondition = Refused<"precondition_failed" | "precondition_required">;

/** What a command works with: it judges the request's conditions by the state of what it changes, and emits an event of every change. */
export interface CommandWork extends TellingWork {
  /**
   * The refusal of a request whose conditions do not hold of the resource with this entity tag (shared/entity-tags); null: it may go on. To be
   * asked under the lock of the resource, once it is known to be there and the caller's, and before anything else is decided about it.
   */
  readonly unmet: (tag: string) => UnmetCondition | null;
  /** Whether the request has any conditions: without, a lock that only they need is not taken. */
  readonly isConditional: boolean;
}

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
 * Runs `effect` once per (principal, key) and answers every retry with what it ended as, before any condition is judged. A refusal leaves
 * nothing of the effect. What the effect changes it tells (`work.tell`), unless a function of the database tells it: those of postings and
 * holds do. An effect that asks of no tag (`work.unmet`) changes nothing that has one: a request that names a tag is refused then.
 *
 * @throws Outage and database errors; whether the transaction was committed is then not known, and a retry tells.
 */
export async function exactlyOnce<T, Code extends ProblemCode>(
  work: Work,
  call: WriteCall,
  operation: string,
  effect: (work: CommandWork) => Promise<Result<T, Code | WriteRefusal>>,
): Promise<Outcome<T, Code>> {
  for (let round = 1; ; round += 1) {
    const stored = await findOutcome<T, Code>(work.database, call);
    if (stored !== null) return stored;
    try {
      const result = await work.database.transaction(async (transaction) => {
        const inside = { ...work, database: transaction as unknown as Database };
        const { result, drafts } = await attempt(inside, call.precondition, effect);
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
        // The refusal may be due to a duplicate that was committed meanwhile (the version is another now): then the duplicate's answer stands.
        const duplicate = await findOutcome<T, Code>(work.database, call);
        return (
          duplicate ?? { ok: false, refusal: (error as Undo<Code>).refusal, recorded: false, replayed: false, requestId: call.requestId }
        );
      }
      const mayRunAgain = violatedConstraint(error) === "keys_pkey" || classify(error) === "contention";
      if (!mayRunAgain || round === MAX_ROUNDS) throw error;
    }
  }
}

/** The effect inside a savepoint: a recorded refusal keeps the key's row and nothing else, not what was told either. */
async function attempt<T, Code extends ProblemCode>(
  work: Work,
  precondition: Precondition,
  effect: (work: CommandWork) => Promise<Result<T, Code | WriteRefusal>>,
): Promise<{ result: Result<T, Code | WriteRefusal>; drafts: readonly EventDraft[] }> {
  try {
    return await work.database.transaction(async (savepoint) => {
      const { work: inside, drafts } = telling({ ...work, database: savepoint as unknown as Database });
      let isJudged = false;
      const unmet = (tag: string): UnmetCondition | null => {
        isJudged = true;
        return refusalBy(precondition, tag);
      };
      const ended = await effect({ ...inside, unmet, isConditional: isConditional(precondition) });
      const result = ended.ok && !isJudged ? (refusalBy(precondition, null) ?? ended) : ended;
      if (!result.ok) throw new Undo(result.refusal);
      return { result, drafts };
    });
  } catch (error) {
    if (!(error instanceof Undo) || unrecorded.has(error.refusal.code)) throw error;
    return { result: { ok: false, refusal: (error as Undo<Code>).refusal }, drafts: [] };
  }
}

/** The refusal of a request whose conditions do not hold of what has this tag; null: it may go on. */
export function refusalBy(precondition: Precondition, tag: string | null): UnmetCondition | null {
  const unmet = unmetCondition(precondition, tag);
  return unmet === null ? null : refused(unmet === "required" ? "precondition_required" : "precondition_failed");
}

/** What a request's key stands for; null: nothing yet. */
export async function findOutcome<T, Code extends ProblemCode>(database: Database, call: WriteCall): Promise<Outcome<T, Code> | null> {
  const [row] = await database
    .select({ fingerprint: keys.fingerprint, outcome: keys.outcome })
    .from(keys)
    .where(and(eq(keys.principal, call.principal.id), eq(keys.key, call.idempotency.key)));
  if (row === undefined) return null;
  if (row.fingerprint !== call.idempotency.fingerprint) return reusedKey(call);
  const stored = row.outcome as StoredOutcome;
  return { ...(stored.result as Result<T, Code>), recorded: true, replayed: true, requestId: stored.requestId };
}

/** The key stands for another request (law 13): said anew each time, because nothing of this request may be stored. */
export const reusedKey = (call: WriteCall): Outcome<never, never> => ({
  ok: false,
  refusal: { code: "idempotency_key_reused" },
  recorded: false,
  replayed: false,
  requestId: call.requestId,
});
