// Rules for the database's text: what a function's file may contain, and what a migration may name. The product's own text follows them.
import { type DatabaseText, readDatabaseText } from "@ledge/database/migrate/database-text";
import { faultsOfText } from "@ledge/database/migrate/text-rules";
import { describe, expect, test } from "vitest";

const functionText = (sql: string): DatabaseText => ({ migrations: [], functions: [{ name: "a.f", sql, sha256: "" }] });
const migrationText = (sql: string): DatabaseText => ({ migrations: [{ name: "0099_x.sql", sql, sha256: "" }], functions: [] });
const F = "CREATE OR REPLACE FUNCTION a.f(x integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';";

test("the product's text follows the rules", async () => {
  expect(await faultsOfText(readDatabaseText())).toEqual([]);
});

describe("a function's file", () => {
  test.each([
    [
      "its overloads, grants and comments",
      `${F} ${F.replace("integer)", "text)")} GRANT EXECUTE ON FUNCTION a.f(integer) TO r; COMMENT ON FUNCTION a.f IS 'x'`,
    ],
    ["a trigger that calls it", `${F} CREATE OR REPLACE TRIGGER t AFTER INSERT ON a.t EXECUTE FUNCTION a.f()`],
    ["a view with its grant", "CREATE OR REPLACE VIEW a.f AS SELECT b.g() AS n; GRANT SELECT ON a.f TO r; COMMENT ON VIEW a.f IS 'x'"],
  ])("holds %s", async (_what, sql) => {
    expect(await faultsOfText(functionText(sql))).toEqual([]);
  });

  test.each([
    ["another function", `${F} ${F.replace("a.f", "a.g")}`, "a.g"],
    ["another function's grant", `${F} GRANT EXECUTE ON FUNCTION a.f(integer), b.f(integer) TO r`, "a.f, b.f"],
    ["a grant on a table", `${F} GRANT SELECT ON a.t TO r`, "a.t"],
    ["a revocation", `${F} REVOKE EXECUTE ON FUNCTION a.f(integer) FROM r`, "GrantStmt"],
    ["a drop", `DROP FUNCTION IF EXISTS a.f(text); ${F}`, "DropStmt"],
    ["a table", `${F} CREATE TABLE a.t (n integer)`, "CreateStmt"],
    ["a block", `${F} DO $$ BEGIN END $$`, "DoStmt"],
    ["a function that is created without OR REPLACE", F.replace("OR REPLACE ", ""), "OR REPLACE"],
    ["a trigger that calls another function", `${F} CREATE OR REPLACE TRIGGER t AFTER INSERT ON a.t EXECUTE FUNCTION a.g()`, "a.g"],
    ["a trigger that is created without OR REPLACE", "CREATE TRIGGER t AFTER INSERT ON a.t EXECUTE FUNCTION a.f()", "OR REPLACE"],
    ["a view that is created without OR REPLACE", "CREATE VIEW a.f AS SELECT 1", "OR REPLACE"],
  ])("does not contain %s", async (_what, sql, subject) => {
    expect(await faultsOfText(functionText(sql))).toEqual([expect.stringMatching(new RegExp(`^functions/a/f\\.sql.*${subject}`))]);
  });
});

describe("a migration", () => {
  test.each([
    "CREATE TABLE a.t (at timestamptz DEFAULT now(), id uuid DEFAULT pg_catalog.uuidv7(), CHECK (isfinite(at)))",
    "CREATE FUNCTION migrations.once() RETURNS void LANGUAGE sql AS 'SELECT 1'; SELECT migrations.once(); DROP FUNCTION migrations.once()",
    "-- phase: contract\nDROP FUNCTION a.f(integer)",
  ])("may: %s", async (sql) => {
    expect(await faultsOfText(migrationText(sql))).toEqual([]);
  });

  test.each([
    ["SELECT a.f(1)", "calls a.f"],
    ["UPDATE a.t SET n = 1 WHERE m IN (SELECT a.f(n) FROM a.u)", "calls a.f"],
    ["CREATE TABLE a.t (n integer DEFAULT a.f(1))", "calls a.f"],
    ["CREATE TABLE a.t (n integer CHECK (n < a.f(n)))", "calls a.f"],
    ["CREATE INDEX ON a.t ((a.f(n)))", "calls a.f"],
    [F, "defines a.f"],
    ["CREATE VIEW a.v AS SELECT 1", "defines a.v"],
  ])("may not: %s", async (sql, words) => {
    expect(await faultsOfText(migrationText(sql))).toEqual([expect.stringContaining(`0099_x.sql ${words}`)]);
  });
});
