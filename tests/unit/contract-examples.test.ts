// The contract's examples match its schemas: every example of a request or an answer is one of its schema.
import contract from "@ledge/openapi/ledge.v1.json" with { type: "json" };
import { describe, expect, test } from "vitest";
import { checkExamples } from "../support/contract/examples.ts";

function faultsWith(change: (planted: any) => void): readonly string[] {
  const planted = structuredClone(contract);
  change(planted);
  return checkExamples(planted).faults;
}
const transfers = (planted: any): any => planted.paths["/v1/transfers"];

describe("the examples of the contract", () => {
  test("are what their schemas say", () => {
    const { checked, faults } = checkExamples(contract);
    expect(faults).toEqual([]);
    expect(checked).toBeGreaterThan(200);
  });

  test.each<[string, (planted: any) => void, string]>([
    [
      "a request's",
      (c) => void (transfers(c).post.requestBody.content["application/json"].examples.example.value.amount = 1050),
      "~1v1~1transfers/post/requestBody",
    ],
    [
      "an answer's",
      (c) => void (transfers(c).post.responses["201"].content["application/json"].examples.example.value.created_at = "yesterday"),
      'must match format "date-time"',
    ],
    ["a parameter's", (c) => void (transfers(c).get.parameters[0].example = "acct_1"), "~1v1~1transfers/get/parameters/0"],
    ["a header's", (c) => void (c.components.headers.RequestId.example = "1"), "/components/headers/RequestId"],
    ["a named schema's", (c) => void (c.components.schemas.Currency.example = "euro"), "/components/schemas/Currency"],
    [
      "a member's",
      (c) => void (c.components.schemas.CreateTransfer.properties.description.example = 7),
      "CreateTransfer/properties/description",
    ],
    ["a problem's", (c) => void (c.components.examples.not_found.value.status = 405), "/status: must be equal to constant"],
  ])("are checked, and a wrong one is found: %s", (_what, change, found) => {
    expect(faultsWith(change).join("\n")).toContain(found);
  });
});
