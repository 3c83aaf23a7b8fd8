// Moves what was posted into the feed, as the relay does: a ledger whose events wait is not what anyone runs.
import { type BenchDatabase, query } from "./bench-postgres.ts";

/** As many as are posted between two rounds: a round is one statement. */
const EVENTS_PER_ROUND = 10_000;

/** Resolves when no event waits. */
export async function sequenceAll({ runtimeUrl }: BenchDatabase): Promise<void> {
  const more = async (): Promise<boolean> => {
    const { rows } = await query<{ moved: number }>(runtimeUrl, `SELECT outbox.sequence(${EVENTS_PER_ROUND}) AS moved`);
    return (rows[0]?.moved ?? 0) > 0;
  };
  while (await more());
}
