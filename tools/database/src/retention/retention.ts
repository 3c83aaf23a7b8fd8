// Calls the functions of schema retention: what a run would do, and the run itself, step by step. What may go is decided in the database alone.
import type pg from "pg";

/** In days; null: nothing of the kind is dropped. */
export interface Windows {
  readonly refusalsDays: number | null;
  readonly deliveriesDays: number | null;
}

export interface RetentionStep {
  /** `keep` and `late` are left alone, for the reason that the step has. */
  readonly action: "make" | "drop" | "keep" | "late";
  readonly relations: readonly string[];
  /** The first instant of the month. */
  readonly month: Date;
  readonly reason: string;
}

/** Nothing is dropped: only the partitions of the next months are made. */
export const keepAll: Windows = { refusalsDays: null, deliveriesDays: null };

/** lock_not_available: somebody else uses the tables, and nothing was done. */
const BUSY = "55P03";
/** How often one step is tried. Who writes has the tables for milliseconds at a time; a run that gets no turn in all of these is reported. */
const MAX_TRIES = 20;
const PAUSE_MS = 500;

const COLUMNS = "action, relations, month, reason";
const argumentsOf = (at: Date, { refusalsDays, deliveriesDays }: Windows) => [at.toISOString(), refusalsDays, deliveriesDays];

/** What a run at this instant would do, and what it would leave alone. @throws the database's error for windows below the minimum. */
export async function planRetention(client: pg.ClientBase, at: Date, windows: Windows): Promise<RetentionStep[]> {
  const { rows } = await client.query<RetentionStep>(`SELECT ${COLUMNS} FROM retention.plan($1, $2, $3)`, argumentsOf(at, windows));
  return rows;
}

/**
 * Does all that is to be done, each step in a transaction of its own.
 *
 * @param wait pauses between two tries.
 * @returns whether it is done; false: the tables were in use at every try, and the next run continues.
 * @throws the database's error for windows below the minimum.
 */
export async function applyRetention(
  client: pg.ClientBase,
  at: Date,
  windows: Windows,
  onStep: (step: RetentionStep) => void,
  wait: (ms: number) => Promise<void>,
): Promise<boolean> {
  for (let tries = 0; tries < MAX_TRIES;) {
    try {
      const { rows } = await client.query<RetentionStep | Record<keyof RetentionStep, null>>(
        "CALL retention.take_step($1, $2, $3, NULL, NULL, NULL, NULL)",
        argumentsOf(at, windows),
      );
      const [step] = rows;
      if (step === undefined || step.action === null) return true;
      onStep(step);
      // A delivery became pending while its partition was about to be dropped: the next plan keeps it.
      tries = step.action === "keep" ? tries + 1 : 0;
    } catch (error) {
      if ((error as { code?: string }).code !== BUSY) throw error;
      tries += 1;
      if (tries < MAX_TRIES) await wait(PAUSE_MS);
    }
  }
  return false;
}
