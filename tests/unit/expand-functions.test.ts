// Which changes of a function's text the previous release survives: a table of texts, before and after, each accepted or refused with its reason.
import type { FunctionText, Migration } from "@ledge/database/migrate/database-text";
import { faultsOfFunctions } from "@ledge/database/migrate/expand-functions";
import { describe, expect, test } from "vitest";

/** Empty: the file does not exist. */
const texts = (sql: string): FunctionText[] => (sql === "" ? [] : [{ name: "a.f", sql, sha256: "" }]);
const drop = (sql: string): Migration => ({ name: "0099_x.sql", sql: `-- phase: contract\n${sql}`, sha256: "" });
const faults = async (before: string, after: string, ...drops: string[]): Promise<string[]> =>
  await faultsOfFunctions(texts(before), texts(after), drops.map(drop));

const make = (signature: string, body = "SELECT 1"): string => `CREATE OR REPLACE FUNCTION ${signature} LANGUAGE sql AS '${body}';`;
const ONE = make("a.f(x integer) RETURNS integer");

describe("the text of a function may", () => {
  test.each([
    ["do something else", ONE, make("a.f(x integer) RETURNS integer", "SELECT 2")],
    ["spell the same types differently", ONE, make("a.f(x int4) RETURNS pg_catalog.int4")],
    ["make a parameter optional", ONE, make("a.f(x integer DEFAULT 1) RETURNS integer")],
    ["get an overload", ONE, ONE + make("a.f(x integer, y text) RETURNS integer")],
    ["gain its owner's rights", ONE, make("a.f(x integer) RETURNS integer SECURITY DEFINER")],
    ["be new", "", ONE],
    ["be a view with another query", "CREATE OR REPLACE VIEW a.f AS SELECT 1 AS n", "CREATE OR REPLACE VIEW a.f AS SELECT 2 AS n"],
  ])("%s", async (_what, before, after) => {
    expect(await faults(before, after)).toEqual([]);
  });
});

describe("the text of a function may not", () => {
  test.each([
    ["go", ONE, "", "a.f(int4) is gone"],
    ["lose an overload", ONE + make("a.f(x text) RETURNS integer"), ONE, "a.f(text) is gone"],
    ["change a parameter's type", ONE, make("a.f(x bigint) RETURNS integer"), "a.f(int4) is gone"],
    ["change a parameter to an array", ONE, make("a.f(x integer[]) RETURNS integer"), "a.f(int4) is gone"],
    ["require another parameter", ONE, make("a.f(x integer, y integer) RETURNS integer"), "a.f(int4) is gone"],
    ["return something else", ONE, make("a.f(x integer) RETURNS bigint"), "returns int8"],
    ["return several", ONE, make("a.f(x integer) RETURNS SETOF integer"), "returns SETOF int4"],
    ["rename its parameter", ONE, make("a.f(y integer) RETURNS integer"), "cannot be replaced"],
    ["make an optional parameter required", make("a.f(x integer DEFAULT 1) RETURNS integer"), ONE, "may leave out"],
    ["lose its owner's rights", make("a.f(x integer) RETURNS integer SECURITY DEFINER"), ONE, "SECURITY DEFINER"],
    [
      "lose a column of its rows",
      make("a.f() RETURNS TABLE (n integer, t text)"),
      make("a.f() RETURNS TABLE (n integer)"),
      "is to be () returns (n int4)",
    ],
    ["rename its result", make("a.f(OUT n integer)"), make("a.f(OUT m integer)"), "returns (m int4)"],
    ["remove a view", "CREATE OR REPLACE VIEW a.f AS SELECT 1 AS n", ONE, "a.f is gone"],
  ])("%s", async (_what, before, after, words) => {
    expect(await faults(before, after)).toEqual([expect.stringContaining(words)]);
  });
});

describe("a removed signature is dropped after its release", () => {
  test.each([
    "DROP FUNCTION a.f(integer)",
    "DROP FUNCTION a.f(int)",
    "DROP FUNCTION a.f",
    "DROP FUNCTION IF EXISTS b.g(), a.f(integer) CASCADE",
  ])("by %s", async (sql) => {
    expect(await faults(ONE, "", sql)).toEqual([]);
  });

  test("and not by a migration that drops another", async () => {
    expect(await faults(ONE, "", "DROP FUNCTION a.f(bigint)", "DROP FUNCTION b.f(integer)", "DROP VIEW a.f2")).toHaveLength(1);
    const view = "CREATE OR REPLACE VIEW a.f AS SELECT 1 AS n";
    expect(await faults(view, "", "DROP VIEW a.f")).toEqual([]);
  });
});
