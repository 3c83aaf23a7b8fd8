// The check before any database is involved: the checked-out text against that of the newest tag, on a test repository.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { readDatabaseText } from "@ledge/database/migrate/database-text";
import { faultsSince, newestRelease } from "@ledge/database/migrate/since-release";
import { afterEach, beforeEach, expect, test } from "vitest";

let root = "";
const git = (...args: string[]): void =>
  void execFileSync("git", ["-C", root, "-c", "user.name=t", "-c", "user.email=t@example.com", ...args]);

function commit(files: Readonly<Record<string, string | null>>, tag?: string): void {
  for (const [path, content] of Object.entries(files)) {
    const file = join(root, "migrations", path);
    mkdirSync(dirname(file), { recursive: true });
    if (content === null) rmSync(file);
    else writeFileSync(file, content);
  }
  git("add", "--all");
  git("commit", "--quiet", "--allow-empty", "-m", "a change");
  if (tag !== undefined) git("tag", tag);
}

/** null: there is no release to compare with. */
async function faults(): Promise<string[] | null> {
  const release = await newestRelease(root);
  return release === null ? null : await faultsSince(release, readDatabaseText(pathToFileURL(`${join(root, "migrations")}/`)));
}

const f = (signature: string): string => `CREATE OR REPLACE FUNCTION a.f${signature} LANGUAGE sql\n/* settings/x.sql */\nAS 'SELECT 1';`;
const FIRST = {
  "0001_a.sql": "CREATE TABLE a.t (n integer);",
  "functions/a/f.sql": f("(x integer) RETURNS integer"),
  "settings/x.sql": "SET jit = off;",
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "ledge-since-"));
  git("init", "--quiet");
});
afterEach(() => rmSync(root, { recursive: true }));

test("before the first tag nothing is compared, because every text may still change", async () => {
  commit(FIRST);
  commit({ "0001_a.sql": "CREATE TABLE a.t (n bigint);", "functions/a/f.sql": null });
  expect(await faults()).toBeNull();
});

test("since the newest tag a migration or a function that only adds passes", async () => {
  commit(FIRST, "v1.0.0");
  commit({
    "0002_b.sql": "ALTER TABLE a.t ADD COLUMN m text;",
    "functions/a/f.sql": `${FIRST["functions/a/f.sql"]}\n${f("(x text) RETURNS text")}`,
  });
  expect(await faults()).toEqual([]);
});

test("a changed released migration, one that removes something, and a removed signature are found", async () => {
  commit(FIRST, "v1.0.0");
  commit({ "0001_a.sql": "CREATE TABLE a.t (n bigint);" });
  expect(await faults()).toEqual([expect.stringContaining("0001_a.sql was changed after it was applied")]);
  commit({ "0001_a.sql": FIRST["0001_a.sql"], "0002_b.sql": "DROP TABLE a.t;", "functions/a/f.sql": f("(x bigint) RETURNS integer") });
  expect(await faults()).toEqual([
    expect.stringContaining("0002_b.sql: “DROP TABLE a.t” drops"),
    expect.stringContaining("a.f(int4) is gone"),
  ]);
  commit({ "0002_b.sql": "-- phase: contract\nDROP TABLE a.t; DROP FUNCTION a.f(integer);" });
  expect(await faults()).toEqual([]);
});

test("a clone without history is refused, because it does not show what was released; a folder without a repository is not", async () => {
  commit(FIRST, "v1.0.0");
  commit({});
  const clone = join(root, "clone");
  git("clone", "--quiet", "--depth", "1", "--no-tags", `file://${root}`, clone);
  await expect(newestRelease(clone)).rejects.toThrow("git fetch --unshallow --tags");
  const bare = mkdtempSync(join(tmpdir(), "ledge-no-repository-"));
  expect(await newestRelease(bare)).toBeNull();
  rmSync(bare, { recursive: true });
});

test("the newest release tag among the ancestors of the checkout counts", async () => {
  commit(FIRST, "v1.0.0");
  commit({ "functions/a/f.sql": `${f("(x integer) RETURNS integer")}\n${f("(x text) RETURNS text")}` }, "v1.1.0");
  commit({ "functions/a/f.sql": FIRST["functions/a/f.sql"] }, "not-a-release");
  expect(await faults()).toEqual([expect.stringContaining("a.f(text) is gone")]);
});
