// The checker of answers itself: an answer that matches the contract passes, and each kind of mismatch is found.
import contract from "@ledge/openapi/ledge.v1.json" with { type: "json" };
import { describe, expect, test } from "vitest";
import { answerFaults, type Asked, checkerOf, type Given } from "../support/contract/answers.ts";

const asked: Asked = { method: "POST", path: "/v1/transfers" };
const { value } = contract.paths["/v1/transfers"].post.responses["201"].content["application/json"].examples.example;
const headers = {
  "Content-Type": "application/json",
  "Request-Id": "req_01jd2m8xk7e9vbt3q5w6y8z0ac",
  Location: `/v1/transfers/${value.id}`,
  ETag: '"reversed-0"',
  Vary: "Accept",
};
const problem = contract.components.examples.same_account.value;
const unknownMethod = contract["x-ledge-everywhere"]["unknown-method"];
const refusal = { ...headers, "Content-Type": "application/problem+json" };
const given = (status: number, body: unknown, change: Record<string, string | undefined> = headers): Given => ({
  status,
  headers: new Headers(Object.entries(change).filter((pair): pair is [string, string] => pair[1] !== undefined)),
  text: typeof body === "string" ? body : JSON.stringify(body),
});
const { balances: _balances, ...lacking } = value;

describe("an answer", () => {
  test.each<[string, Asked, Given]>([
    ["the example", asked, given(201, value)],
    ["a refusal", asked, given(422, problem, refusal)],
    ["an unknown path", { method: "GET", path: "/v1/loans" }, given(404, contract.components.examples.not_found.value, refusal)],
    [
      "an unknown method",
      { method: "PUT", path: "/v1/transfers?x=1" },
      given(405, unknownMethod.content["application/problem+json"].examples.method_not_allowed.value, { ...refusal, Allow: "GET" }),
    ],
    ["HEAD, without a body", { method: "HEAD", path: "/healthz" }, given(200, "", headers)],
    [
      "another declared media type",
      { method: "GET", path: "/v1/accounts/x/statement" },
      given(200, "a,b", { ...headers, "Content-Type": "text/csv; charset=utf-8" }),
    ],
  ])("that matches the contract passes: %s", (_what, request, answer) => {
    expect(answerFaults(request, answer)).toEqual([]);
  });

  test.each<[string, Asked, Given, RegExp]>([
    ["an undeclared status", asked, given(418, problem, refusal), /answered 418, which the contract does not declare/],
    ["an undeclared success", asked, given(200, value), /answered 200, which/],
    ["an undeclared member", asked, given(201, { ...value, colour: "red" }), /additional properties.*colour/],
    [
      "an undeclared member deep inside",
      asked,
      given(201, { ...value, balances: { ...value.balances, source: { ...value.balances.source, x: 1 } } }),
      /\/balances\/source must NOT/,
    ],
    ["a missing member", asked, given(201, lacking), /required property 'balances'/],
    ["money as a number", asked, given(201, { ...value, amount: 1050 }), /\/amount must be string/],
    ["an id of another kind", asked, given(201, { ...value, id: value.source_account }), /\/id must match pattern/],
    ["a code of another status", asked, given(422, { ...problem, code: "not_found" }, refusal), /\/code must be equal to one of/],
    [
      "a status that differs from the body's",
      asked,
      given(422, { ...problem, status: 409 }, refusal),
      /\/status must be equal to constant/,
    ],
    ["a problem with more members", asked, given(422, { ...problem, sql: "SELECT" }, refusal), /additional properties.*sql/],
    ["no JSON", asked, given(201, "{"), /no JSON/],
    ["another media type", asked, given(201, "<b>", { ...headers, "Content-Type": "text/html" }), /media type text\/html/],
    ["no media type", asked, given(201, value, { ...headers, "Content-Type": undefined }), /media type null/],
    ["a missing header", asked, given(201, value, { ...headers, Location: undefined }), /without the header Location/],
    ["a malformed header", asked, given(201, value, { ...headers, "Request-Id": "1" }), /the header Request-Id: 1/],
    ["a body of a 304", { method: "GET", path: "/openapi.json" }, given(304, "x", { ...headers, ETag: '"1"' }), /a body, where none/],
    ["an unknown path that is answered", { method: "GET", path: "/v1/loans" }, given(200, {}), /no operation\) answered 200/],
    ["an unknown method that is answered", { method: "PUT", path: "/v1/transfers" }, given(404, problem, refusal), /answered 404, which/],
  ])("is detected with %s", (_what, request, answer, fault) => {
    expect(answerFaults(request, answer).join("\n")).toMatch(fault);
  });

  test("is detected when the contract no longer declares its status", () => {
    const planted = structuredClone(contract) as any;
    delete planted.paths["/v1/transfers"].post.responses["422"];
    expect(checkerOf(planted)(asked, given(422, problem, refusal))).toHaveLength(1);
  });
});
