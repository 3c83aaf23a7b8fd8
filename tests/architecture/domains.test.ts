// Inside core-service only this law keeps a domain from another's tables, because there is one package, one connection and one database role. So the
// test reads the SQL and tries each way to reach another domain's tables. imports.test.ts judges which folder may import which, and which table
// descriptions.
import { describe, expect, test } from "vitest";
import { describedSchemas, isDescription, trespasses } from "./support/domains.ts";
import { handwrittenSources } from "./support/sources.ts";

const sources = handwrittenSources();
const tried = (domain: string, text: string): string[] =>
  trespasses([{ path: `core-service/src/${domain}/a.ts`, text }]).map((fault) => fault.replace(/^[^:]+: /, ""));

describe("domains of core-service", () => {
  test("no folder names the tables of another", () => {
    expect(trespasses(sources)).toEqual([]);
  });

  test.each([
    ["a query", "accounts", 'client.query("SELECT posted FROM ledger.accounts WHERE id = $1")', "ledger"],
    ["a template", "payments", "sql`UPDATE ledger.accounts SET posted = ${1}`", "ledger"],
    ["a join", "customers", "sql`SELECT 1 FROM customers.customers c\n  JOIN identity.api_keys k ON true`", "identity"],
    ["quoted names", "customers", 'client.query(`INSERT INTO "audit"."records" VALUES (1)`)', "audit"],
    ["another domain's function", "accounts", 'client.query("SELECT payments.post_transfers($1)")', "payments"],
    ["a deletion", "identity", 'client.query("delete from customers.customers using ledger.accounts")', "customers"],
  ])("SQL in %s cannot name another's schema", (_form, domain, text, schema) => {
    expect(tried(domain, text)).toContain(`names schema ${schema} in SQL`);
  });

  test("SQL names its tables with their schema, and a folder without a row in the rules has no tables", () => {
    expect(tried("accounts", 'client.query("SELECT id FROM accounts WHERE true")')).toEqual(["names a table without its schema in SQL"]);
    expect(tried("loans", 'client.query("SELECT a.id FROM accounts.accounts AS a")')).toEqual(["names schema accounts in SQL"]);
  });

  test("what a domain may do is allowed", () => {
    expect(tried("accounts", 'client.query("SELECT a.id FROM accounts.accounts AS a")')).toEqual([]);
    expect(tried("payments", 'client.query("SELECT payments.post_transfers($1::json) AS answers")')).toEqual([]);
    expect(tried("ledger", "// SELECT 1 FROM payments.transfers\nsql`SELECT 1 FROM unnest(${ids}) AS id`")).toEqual([]);
  });

  test("a table description belongs to the one schema that its file is named after", () => {
    const descriptions = sources.filter(({ path }) => isDescription(path));
    expect(descriptions.length).toBeGreaterThan(4);
    for (const source of descriptions) {
      expect(describedSchemas(source), source.path).toEqual([/([a-z-]+)\.ts$/.exec(source.path)?.[1]]);
    }
  });
});
