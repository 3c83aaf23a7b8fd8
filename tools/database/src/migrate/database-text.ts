// Reads the text of the database in this checkout: migrations/NNNN_name.sql, each applied once and never changed, and
// migrations/functions/<schema>/<name>.sql, the current text of each function and view. It must refuse a file that would not be applied.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "@ledge/repository/root";
import { inOrderOfDependencies } from "./dependencies.ts";

export const MIGRATIONS = pathToFileURL(join(ROOT, "migrations/"));
/** Applied by bootstrap, and written by `npm run db:schema`. */
const OF_OTHERS = ["bootstrap.sql", "rotation.sql", "schema.sql"];
const MIGRATION_NAME = /^\d{4}_[a-z0-9_]+\.sql$/;
const SCHEMA_NAME = /^[a-z][a-z0-9_]*$/;
const FUNCTION_NAME = /^[a-z][a-z0-9_]*\.sql$/;
/** The marker in a function's text that is replaced by settings that several functions share: `/* settings/rows-by-key.sql *\/`. */
const SETTINGS = /\/\* settings\/(\S+) \*\//g;

export interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly sha256: string;
}

/** All overloads of one function, or one view. */
export interface FunctionText {
  /** With its schema: `ledger.post`. */
  readonly name: string;
  /** The text as it is applied, with the settings inserted. */
  readonly sql: string;
  /** The digest of `sql`. */
  readonly sha256: string;
}

export interface DatabaseText {
  readonly migrations: readonly Migration[];
  /** In order of dependency: each after those that it uses. */
  readonly functions: readonly FunctionText[];
}

/**
 * The repository's text of the database.
 *
 * @throws when a file would be skipped, two migrations have one number, functions use each other in a circle, or settings are missing.
 */
export function readDatabaseText(folder: URL = MIGRATIONS): DatabaseText {
  return { migrations: readMigrations(folder), functions: readFunctions(folder) };
}

function readMigrations(folder: URL): Migration[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(".sql") && !OF_OTHERS.includes(name));
  const misnamed = names.find((name) => !MIGRATION_NAME.test(name));
  if (misnamed !== undefined) throw new Error(`${misnamed} is not named like 0001_what_it_does.sql and would not be applied.`);
  names.sort();
  const duplicate = names.find((name, index) => name.slice(0, 4) === names[index + 1]?.slice(0, 4));
  if (duplicate !== undefined) throw new Error(`Two migrations have the number of ${duplicate}.`);
  return names.map((name) => {
    const sql = readFileSync(new URL(name, folder), "utf8");
    return { name, sql, sha256: sha256(sql) };
  });
}

function readFunctions(folder: URL): FunctionText[] {
  const functions = new URL("functions/", folder);
  if (!existsSync(functions)) return [];
  const texts = readdirSync(functions).flatMap((schema) => {
    if (!SCHEMA_NAME.test(schema)) throw new Error(`functions/${schema} is not a schema's folder and would not be applied.`);
    const schemaFolder = new URL(`${schema}/`, functions);
    return readdirSync(schemaFolder).map((file) => {
      if (!FUNCTION_NAME.test(file)) throw new Error(`functions/${schema}/${file} is not named like a function and would not be applied.`);
      const sql = withSettings(readFileSync(new URL(file, schemaFolder), "utf8"), folder);
      return { name: `${schema}.${file.slice(0, -".sql".length)}`, sql, sha256: sha256(sql) };
    });
  });
  return inOrderOfDependencies(texts);
}

/** Inserts the settings as one line, so that line numbers in errors are those of the file. */
export function withSettings(sql: string, folder: URL = MIGRATIONS): string {
  return sql.replaceAll(SETTINGS, (_marker, file: string) =>
    readFileSync(new URL(`settings/${file}`, folder), "utf8")
      .replaceAll(/--.*$/gm, "")
      .replaceAll(/[\s;]+/g, " ")
      .trim(),
  );
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** The path of a function's file in the migrations' folder. */
export const fileOf = ({ name }: Pick<FunctionText, "name">): string => `functions/${name.replace(".", "/")}.sql`;
