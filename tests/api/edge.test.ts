// The public edge: every response has its headers whatever an application does, every bad request is answered by a problem, and no internal Worker is
// reachable from outside.
import contract from "@ledge/openapi/ledge.v1.json" with { type: "json" };
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { upstreamNames } from "../../workers/gateway/src/upstreams.ts";
import { type TestBank, openTestBank, transferOf } from "../support/test-bank.ts";
import { connect } from "../support/database.ts";
import { type LedgeResponse, type Ledge, startLedge } from "../support/ledge.ts";

/** The headers that law 27 requires of every public response. */
const STAMPED: Readonly<Record<string, RegExp>> = {
  "strict-transport-security": /^max-age=63072000; includeSubDomains; preload$/,
  "content-security-policy": /^default-src 'none'; .*frame-ancestors 'none'$/,
  "x-frame-options": /^DENY$/,
  "x-content-type-options": /^nosniff$/,
  "referrer-policy": /^no-referrer$/,
  "cache-control": /^(?:no-store|public, max-age=300)(?:, no-transform)?$/,
  "request-id": /^req_[0-9a-z]{26}$/,
};

/** The faults of a response's headers; empty when there are none. */
function headerFaults(headers: Headers): string[] {
  return Object.entries(STAMPED).flatMap(([name, pattern]) => (pattern.test(headers.get(name) ?? "") ? [] : [name]));
}

describe("a healthy platform", () => {
  let ledge: Ledge;
  let bank: TestBank;

  beforeAll(async () => {
    ledge = await startLedge();
    bank = await openTestBank(ledge);
  });
  afterAll(async () => await ledge.close());

  test("every public response, errors and 404 included, carries the security headers", async () => {
    const answers: LedgeResponse[] = [];
    for (const [method, path, options] of [
      ["GET", "/healthz", {}],
      ["GET", "/readyz", {}],
      ["GET", "/openapi.json", {}],
      ["HEAD", "/openapi.json", {}],
      ["GET", "/", {}],
      ["GET", "/nowhere/at/all", {}],
      ["GET", "/internal/contract", {}],
      ["GET", "/v1/accounts", {}],
      ["GET", "/v1/accounts", { token: null }],
      ["GET", "/v1/accounts/nope", {}],
      ["OPTIONS", "/v1/accounts", {}],
      ["PUT", "/v1/transfers", {}],
      ["POST", "/v1/transfers", { rawBody: "{" }],
      ["POST", "/v1/transfers", { body: transferOf(bank.cash, bank.cash, "1") }],
      ["POST", "/v1/customers", { body: { type: "person", name: "Somebody" } }],
    ] as const) {
      answers.push(await ledge.request(method, path, options));
    }
    expect(answers.map((answer) => headerFaults(answer.headers))).toEqual(answers.map(() => []));
    // The check itself can fail: a response of another origin has none of these headers.
    expect(headerFaults(new Headers({ "X-Frame-Options": "SAMEORIGIN" }))).toHaveLength(Object.keys(STAMPED).length);
  });

  test("the contract is public, cached at the edge, and answers a known ETag with 304", async () => {
    const first = await ledge.request("GET", "/openapi.json", { token: null });
    expect([first.status, first.json]).toEqual([200, contract]);
    expect(first.headers.get("Cache-Control")).toBe("public, max-age=300, no-transform");
    const again = await ledge.request("GET", "/openapi.json", {
      token: null,
      headers: { "If-None-Match": first.headers.get("ETag") as string },
    });
    expect(again.status).toBe(304);
    expect((await ledge.request("GET", "/v1/accounts")).headers.get("Cache-Control")).toBe("no-store");
  });

  test("an unknown path is 404 and a known one with another method 405 with Allow, as problems", async () => {
    const unknown = await ledge.request("POST", "/v1/nothing");
    expect([unknown.status, unknown.json.code]).toEqual([404, "not_found"]);
    const wrong = await ledge.request("PUT", "/v1/transfers");
    expect([wrong.status, wrong.json.code, wrong.headers.get("Allow")]).toEqual([405, "method_not_allowed", "POST, GET, HEAD"]);
    expect(wrong.headers.get("Content-Type")).toBe("application/problem+json");
  });

  test("a request from outside to a domain Worker or to core-service is refused, whatever headers it forges", async () => {
    const forged = { "Ledge-Call": JSON.stringify({ requestId: "x", principal: { id: "x", scopes: ["operator"], customerId: null } }) };
    for (const name of upstreamNames) {
      const answer = await ledge.harness.getWorker(`ledge-${name}`).fetch("https://x/v1/accounts", { headers: forged });
      expect([name, answer.status]).toEqual([name, 403]);
    }
    const core = await ledge.harness
      .getWorker("ledge-core")
      .fetch("https://x/")
      .catch(() => null);
    expect(core === null || core.status >= 500).toBe(true);
  });

  test("a call header from a client does not reach an application", async () => {
    const forged = { "Ledge-Call": JSON.stringify({ requestId: "x", principal: { id: "x", scopes: ["operator"], customerId: null } }) };
    expect((await ledge.request("GET", "/v1/accounts", { token: null, headers: forged })).status).toBe(401);
  });

  test("readiness queries the database and fails when the database is gone", async () => {
    expect((await ledge.request("GET", "/readyz", { token: null })).status).toBe(200);
    const admin = await connect(ledge.database.adminUrl.replace(/\/[^/]*$/, "/postgres"));
    const name = new URL(ledge.database.adminUrl).pathname.slice(1);
    await admin.query(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS false`);
    await admin.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", [name]);
    const readiness = async () => await ledge.request("GET", "/readyz", { token: null });
    const status = async () => (await readiness()).status;
    // Readiness answers are cached for a second.
    await expect.poll(status).toBe(503);
    const gone = await readiness();
    expect(gone.json.code).toBe("service_unavailable");
    expect(headerFaults(gone.headers)).toEqual([]);
    await admin.query(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS true`);
    await admin.end();
    await expect.poll(status).toBe(200);
  });

  test("readiness fails when the database answers but would take no write", async () => {
    const status = async () => (await ledge.request("GET", "/readyz", { token: null })).status;
    await expect.poll(status).toBe(200);
    const admin = await connect(ledge.database.adminUrl);
    await admin.query("REVOKE INSERT ON idempotency.keys FROM ledge_runtime");
    await expect.poll(status).toBe(503);
    await admin.query("GRANT INSERT ON idempotency.keys TO ledge_runtime");
    await expect.poll(status).toBe(200);
    await admin.end();
  });
});

