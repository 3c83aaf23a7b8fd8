// Decides what is still to be applied to a database, by the history that it records. It rolls forward only: a history that was rewritten, and a
// checkout that is older than the database, are refused and not repaired.
import { type DatabaseText, fileOf, type FunctionText, type Migration } from "./database-text.ts";

/** A migration as the database records it. */
export type AppliedMigration = Omit<Migration, "sql">;

export interface Recorded {
  /** In the order of their numbers. */
  readonly migrations: readonly AppliedMigration[];
  /** Every text of a function that was ever applied, the newest last. */
  readonly functions: readonly FunctionText[];
}

/** A migration of the history before the first release: a database that has it cannot be migrated further. */
const UNRELEASED = "0004_accounts_payments.sql";

/**
 * The migrations that are to be applied after `applied`.
 *
 * @throws when history was rewritten: an applied file changed, vanished, or a new one sorts before an applied one.
 */
export function pending(migrations: readonly Migration[], applied: readonly AppliedMigration[]): Migration[] {
  if (applied.some(({ name }) => name === UNRELEASED)) {
    throw new Error(
      `This database has migrations that were never released (${UNRELEASED} is one), and nothing leads on from them. Start over on a new ` +
        "database: npm start -- --fresh, or another DATABASE_URL.",
    );
  }
  applied.forEach((row, index) => {
    const file = migrations[index];
    if (file?.name !== row.name) throw new Error(`Applied migration ${row.name} is not number ${index + 1} of this checkout.`);
    if (file.sha256 !== row.sha256) {
      throw new Error(
        `Migration ${row.name} was changed after it was applied. Write a new one. If this database is older than the first release, nothing leads ` +
          "on from it: start over on a new database: npm start -- --fresh, or another DATABASE_URL.",
      );
    }
  });
  return migrations.slice(applied.length);
}

/**
 * The functions whose texts differ from the database's.
 *
 * @param takesOlder accepts texts that are older than the database's.
 * @throws when a text is older than the database's: then this checkout is older than the database.
 */
export function changed(functions: readonly FunctionText[], recorded: readonly FunctionText[], takesOlder = false): FunctionText[] {
  const newest = newestOf(recorded);
  const differing = functions.filter(({ name, sha256 }) => newest.get(name)?.sha256 !== sha256);
  const older = differing.filter((text) => recorded.some(({ name, sha256 }) => name === text.name && sha256 === text.sha256));
  if (older.length === 0 || takesOlder) return differing;
  throw new Error(
    `This checkout is older than the database, which has newer text of ${older.map(fileOf).join(", ")}. Check out what was applied last, or ` +
      "ask for the older text: --older-functions. (A text that is wanted back for good says why in its header: then it is a new one.)",
  );
}

/** The newest text of each function of the database, by name. */
export const newestOf = (recorded: readonly FunctionText[]): ReadonlyMap<string, FunctionText> =>
  new Map(recorded.map((text) => [text.name, text]));

/** The names of functions that the database records and that this checkout has no text of. */
export function unknownTo({ functions }: DatabaseText, recorded: readonly FunctionText[]): string[] {
  const known = new Set(functions.map(({ name }) => name));
  return [...newestOf(recorded).keys()].filter((name) => !known.has(name));
}
