// What remains when a platform has lost its database: what a restore starts from, and the facts that it is judged by.
import type { BaseBackup } from "./cluster.ts";
import type { SentTransfer, DrillAccounts } from "./load.ts";

export interface Incident {
  readonly backup: BaseBackup;
  readonly archive: string;
  readonly accounts: DrillAccounts;
  readonly sent: readonly SentTransfer[];
  /** The instant before the mistake, as Postgres writes it, and what was committed by then. */
  readonly instant: string;
  readonly digests: Readonly<Record<string, string>>;
  readonly instantMs: number;
  readonly endMs: number;
  /** The violations in the books that the mistake caused. */
  readonly broken: readonly string[];
  /** The newest event that the feed had. */
  readonly lastEvent: string;
  /** Ids of the events that the receiver had got. */
  readonly delivered: ReadonlySet<string>;
}