describe("a platform with a hostile Worker", () => {
  let ledge: Ledge;
  beforeAll(async () => {
    ledge = await startLedge({ replace: { "workers/accounts/wrangler.toml": "tests/api/workers/hostile/wrangler.toml" } });
  });
  afterAll(async () => await ledge.close());

  // A request that selects a version is sent by HTTP, every other one by RPC.
  test.each([
    ["by RPC", {}],
    ["by HTTP", { "Cloudflare-Workers-Version-Overrides": 'ledge-accounts="1"' }],
  ])(
    "a Worker's own headers, throw, stream, redirect or error page (%s) neither remove nor add security headers",
    async (_way, headers) => {
      for (const behaviour of ["headers", "throw", "stream", "redirect", "page500"]) {
        const answer = await ledge.request("GET", `/v1/accounts/${behaviour}`, { headers });
        expect([behaviour, headerFaults(answer.headers)]).toEqual([behaviour, []]);
        for (const name of ["set-cookie", "server", "access-control-allow-origin"]) expect(answer.headers.get(name)).toBeNull();
        expect(answer.text).not.toContain("hunter2");
      }
      expect((await ledge.request("GET", "/v1/accounts/stream", { headers })).text).toBe("part one, part two");
      // The runtime decides whether the gateway sees a throw as an exception or as a 500. It is answered by a problem either way.
      expect(["internal_error", "service_unavailable"]).toContain(
        (await ledge.request("GET", "/v1/accounts/throw", { headers })).json.code,
      );
      expect((await ledge.request("GET", "/v1/accounts/page500", { headers })).json.code).toBe("internal_error");
      expect((await ledge.request("GET", "/v1/accounts/redirect", { headers })).json.code).toBe("internal_error");
    },
  );

  test.each([
    ["by RPC", {}],
    ["by HTTP", { "Cloudflare-Workers-Version-Overrides": 'ledge-accounts="1"' }],
  ])("what a Worker says is public only as far as its operation declares it (%s)", async (_way, headers) => {
    const ours = { problem500: "internal_error", problem401: "internal_error", page: "internal_error" };
    for (const behaviour of ["headers", "stream", "redirect", "page500", "problem404", ...Object.keys(ours)]) {
      const answer = await ledge.request("GET", `/v1/accounts/${behaviour}`, { headers });
      expect([behaviour, answer.headers.get("Cache-Control")]).toEqual([behaviour, "no-store"]);
      for (const name of ["Location", "WWW-Authenticate", "Retry-After", "Allow", "Accept-Encoding", "Idempotent-Replayed"])
        expect([behaviour, name, answer.headers.get(name)]).toEqual([behaviour, name, null]);
      expect(answer.headers.get("Vary") ?? "").not.toContain("*");
    }
    for (const [behaviour, code] of Object.entries(ours)) {
      const answer = await ledge.request("GET", `/v1/accounts/${behaviour}`, { headers });
      expect([behaviour, answer.status, answer.json.code]).toEqual([behaviour, 500, code]);
      expect(answer.text).not.toMatch(/hunter2|evil|hacked/);
    }
  });

  test("an answer that is none is a problem document with the security headers", async () => {
    for (const behaviour of ["nothing", "nonsense"]) {
      const answer = await ledge.request("GET", `/v1/accounts/${behaviour}`);
      expect([behaviour, headerFaults(answer.headers)]).toEqual([behaviour, []]);
      expect(["internal_error", "service_unavailable"]).toContain(answer.json.code);
    }
  });

  test("an application receives the gateway's call and never the client's credentials", async () => {
    const seen = (await ledge.request("GET", "/v1/accounts/echo", { headers: { Cookie: "a=b" } })).json;
    expect(seen.call.principal.scopes).toEqual(["operator"]);
    expect(JSON.stringify(seen)).not.toContain(ledge.operatorKey);
    expect(JSON.stringify(seen)).not.toContain("a=b");
    const headers = { Cookie: "a=b", "Cloudflare-Workers-Version-Overrides": 'ledge-accounts="1"' };
    const byHttp = new Map<string, string>((await ledge.request("GET", "/v1/accounts/echo", { headers })).json);
    expect(byHttp.get("authorization")).toBeUndefined();
    expect(byHttp.get("cookie")).toBeUndefined();
    expect(JSON.parse(byHttp.get("ledge-call") as string).principal.scopes).toEqual(["operator"]);
  });
});

