// Two transactions of the core at once, in an order that does not depend on time: one up to its commit, then the other as far as it gets, then the
// commit. And clients whose statements have lost a lock, which show that a test needs it.
import type pg from "pg";
import type { Database } from "../../core-service/src/database/connect.ts";
import type { Work } from "../../core-service/src/database/work.ts";
import { workOn } from "./work.ts";

/** A work context whose transactions are savepoints of one that the test keeps open. */
export function nested(client: pg.Client): Work {
  const work = workOn(client);
  const { database } = work;
  const transaction = async (run: (inside: Database) => Promise<unknown>): Promise<unknown> => await run(inner);
  const inner = new Proxy(database, { get: (target, name) => (name === "transaction" ? transaction : Reflect.get(target, name)) });
  return { ...work, database: inner };
}

/** Polls until a session waits for another, or `running` has ended: a state, not a time. */
export async function blockedOrDone(watcher: pg.Client, running: Promise<unknown>): Promise<void> {
  let done = false;
  const end = (): void => void (done = true);
  running.then(end, end);
  while (!done) {
    const { rows } = await watcher.query(
      "SELECT FROM pg_stat_activity WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0",
    );
    if (rows.length > 0) return;
  }
}

export interface Sessions {
  /** An administrator's, which looks on. */
  readonly admin: pg.Client;
  readonly one: pg.Client;
  readonly other: pg.Client;
}

/** Runs `first` up to its commit, then `second` as far as it gets, then commits `first`. @returns what `second` is answered. */
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

/** A statement that locks rows of what it selects, as text. */
export interface LockedSelect {
  /** Part of the statement that only it has. */
  readonly of: string;
  readonly lock: string;
}

/**
 * The client, but its statements that have `of` have lost the lock at their end: a mutant of TypeScript that needs no other source.
 *
 * @returns also how many have lost it, because a mutant that nothing runs shows nothing.
 */
export function withoutLock(client: pg.Client, { of, lock }: LockedSelect): { readonly client: pg.Client; readonly count: () => number } {
  let count = 0;
  const ending = new RegExp(`\\s${lock}\\s*$`, "i");
  const query = (config: unknown, ...rest: readonly unknown[]): unknown => {
    const text = typeof config === "string" ? config : ((config as { text?: string }).text ?? "");
    if (!text.includes(of) || !ending.test(text)) return Reflect.apply(client.query, client, [config, ...rest]);
    count += 1;
    const unlocked = text.replace(ending, "");
    return Reflect.apply(client.query, client, [
      typeof config === "string" ? unlocked : { ...(config as object), text: unlocked },
      ...rest,
    ]);
  };
  const mutant = new Proxy(client, {
    get(target, name) {
      const value: unknown = name === "query" ? query : Reflect.get(target, name);
      return typeof value === "function" && name !== "query" ? value.bind(target) : value;
    },
  });
  return { client: mutant, count: () => count };
}
