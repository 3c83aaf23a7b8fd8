// The linter of migrations, as `npm run check` runs it: it refuses statements that would stop a running bank, each planted in a migration.
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROOT } from "./support/sources.ts";

const SQUAWK = join(ROOT, "node_modules/squawk-cli/js/bin/squawk");

let folder = "";
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), "ledge-migrations-"))));
afterAll(() => rmSync(folder, { recursive: true }));

/** The names of the violated rules, in the order of the text. */
function lint(path: string): Promise<string[]> {
  const args = [SQUAWK, "--config", join(ROOT, "migrations/squawk.toml"), "--reporter", "gcc", path];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: ROOT }, (_error, stdout) => {
      resolve([...stdout.matchAll(/: (?:warning|error): (\S+)/g)].map(([, rule]) => rule as string));
    });
  });
}

async function lintSql(sql: string): Promise<string[]> {
  const file = join(folder, "0099_planted.sql");
  writeFileSync(file, sql);
  return await lint(file);
}

describe("the linter of migrations", () => {
  test("finds nothing in the product's", async () => {
    expect(await lint("migrations/**/*.sql")).toEqual([]);
  });

  test.each([
    ["an index that blocks writes to an existing table", "CREATE INDEX i ON ledger.entries (amount);", "require-concurrent-index-creation"],
    [
      "a column whose default rewrites the table",
      "ALTER TABLE a.b ADD COLUMN c uuid DEFAULT gen_random_uuid();",
      "adding-field-with-default",
    ],
    ["a constraint that scans a table", "ALTER TABLE a.b ADD CONSTRAINT c CHECK (n > 0);", "constraint-missing-not-valid"],
    [
      "a foreign key that locks both tables",
      "ALTER TABLE a.b ADD CONSTRAINT f FOREIGN KEY (c) REFERENCES a.d (id);",
      "adding-foreign-key-constraint",
    ],
    ["a type that rewrites the table", "ALTER TABLE a.b ALTER COLUMN c TYPE bigint;", "changing-column-type"],
    ["an instant without a time zone", "CREATE TABLE a.b (at timestamp);", "prefer-timestamp-tz"],
    ["a text with a length limit", "CREATE TABLE a.b (c varchar(20));", "prefer-text-field"],
    ["a number from a serial", "CREATE TABLE a.b (id bigserial PRIMARY KEY);", "prefer-identity"],
    ["a statement that does not parse", "CREATE TABEL a.b (id uuid);", "syntax-error"],
  ])("finds %s", async (_what, sql, rule) => {
    expect(await lintSql(sql)).toContain(rule);
  });

  test("accepts an exception at the finding, and for that one alone", async () => {
    const sql =
      "-- A table of ten rows.\n-- squawk-ignore require-concurrent-index-creation\nCREATE INDEX i ON a.b (c);\nCREATE INDEX j ON a.b (d);\n";
    expect(await lintSql(sql)).toEqual(["require-concurrent-index-creation"]);
  });
});
