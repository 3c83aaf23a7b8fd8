// The public routes: those of the contract and no others. A path is matched as it is written, so that no encoding bypasses the match.
import contract from "@ledge/openapi/ledge.v1.json" with { type: "json" };
import { describe, expect, test } from "vitest";
import { matchRoute } from "../../workers/gateway/src/routes.ts";

const ID = "acct_01jd2m8xk7e9vbt3q5w6y8z0ac";
const operations = Object.entries(contract.paths as Record<string, Record<string, { operationId: string }>>).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { operationId }]) => [method.toUpperCase(), path, operationId] as const),
);

describe("routes", () => {
  test.each(operations)("%s %s is %s", (method, path, operationId) => {
    const match = matchRoute(method, path.replaceAll(/\{\w+\}/g, ID));
    expect(match).toMatchObject({ kind: "found", route: { operationId } });
  });

  test("the public operations are exactly those that answer without data", () => {
    const open = operations.filter(([method, path]) => {
      const match = matchRoute(method, path.replaceAll(/\{\w+\}/g, ID));
      return match.kind === "found" && match.route.scope === "public";
    });
    expect(open.map(([, path]) => path).sort()).toEqual(["/healthz", "/openapi.json", "/readyz"]);
  });

  test.each([
    "/",
    "",
    "/v1",
    "/v1/",
    "/v2/accounts",
    "/v1/accounts/",
    "/v1//accounts",
    "//v1/accounts",
    "/v1/accounts//balance",
    `/v1/accounts/${ID}/`,
    `/v1/accounts/${ID}/balance/`,
    `/v1/accounts/${ID}/balance/x`,
    `/v1/accounts/${ID}%2Fbalance/x`,
    "/V1/accounts",
    "/v1/Accounts",
    "/v1/%61ccounts",
    "/v1/accounts;a=1",
    "/v1/accounts.json",
    "/v1/accounts%2F",
    "/v1/accounts%3Fa",
    "/internal/ready",
    "/internal/contract",
    "/internal/authenticate",
    "/v1/internal/ready",
    "/v1/../internal/ready",
    "/healthz/",
    "/__proto__",
    "/constructor",
  ])("%s is unknown", (path) => {
    for (const method of ["GET", "POST", "OPTIONS"]) expect(matchRoute(method, path)).toEqual({ kind: "unknown" });
  });

  test("a parameter is one segment that is not empty, whatever it contains", () => {
    for (const segment of [ID, "x", "%2F", "%2e%2e", "{id}", "__proto__"]) {
      expect(matchRoute("GET", `/v1/accounts/${segment}`)).toMatchObject({ kind: "found", route: { operationId: "getAccount" } });
    }
  });

  test.each<[string, string, string[]]>([
    ["DELETE", "/v1/accounts", ["GET", "HEAD", "POST"]],
    ["PUT", `/v1/customers/${ID}`, ["GET", "HEAD", "PATCH"]],
    ["POST", `/v1/transfers/${ID}`, ["GET", "HEAD"]],
    ["GET", `/v1/customers/${ID}/verification`, ["POST"]],
    ["HEAD", `/v1/customers/${ID}/verification`, ["POST"]],
    ["OPTIONS", "/v1/accounts", ["GET", "HEAD", "POST"]],
    ["TRACE", "/healthz", ["GET", "HEAD"]],
    ["get", "/healthz", ["GET", "HEAD"]],
    ["constructor", "/healthz", ["GET", "HEAD"]],
    ["parameters", "/v1/accounts", ["GET", "HEAD", "POST"]],
  ])("%s %s has a wrong method, and the answer lists the allowed ones", (method, path, allow) => {
    const match = matchRoute(method, path);
    expect(match.kind === "wrong_method" ? [...match.allow].sort() : match).toEqual(allow);
  });

  test("HEAD is routed like GET", () => {
    expect(matchRoute("HEAD", "/v1/accounts")).toEqual(matchRoute("GET", "/v1/accounts"));
  });

  test("every path allows only methods of the contract", () => {
    for (const [, path] of operations) {
      const match = matchRoute("NONE", path.replaceAll(/\{\w+\}/g, ID));
      expect(match.kind).toBe("wrong_method");
      if (match.kind === "wrong_method")
        for (const method of match.allow) expect(["GET", "HEAD", "POST", "PATCH", "DELETE"]).toContain(method);
    }
  });

  test("only an operation with a body in the contract has one", () => {
    expect(matchRoute("POST", "/v1/transfers")).toMatchObject({ route: { hasBody: true } });
    expect(matchRoute("DELETE", "/v1/api-keys/key_1")).toMatchObject({ route: { hasBody: false, scope: ["operator"] } });
  });
});
