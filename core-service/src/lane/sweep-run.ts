// One run of the sweep of holds. Nobody tails core-service (decision 79), so a message takes what the run was to a Worker that is tailed, and is counted there.
import type { Announcement } from "@ledge/shared/contracts/audit";
import { background } from "@ledge/shared/telemetry/background";
import { type Hop, hopsOf, takeHops, withHops } from "@ledge/shared/telemetry/hops";
import { span } from "@ledge/shared/telemetry/span";
import type { Database } from "../database/connect.ts";
import { sqlState } from "../database/failure.ts";
import { expireHolds, type Swept } from "../payments/hold-queries.ts";
import { DATABASE } from "./batch-span.ts";

/** Holds per run: bounds the accounts that one transaction locks. */
const HOLDS_PER_RUN = 100;
const OPERATION = "expireHolds";

/** Runs a statement on a connection, and commits it. */
type Commit = (statement: (database: Database) => Promise<Swept>) => Promise<Swept>;

/**
 * Releases due holds, writes the line of the run, and reports the run.
 *
 * @returns when the next hold is due; null: none is.
 */
export async function sweepRun(version: string, commit: Commit, report: (run: readonly Hop[]) => void): Promise<Date | null> {
  const who = { service: "core", operation: OPERATION, version };
  return await background(
    who,
    async (notes) => {
      try {
        const { answer, hops } = takeHops(await span(OPERATION, who, () => commit((database) => sweep(database, version))));
        notes.counts = { expired: answer.expired };
        report(hops);
        return answer.next;
      } catch (error) {
        report(hopsOf(error));
        throw error;
      }
    },
    (error) => ({ sql_state: sqlState(error) }),
  );
}

/** The statement is a batch of the holds that it lets expire. */
async function sweep(database: Database, version: string): Promise<Swept> {
  const { answer, hops } = takeHops(await span(OPERATION, { service: DATABASE, version }, () => expireHolds(database, HOLDS_PER_RUN)));
  return withHops(
    answer,
    hops.map((hop) => (hop.span_id === undefined ? hop : { ...hop, batch: { id: hop.span_id, size: answer.expired } })),
  );
}

/** Never rejects: a run whose report is lost is not counted, and its line is in the log. */
export async function reportRun(queue: Queue<Announcement>, run: readonly Hop[]): Promise<void> {
  try {
    if (run.length > 0) await queue.send({ run }, { contentType: "json" });
  } catch {
    // As above.
  }
}
