// Which migrations may run under the previous release: a table of statements, each accepted or refused with its reason.
import { type Migration, readDatabaseText } from "@ledge/database/migrate/database-text";
import { byPhase, faultsOfExpansion } from "@ledge/database/migrate/expand-only";
import { describe, expect, test } from "vitest";

const migration = (name: string, sql: string): Migration => ({ name, sql, sha256: "" });
const faults = async (sql: string): Promise<string[]> => await faultsOfExpansion([migration("0099_x.sql", sql)]);

describe("an expanding migration", () => {
  test.each([
    "CREATE TABLE a.b (id int PRIMARY KEY, c int NOT NULL)",
    "CREATE INDEX ON a.b (c)",
    "CREATE OR REPLACE FUNCTION a.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE TYPE a.t AS (x int)",
    "ALTER TABLE a.b ADD COLUMN d text",
    "ALTER TABLE a.b ADD COLUMN d text NOT NULL DEFAULT ''",
    "ALTER TABLE a.b ADD COLUMN d bigint GENERATED ALWAYS AS IDENTITY",
    "ALTER TABLE a.b ALTER COLUMN c DROP NOT NULL",
    "ALTER TABLE a.b ALTER COLUMN c SET DEFAULT 1",
    "GRANT SELECT ON a.b TO ledge_runtime",
    "CREATE TABLE a.n (id int, c int); CREATE UNIQUE INDEX ON a.n (c); ALTER TABLE a.n ADD CHECK (c > 0)",
    "CREATE TABLE a.n (id int); ALTER TABLE a.n ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON a.n USING (id > 0)",
    "INSERT INTO a.b VALUES (1)",
    "UPDATE a.b SET d = 'x' WHERE d IS NULL",
    "COMMENT ON TABLE a.b IS 'DROP TABLE a.b; ALTER TABLE a.b RENAME TO c'",
  ])("may: %s", async (sql) => {
    expect(await faults(sql)).toEqual([]);
  });

  test.each([
    ["DROP TABLE a.b", "drops"],
    ["DROP FUNCTION a.f(int)", "drops"],
    ["DROP INDEX a.i", "drops"],
    ["ALTER TABLE a.b RENAME TO c", "renames"],
    ["ALTER TABLE a.b RENAME COLUMN c TO d", "renames"],
    ["ALTER TABLE a.b SET SCHEMA c", "moves"],
    ["ALTER TABLE a.b DROP COLUMN c", "(DropColumn)"],
    ["ALTER TABLE a.b ALTER COLUMN c TYPE bigint", "(AlterColumnType)"],
    ["ALTER TABLE a.b ALTER COLUMN c SET NOT NULL", "(SetNotNull)"],
    ["ALTER TABLE a.b ADD CHECK (c > 0)", "(AddConstraint)"],
    ["ALTER TABLE a.b ADD CONSTRAINT f FOREIGN KEY (c) REFERENCES a.d (id)", "(AddConstraint)"],
    ["ALTER TABLE a.b ENABLE ROW LEVEL SECURITY", "(EnableRowSecurity)"],
    ["ALTER TYPE a.t ALTER ATTRIBUTE x TYPE numeric", "(AlterColumnType)"],
    ["ALTER TABLE a.b ADD COLUMN d text NOT NULL", "must have a value"],
    ["CREATE UNIQUE INDEX ON a.b (c)", "uniqueness"],
    ["CREATE TABLE a.n (id int); CREATE UNIQUE INDEX ON a.b (c)", "uniqueness"],
    ["REVOKE SELECT ON a.b FROM ledge_runtime", "revokes"],
    ["REVOKE ledge_runtime FROM ledge_runtime_a", "revokes"],
    ["TRUNCATE a.b", "empties"],
    ["DELETE FROM a.b", "deletes"],
    ["DO $$ BEGIN EXECUTE 'DROP TABLE a.b'; END $$", "cannot be judged"],
    ["CREATE TRIGGER t BEFORE INSERT ON a.b EXECUTE FUNCTION a.f()", "trigger"],
    ["CREATE TABLE a.n (id int); CREATE POLICY p ON a.b USING (true)", "policy"],
    ["SELECT 1; /* a comment */ ALTER TABLE a.b DROP COLUMN ü", "(DropColumn)"],
  ])("may not: %s", async (sql, reason) => {
    expect((await faults(sql)).join()).toContain(reason);
  });

  test("is named with the wrong statement", async () => {
    const sql = "-- Why.\nCREATE TABLE a.ö (id int);\n\n-- Careless.\nDROP TABLE a.b;\n";
    expect(await faults(sql)).toEqual(["0099_x.sql: “DROP TABLE a.b” drops what the runtime before may use"]);
  });

  test("that is not SQL is an error, not a pass", async () => {
    await expect(faults("DROPP TABLE a")).rejects.toThrow(/syntax error/);
  });
});

describe("a contracting migration", () => {
  const contract = migration("0099_x.sql", "-- Why.\n-- phase: contract\nDROP TABLE a.b;\n");

  test("declares itself in a separate line, and runs after the release", async () => {
    const expand = migration("0098_y.sql", "SELECT 1");
    expect(await faultsOfExpansion([contract])).toEqual([]);
    expect(byPhase([expand, contract])).toEqual({ expand: [expand], contract: [contract] });
    expect(await faults("-- not a -- phase: contract\nDROP TABLE a.b")).toHaveLength(1);
  });

  test("cannot be followed by an expanding one in the same release", () => {
    expect(() => byPhase([contract, migration("0100_z.sql", "SELECT 1")])).toThrow("0100_z.sql expands after 0099_x.sql contracts");
  });
});

test("every migration of the product only adds, or declares that it contracts", async () => {
  expect(await faultsOfExpansion(readDatabaseText().migrations)).toEqual([]);
});
