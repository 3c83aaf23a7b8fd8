// A database records its owner, readable by every login before anything is changed, even where no passwords are required. Of several concurrent
// claims, one wins.
import { type Claimant, claimDatabase, readClaim } from "@ledge/database/local/claim-database";
import { type DatabaseOptions, openDatabase } from "@ledge/database/local/open-database";
import type pg from "pg";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { connect, createTestDatabase, rolePasswords, type TestDatabase } from "../support/database.ts";

let database: TestDatabase;
let admin: pg.Client;
beforeEach(async () => {
  database = await createTestDatabase();
  admin = await connect(database.adminUrl);
});
afterEach(async () => {
  await admin.end();
  await database.drop();
});

const claimant = (id: string, isNew = false): Claimant => ({ id, isNew });

/** `npm start` on this database, with a state folder of that id. The cluster takes the passwords from all: they distinguish nobody. */
const start = (id: string, options: Partial<DatabaseOptions> = {}) =>
  openDatabase({
    stateDir: "/nowhere",
    secrets: { id, passwords: rolePasswords },
    secretsAreNew: false,
    adminUrl: database.adminUrl,
    resetPasswords: false,
    takesOlderFunctions: false,
    onOurs: () => undefined,
    ...options,
  });

test("a database without a Ledge has no owner, one that was only migrated has no id, and a claimed one shows its owner's id to every login", async () => {
  expect(await readClaim(inject("adminUrl"))).toEqual({ kind: "none" });
  expect(await readClaim(database.adminUrl)).toEqual({ kind: "unnamed" });
  await claimDatabase(database.migratorUrl, claimant("one"), false);
  for (const url of [database.adminUrl, database.runtimeUrl]) expect(await readClaim(url)).toEqual({ kind: "named", id: "one" });
});

test("a second state folder is refused before anything is changed, and the first continues", async () => {
  await (await start("one")).stop();
  let isKept = false;
  await expect(start("two", { onOurs: () => (isKept = true) })).rejects.toThrow(/another state folder \(id one\).*--reset-passwords/);
  expect([isKept, await readClaim(database.adminUrl)]).toEqual([false, { kind: "named", id: "one" }]);
  await expect(start("one")).resolves.toMatchObject({ isNew: false, applied: { migrations: [], functions: [] } });
});

test("a state folder that lost its secrets is refused, even by a database that never had an id", async () => {
  await expect(start("new", { secretsAreNew: true })).rejects.toThrow("belongs to another state folder: ");
  expect(await readClaim(database.adminUrl)).toEqual({ kind: "unnamed" });
});

test("a state folder takes a database over on request", async () => {
  await start("one");
  await start("two", { secretsAreNew: true, resetPasswords: true });
  expect(await readClaim(database.adminUrl)).toEqual({ kind: "named", id: "two" });
  await expect(start("one")).rejects.toThrow("(id two)");
});

test("of two state folders that claim a database at once one has it, and the other gets an error", async () => {
  const outcomes = await Promise.allSettled(["one", "two"].map((id) => claimDatabase(database.migratorUrl, claimant(id), false)));
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const winner = outcomes[0]?.status === "fulfilled" ? "one" : "two";
  expect(await readClaim(database.adminUrl)).toEqual({ kind: "named", id: winner });
});

test("the runtime cannot change the owner of a database", async () => {
  const runtime = await connect(database.runtimeUrl);
  await expect(runtime.query("COMMENT ON SCHEMA migrations IS 'mine'")).rejects.toMatchObject({ code: "42501" });
  await runtime.end();
});
