// Two transactions that overlap at a known place: the first has done its work and has not committed, the second runs until it waits.
import type pg from "pg";
import type { Database } from "../../core-service/src/database/connect.ts";
import type { Work } from "../../core-service/src/database/work.ts";
import { workOn } from "./work.ts";

export interface Sessions {
  /** As the owner, which sees who waits for whom. */
  readonly admin: pg.Client;
  readonly one: pg.Client;
  readonly other: pg.Client;
}

/** Runs `first` up to its commit, then `second` as far as it gets, then commits `first`. @returns what `second` returns. */
export async function overlap<T>(
  { admin, one, other }: Sessions,
  first: (client: pg.Client) => Promise<unknown>,
  second: (client: pg.Client) => Promise<T>,
): Promise<T> {
  await one.query("BEGIN");
  await first(one);
  const racing = second(other);
  await blockedOrDone(admin, racing);
  await one.query("COMMIT");
  return await racing;
}

/** Polls until a session waits for another, or `running` has ended: a state, not a time. */
async function blockedOrDone(admin: pg.Client, running: Promise<unknown>): Promise<void> {
  let done = false;
  const end = (): void => void (done = true);
  running.then(end, end);
  while (!done) {
    const { rows } = await admin.query(
      "SELECT FROM pg_stat_activity WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0",
    );
    if (rows.length > 0) return;
  }
}

/** A work context whose transactions are savepoints of one that the test keeps open. */
export function nested(client: pg.Client): Work {
  const work = workOn(client);
  const { database } = work;
  const transaction = async (run: (inside: Database) => Promise<unknown>): Promise<unknown> => await run(inner);
  const inner = new Proxy(database, { get: (target, name) => (name === "transaction" ? transaction : Reflect.get(target, name)) });
  return { ...work, database: inner };
}
