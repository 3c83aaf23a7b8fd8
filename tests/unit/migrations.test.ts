// Migrations run forward only: which ones are pending, and that a rewritten history is refused, not repaired.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Migration, readDatabaseText } from "@ledge/database/migrate/database-text";
import { pending } from "@ledge/database/migrate/history";
import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";

const migration = (number: number, content = `-- ${number}`): Migration => ({
  name: `${String(number).padStart(4, "0")}_m.sql`,
  sql: content,
  sha256: `sha of ${content}`,
});
const readMigrations = (folder?: URL): readonly Migration[] => readDatabaseText(folder).migrations;
const files = [1, 2, 3, 4].map((number) => migration(number));
const folders: string[] = [];

function folderOf(contents: Readonly<Record<string, string>>): URL {
  const folder = mkdtempSync(join(tmpdir(), "ledge-migrations-"));
  folders.push(folder);
  for (const [name, content] of Object.entries(contents)) writeFileSync(join(folder, name), content);
  return pathToFileURL(`${folder}/`);
}
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

describe("migrations", () => {
  test("the pending migrations are those after the applied ones, in order", () => {
    fc.assert(
      fc.property(fc.nat({ max: 20 }), fc.nat({ max: 20 }), (length, applied) => {
        fc.pre(applied <= length);
        const all = Array.from({ length }, (_, index) => migration(index + 1));
        expect(pending(all, all.slice(0, applied))).toEqual(all.slice(applied));
      }),
    );
  });

  test.each<[string, readonly Migration[], readonly Migration[], RegExp]>([
    ["was changed after it was applied", [migration(1, "other"), migration(2)], files.slice(0, 1), /0001_m\.sql was changed.* --fresh/],
    ["was changed by a blank", [migration(1, "-- 1 "), migration(2)], files.slice(0, 2), /0001_m\.sql was changed/],
    ["vanished", files.slice(1), files.slice(0, 1), /0001_m\.sql is not number 1/],
    ["vanished from the end", files.slice(0, 2), files.slice(0, 3), /0003_m\.sql is not number 3/],
    ["was inserted before an applied one", files.slice(0, 3), [migration(1), migration(3)], /0003_m\.sql is not number 2/],
    ["was renamed", [{ ...migration(1), name: "0001_n.sql" }], files.slice(0, 1), /0001_m\.sql is not number 1/],
    ["was swapped with another", [migration(1), migration(3), migration(2)], files.slice(0, 3), /0002_m\.sql is not number 2/],
    ["belongs to another repository", [], files.slice(0, 1), /0001_m\.sql is not number 1/],
    ["belongs to a history that was never released", files, [{ ...migration(1), name: "0004_accounts_payments.sql" }], /--fresh/],
  ])("history is refused when a file %s", (_name, checkout, applied, message) => {
    expect(() => pending(checkout, applied)).toThrow(message);
  });

  test("a folder's migrations come in order, and other files are ignored", () => {
    const folder = folderOf({
      "0002_b.sql": "b",
      "0010_c.sql": "c",
      "0001_a.sql": "a",
      "bootstrap.sql": "x",
      "schema.sql": "x",
      "0003_d.sql.bak": "x",
      "README.md": "x",
    });
    expect(readMigrations(folder).map(({ name, sql }) => [name, sql])).toEqual([
      ["0001_a.sql", "a"],
      ["0002_b.sql", "b"],
      ["0010_c.sql", "c"],
    ]);
  });

  test.each(["0002-b.sql", "2_b.sql", "0002_B.sql", "00002_b.sql", "0002_.b.sql", "b.sql", "0002.sql"])(
    "%s, which would be skipped in silence, is refused",
    (name) => {
      expect(() => readMigrations(folderOf({ "0001_a.sql": "a", [name]: "b" }))).toThrow(name);
    },
  );

  test("two migrations with one number are refused, because their order would be undefined", () => {
    expect(() => readMigrations(folderOf({ "0001_a.sql": "a", "0001_b.sql": "b" }))).toThrow(/0001_a\.sql/);
  });

  test("a checksum covers the file's bytes, so that an added blank makes another migration", () => {
    const [one] = readMigrations(folderOf({ "0001_a.sql": "SELECT 1;" }));
    const [same] = readMigrations(folderOf({ "0001_a.sql": "SELECT 1;" }));
    const [other] = readMigrations(folderOf({ "0001_a.sql": "SELECT 1; " }));
    expect(one?.sha256).toBe(same?.sha256);
    expect(one?.sha256).not.toBe(other?.sha256);
  });

  test("the repository's own migrations count up from 1 without a gap", () => {
    expect(readMigrations().map(({ name }) => Number(name.slice(0, 4)))).toEqual(readMigrations().map((_, index) => index + 1));
  });
});
