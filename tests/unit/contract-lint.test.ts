// The contract follows its rules, and each rule is violated once to show that it can fail.
import contract from "@ledge/openapi/ledge.v1.json" with { type: "json" };
import { lintContract } from "@ledge/dev/contract/lint";
import { describe, expect, test } from "vitest";

/** A path of the contract, with what describes events: the lint of the whole takes ten times as long. */
const part = { ...contract, paths: { "/v1/transfers": contract.paths["/v1/transfers"] } };

/** Whether a rule is violated in a contract. */
async function violates(rule: string, document: object): Promise<boolean> {
  return (await lintContract(JSON.stringify(document))).some((line) => line.startsWith(`${rule}:`));
}

/** The rules that a part alone violates, because its files and components are those of the whole. */
const OF_THE_WHOLE: ReadonlySet<string> = new Set(["isOneFile", "no-unused-components"]);
const transfers = (planted: any): any => planted.paths["/v1/transfers"].post;
const list = (planted: any): any => planted.paths["/v1/transfers"].get;

describe("the lint", () => {
  test("finds nothing in the contract", async () => {
    expect(await lintContract(JSON.stringify(contract))).toEqual([]);
  });

  test.each<[string, (planted: any) => void, string]>([
    ["an operation without a summary", (c) => delete transfers(c).summary, "operation-summary"],
    ["a tag without an explanation", (c) => void (transfers(c).tags = ["Payments"]), "operation-tag-defined"],
    ["a request without an example", (c) => delete transfers(c).requestBody.content["application/json"].examples, "showsExamples"],
    ["an answer without an example", (c) => delete transfers(c).responses["201"].content["application/json"].examples, "showsExamples"],
    [
      "an example that does not match its schema",
      (c) => void (transfers(c).requestBody.content["application/json"].examples.example.value.amount = 1050),
      "no-invalid-media-type-examples",
    ],
    ["an operation without declared failures", (c) => delete transfers(c).responses["500"], "namesItsProblems"],
    ["a refusal that is not a problem document", (c) => void (transfers(c).responses["422"].content = {}), "namesItsProblems"],
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
    ["an operation without a file", (c) => void (transfers(c).operationId = "moveMoney"), "isOneFile"],
    ["a file without an operation", (c) => delete c.paths["/v1/transfers"].get, "isOneFile"],
    [
      "an amount whose schema is repeated inline",
      (c) => void (c.components.schemas.CreateTransfer.properties.amount = { ...c.components.schemas.Amount, description: "How much" }),
      "isNamedOnce",
    ],
    ["an object that is implicitly open", (c) => delete c.components.schemas.Transfer.additionalProperties, "isClosed"],
    ["an operation without a description", (c) => delete transfers(c).description, "operation-description"],
    [
      "an operation whose description repeats its summary",
      (c) => void (transfers(c).description = transfers(c).summary),
      "describesOperations",
    ],
    ["a summary that is a paragraph", (c) => void (transfers(c).summary = transfers(c).description), "describesOperations"],
    ["a parameter without a description", (c) => delete list(c).parameters[0].description, "describesParameters"],
    ["a parameter without an example", (c) => delete list(c).parameters[0].example, "describesParameters"],
    ["a header without an example", (c) => delete c.components.parameters.IfMatch.example, "describesParameters"],
    ["an example that does not match its parameter", (c) => void (list(c).parameters[0].example = "1"), "no-invalid-parameter-examples"],
    [
      "an Idempotency-Key with one value for every request",
      (c) => void (c.components.parameters.IdempotencyKey.example = "order-A-1001-payment"),
      "leavesKeysFree",
    ],
    ["such a value in its schema", (c) => void (c.components.parameters.IdempotencyKey.schema.default = "a".repeat(16)), "leavesKeysFree"],
    ["a server with a relative URL", (c) => void (c.servers[0].url = "/"), "namesServers"],
    ["a server with an undefined variable", (c) => delete c.servers[1].variables, "no-undefined-server-variable"],
    ["a first server with a variable", (c) => void c.servers.reverse(), "namesServers"],
    ["no server", (c) => void (c.servers = []), "no-empty-servers"],
    [
      "a pattern that few engines support",
      (c) => void (c.components.schemas.Currency.pattern = "^(?=[A-Z])\\p{Lu}{3}$"),
      "writesPortablePatterns",
    ],
    [
      "a pattern with a range of another plane",
      (c) => void (c.components.schemas.Currency.pattern = "^[\u{e0000}-\u{e0fff}]$"),
      "writesPortablePatterns",
    ],
    ["a tag without a description", (c) => delete c.tags[0].description, "tag-description"],
    ["a single form for all events", (c) => delete c.components.schemas.Event.discriminator, "typesEvents"],
    [
      "an event whose data have no named schema",
      (c) => void (c.components.schemas.PingEvent.properties.data = { type: "object" }),
      "typesEvents",
    ],
    ["an event without a webhook", (c) => delete c.webhooks["transfer.posted"], "typesEvents"],
    ["a webhook with another event's schema", (c) => void (c.webhooks["transfer.posted"] = c.webhooks["hold.placed"]), "typesEvents"],
    ["a webhook without its signature", (c) => void c.webhooks["transfer.posted"].post.parameters.pop(), "typesEvents"],
    ["a webhook of no event", (c) => void (c.webhooks["loan.granted"] = c.webhooks["hold.placed"]), "typesEvents"],
    ["an unused component", (c) => void (c.components.schemas.Loan = { type: "string" }), "no-unused-components"],
    ["a reference to a missing component", (c) => delete c.components.schemas.Currency, "no-unresolved-refs"],
  ])("finds %s", async (_what, change, rule) => {
    const planted = structuredClone(OF_THE_WHOLE.has(rule) ? contract : part);
    change(planted);
    expect(await violates(rule, planted)).toBe(true);
  });

  test("finds nothing in the part but what only the whole can have", async () => {
    const found = new Set((await lintContract(JSON.stringify(part))).map((line) => line.slice(0, line.indexOf(":"))));
    expect([...found].filter((rule) => !OF_THE_WHOLE.has(rule))).toEqual([]);
  });
});