describe("a platform with a rogue Worker", () => {
  let ledge: Ledge;
  beforeAll(async () => {
    ledge = await startLedge({ beside: ["tests/api/workers/rogue/wrangler.toml"] });
  });
  afterAll(async () => await ledge.close());

  test("a Worker that is bound to another Worker but is not its caller is refused there", async () => {
    const rogue = ledge.harness.getWorker("ledge-rogue");
    for (const binding of ["ACCOUNTS", "ACCOUNTS_AS_PAYMENTS"]) {
      expect([binding, (await rogue.fetch(`https://x/fetch/${binding}`)).status]).toEqual([binding, 403]);
      expect([binding, (await rogue.fetch(`https://x/serve/${binding}`)).status]).toEqual([binding, 403]);
    }
    for (const binding of ["CORE", "CORE_AS_PAYMENTS"]) {
      expect([binding, await (await rogue.fetch(`https://x/rpc/${binding}`)).json()]).toEqual([binding, { error: "CoreBug" }]);
    }
    // The control: the caller's name is refused, and the binding works.
    expect(await (await rogue.fetch("https://x/rpc/CORE_AS_ACCOUNTS")).json()).toMatchObject({ answer: { data: [], next: null } });
  });

  test.each(["createTransfer", "mintOperatorKey", "env", "ctx", "requireCaller", "sweep"])(
    "a caller of core-service cannot call %s, which is no operation of its domain",
    async (method) => {
      const answer = await (await ledge.harness.getWorker("ledge-rogue").fetch(`https://x/rpc/CORE_AS_ACCOUNTS/${method}`)).json();
      expect(answer).toEqual({ error: "TypeError" });
    },
  );
});
