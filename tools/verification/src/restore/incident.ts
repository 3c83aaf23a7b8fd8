// What a platform leaves behind whose database was lost: what a restore starts from, and what it is judged by.
import type { BaseBackup } from "./cluster.ts";
import type { Asked, Bank } from "./load.ts";

export interface Incident {
  readonly backup: BaseBackup;
  readonly archive: string;
  readonly bank: Bank;
  readonly asked: readonly Asked[];
  /** The instant before the mistake, as Postgres writes it, and what was committed by then. */
  readonly instant: string;
  readonly digests: Readonly<Record<string, string>>;
  readonly instantMs: number;
  readonly endMs: number;
  /** What the mistake made of the books. */
  readonly broken: readonly string[];
  /** The newest event that anybody was given. */
  readonly lastEvent: string;
  /** Events that the receiver had been sent. */
  readonly delivered: ReadonlySet<string>;
}
