// The contract keeps its rules, and each rule is broken once: a rule that cannot fail guards nothing.
import contract from "@ledge/openapi/ledge.v1.json" with { type: "json" };
import { lintContract } from "@ledge/tools/contract/lint";
import { describe, expect, test } from "vitest";

/** The contract with a change, as text. */
function changed(change: (planted: any) => void): string {
  const planted = structuredClone(contract);
  change(planted);
  return JSON.stringify(planted);
}
const transfers = (planted: any): any => planted.paths["/v1/transfers"].post;

describe("the lint", () => {
  test("finds nothing in the contract", async () => {
    expect(await lintContract(JSON.stringify(contract))).toEqual([]);
  });

  test.each<[string, (planted: any) => void, string]>([
    ["an operation without a summary", (c) => delete transfers(c).summary, "operation-summary"],
    ["a tag that nothing explains", (c) => void (transfers(c).tags = ["Payments"]), "operation-tag-defined"],
    ["a request without an example", (c) => delete transfers(c).requestBody.content["application/json"].examples, "showsExamples"],
    ["an answer without an example", (c) => delete transfers(c).responses["201"].content["application/json"].examples, "showsExamples"],
    [
      "an example that is none of its schema",
      (c) => void (transfers(c).requestBody.content["application/json"].examples.example.value.amount = 1050),
      "no-invalid-media-type-examples",
    ],
    ["an operation that says nothing of failing", (c) => delete transfers(c).responses["500"], "namesItsProblems"],
    ["a refusal that is no problem", (c) => void (transfers(c).responses["422"].content = {}), "namesItsProblems"],
    [
      "a refusal without codes",
      (c) => void (transfers(c).responses["422"].content["application/problem+json"].schema.properties.code.enum = []),
      "namesItsProblems",
    ],
    [
      "a code under another status",
      (c) => transfers(c).responses["422"].content["application/problem+json"].schema.properties.code.enum.push("not_found"),
      "namesItsProblems",
    ],
    [
      "a code without an example",
      (c) => delete transfers(c).responses["422"].content["application/problem+json"].examples.same_account,
      "namesItsProblems",
    ],
    ["a write without a key", (c) => void (transfers(c).parameters = []), "takesKeys"],
    [
      "a read with a key",
      (c) => c.paths["/v1/transfers"].get.parameters.push({ $ref: "#/components/parameters/IdempotencyKey" }),
      "takesKeys",
    ],
    ["an answer without a Request-Id", (c) => delete transfers(c).responses["201"].headers["Request-Id"], "answersWithId"],
    ["an operation that is no file", (c) => void (transfers(c).operationId = "moveMoney"), "isOneFile"],
    ["a file that is no operation", (c) => delete c.paths["/v1/transfers"].get, "isOneFile"],
    [
      "an amount that is written out",
      (c) => void (c.components.schemas.CreateTransfer.properties.amount = { ...c.components.schemas.Amount, description: "How much" }),
      "isNamedOnce",
    ],
    ["an object that is open without saying so", (c) => delete c.components.schemas.Transfer.additionalProperties, "isClosed"],
    ["a reference to nothing", (c) => delete c.components.schemas.Currency, "no-unresolved-refs"],
  ])("finds %s", async (_what, change, rule) => {
    const found = await lintContract(changed(change));
    expect(
      found.some((line) => line.startsWith(`${rule}:`)),
      found.join("\n"),
    ).toBe(true);
  });
});
