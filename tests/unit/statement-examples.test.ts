// The contract's examples of a statement: correct enough that a client can be built from them alone.
import { readFileSync } from "node:fs";
import { type Statement, statement } from "@ledge/shared/contracts/statement";
import { expect, test } from "vitest";
import { BalanceFold } from "../../workers/payments/src/statement/fold.ts";
import { faultsOf } from "../support/camt053.ts";
import { rendered } from "../support/statement.ts";

const contract = JSON.parse(readFileSync(new URL("../../openapi/ledge.v1.json", import.meta.url), "utf8")) as any;
const { content } = contract.paths["/v1/accounts/{id}/statement"].get.responses["200"];
const example: Statement = statement.parse(content["application/json"].examples.example.value);
const { entries, ...head } = example;

test("the contract's example of a statement adds up, entry by entry", () => {
  const fold = new BalanceFold(head);
  expect(entries.length).toBeGreaterThanOrEqual(2);
  for (const entry of entries) fold.add(entry);
  fold.end();
  expect(entries.at(-1)?.version).toBe(head.last_version);
  expect(new Set(entries.map(({ direction }) => direction))).toEqual(new Set(["debit", "credit"]));
  for (const { created_at } of entries) expect(created_at >= head.from && created_at < head.to).toBe(true);
});

test("the contract's example as CSV is the example as JSON", async () => {
  expect(content["text/csv"].example).toBe(await rendered("csv", { head, entries }));
});

test("the contract's example as camt.053 is the example as JSON, and valid by the official schema", async () => {
  const { example: xml } = content["application/xml"];
  expect(xml).toBe(await rendered("camt053", { head, entries }));
  expect(await faultsOf(xml)).toEqual([]);
});
