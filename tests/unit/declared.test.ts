// What the gateway takes of an application's answer: what the contract declares for the operation, and no more.
import { outcomeHeader } from "@ledge/shared/context";
import { describe, expect, test } from "vitest";
import { declaredAnswer } from "../../workers/gateway/src/declared.ts";

const REQUEST = "req_01jd2m8xk7e9vbt3q5w6y8z0ac";
const JSON_TYPE = { "Content-Type": "application/json" };
const taken = (operationId: string, status: number, headers: Readonly<Record<string, string>>, body = "{}") =>
  declaredAnswer({ status, headers, body }, operationId, REQUEST);

describe("an application's answer", () => {
  test("that is declared is taken whole", () => {
    const headers = {
      ...JSON_TYPE,
      "Cache-Control": "no-store, no-transform",
      ETag: '"1.a"',
      Location: "/v1/accounts/acct_01jd2m8xk7e9vbt3q5w6y8z0ac",
      "Idempotent-Replayed": "true",
      [outcomeHeader]: "recorded",
    };
    expect(taken("openAccount", 201, headers)).toEqual({ status: 201, headers, body: "{}" });
  });

  test.each([
    "https://evil.example/v1/accounts/x",
    "//evil.example/v1/accounts/x",
    "/\\evil.example",
    "/internal/ready",
    "javascript:alert(1)",
    "",
  ])("loses the Location %j, which is no path of the API", (location) => {
    expect(taken("openAccount", 201, { ...JSON_TYPE, Location: location }).headers).toEqual(JSON_TYPE);
  });

  test.each(["public", "public, max-age=60", "no-store, public", "private", "max-age=0", "no-store,max-age=1"])(
    "loses the Cache-Control %j, by which somebody might store it",
    (cacheControl) => {
      expect(taken("getAccount", 200, { ...JSON_TYPE, "Cache-Control": cacheControl }).headers).toEqual(JSON_TYPE);
    },
  );

  test.each([
    ["getAccount", "Location", "/v1/accounts/x"],
    ["getAccount", "Idempotent-Replayed", "true"],
    ["getAccount", "Content-Disposition", "attachment; filename=a.html"],
    ["getAccount", "Vary", "Accept"],
    ["createTransferBatch", "ETag", '"1"'],
    ["getAccount", "WWW-Authenticate", "Basic"],
    ["openAccount", "Retry-After", "9"],
    ["openAccount", "Set-Cookie", "a=b"],
    ["getAccount", "RateLimit", '"requests";r=1;t=1'],
  ])("of %s loses %s, which the operation does not declare", (operationId, name, value) => {
    const status = operationId === "getAccount" ? 200 : 201;
    expect(taken(operationId, status, { ...JSON_TYPE, [name]: value }).headers).toEqual(JSON_TYPE);
  });

  test.each([
    [500, "application/problem+json", "internal_error"],
    [502, "text/html", "internal_error"],
    [503, "application/problem+json", "service_unavailable"],
    [401, "application/problem+json", "internal_error"],
    [408, "application/problem+json", "internal_error"],
    [302, "application/json", "internal_error"],
    [204, "", "internal_error"],
    [200, "text/html", "internal_error"],
    [404, "application/json", "internal_error"],
    [99, "application/json", "internal_error"],
  ])("of status %d and type %j is the gateway's own %s", (status, type, code) => {
    const answer = taken("getAccount", status, { "Content-Type": type }, '{"detail":"hunter2"}');
    expect(JSON.parse(answer.body as string)).toMatchObject({ code, request_id: REQUEST });
    expect(answer.body).not.toContain("hunter2");
  });

  test("that too much waits for its caller is taken, with when to come again", () => {
    const headers = { "Content-Type": "application/problem+json", "Cache-Control": "no-store", "Retry-After": "1" };
    expect(taken("getAccount", 429, { ...headers, RateLimit: '"requests";r=1;t=1' })).toEqual({ status: 429, headers, body: "{}" });
  });

  test("of a download keeps its file's name and its media type with parameters", () => {
    const headers = { "Content-Type": "text/csv; charset=utf-8", "Content-Disposition": "attachment; filename=a.csv", Vary: "Accept" };
    expect(taken("getStatement", 200, headers).headers).toEqual(headers);
  });
});
