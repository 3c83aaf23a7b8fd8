// One line for each request: its operation, outcome and principal, and what each service on its way did. Nothing of it reaches a client, and nothing that
// a client may set reaches the line but a trace's id.
import { decodeId, encodeId } from "@ledge/shared/ids";
import type { Hop } from "@ledge/shared/telemetry/hops";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import contract from "@ledge/openapi/ledge.v1.json" with { type: "json" };
import { lineOf, requestLines } from "../support/request-lines.ts";
import { send } from "../support/refusals/scenario.ts";
import { type ScenarioPlatform, startScenarios } from "../support/refusals/scenario-platform.ts";
import { validRequests } from "../support/refusals/valid-requests.ts";
import { transferOf } from "../support/test-bank.ts";

let platform: ScenarioPlatform;
beforeAll(async () => {
  platform = await startScenarios();
});
afterAll(async () => await platform.close());

const serviceOf: ReadonlyMap<string, string> = new Map(
  Object.values(contract.paths as unknown as Record<string, Record<string, Record<string, string>>>)
    .flatMap((methods) => Object.values(methods))
    .map((operation) => [operation["operationId"] as string, operation["x-ledge-service"] as string]),
);

/** Their answers hold lists without an object around them, or are made of files: no hop of the core's comes back. */
const WITHOUT_LANE = new Set(["exportAuditRecords", "getAuditProof"]);

/** The edge knows a key for some seconds; then somebody's request has its look-up on its way. */
const afterLookUp = (hops: readonly Hop[]): readonly Hop[] =>
  hops.filter(({ operation }) => operation !== "authenticate" && operation !== "findKnownKeys");

describe("a request", () => {
  test.each(Object.keys(validRequests))("to %s has one line, with every service on its way", async (operationId) => {
    const { ledge, context } = platform;
    const answer = await send(ledge, await (validRequests[operationId] as NonNullable<(typeof validRequests)[string]>)(context));
    const line = lineOf(ledge, answer.headers);
    expect(line).toMatchObject({
      "service.name": "gateway",
      operation: operationId,
      "http.response.status_code": answer.status,
      trace_id: decodeId("request", answer.headers.get("Request-Id") ?? "")?.replaceAll("-", ""),
    });
    expect(line).not.toHaveProperty("error.type");
    const service = serviceOf.get(operationId) as string;
    const way = afterLookUp(line.hops).filter(({ service: of }) => of !== "gate");
    if (service === "gateway") return expect(way).toEqual([]);
    expect(line.principal).toBe(encodeId("apiKey", context.operator));
    const [first, ...inner] = way;
    expect(first).toMatchObject({ service, operation: operationId, outcome: "ok" });
    const asked = WITHOUT_LANE.has(operationId) ? [] : ["core", "lane"];
    expect(inner.map((hop) => hop.service).slice(0, asked.length)).toEqual(asked);
    for (const hop of way) {
      expect(hop.version).toMatch(/^[\w-]+$/);
      expect(hop.duration_ms).toBeLessThanOrEqual(line.duration_ms);
    }
  });

  test("that is refused has its code in its line, and where it was refused", async () => {
    const { ledge, context } = platform;
    const { account } = await context.bank.customerWith("0");
    const answer = await ledge.request("POST", "/v1/transfers", { body: transferOf(account, context.bank.cash, "1") });
    const line = lineOf(ledge, answer.headers);
    expect([answer.status, line["error.type"]]).toEqual([422, "insufficient_funds"]);
    expect(line.hops.map(({ service, outcome }) => `${service} ${outcome}`)).toEqual([
      "gate insufficient_funds",
      "payments insufficient_funds",
      "core insufficient_funds",
      "lane insufficient_funds",
      // The statement refused one of its items.
      "postgres ok",
    ]);
  });

  test("that a gate answers again has its hop alone: nobody else did anything for it", async () => {
    const { ledge, context } = platform;
    const { account } = await context.bank.customerWith("0");
    const options = { key: "once", body: transferOf(context.bank.cash, account, "1") };
    await ledge.request("POST", "/v1/transfers", options);
    const again = await ledge.request("POST", "/v1/transfers", options);
    expect(again.headers.get("Idempotent-Replayed")).toBe("true");
    const line = lineOf(ledge, again.headers);
    expect(line).toMatchObject({ operation: "createTransfer", "http.response.status_code": 201 });
    expect(afterLookUp(line.hops).map(({ service, outcome }) => `${service} ${outcome}`)).toEqual(["gate ok"]);
  });

  test("whose key is new to the edge has the look-up on its way, and an unknown key has no principal", async () => {
    const { ledge, context } = platform;
    const token = await context.keyWith(["accounts:read"]);
    const known = lineOf(ledge, (await ledge.request("GET", "/v1/accounts", { token })).headers);
    expect(known.hops.map(({ service, operation }) => `${service} ${operation}`).slice(0, 3)).toEqual([
      "identity authenticate",
      "core authenticate",
      "lane authenticate",
    ]);
    const unknown = lineOf(ledge, (await ledge.request("GET", "/v1/accounts", { token: "ledge_no" })).headers);
    expect(unknown).toMatchObject({ operation: "listAccounts", "http.response.status_code": 401, "error.type": "unauthenticated" });
    expect(unknown).not.toHaveProperty("principal");
  });

  test.each([
    ["GET", "/v1/Ada-Lovelace"],
    ["PROPFIND", "/v1/accounts"],
    ["GET", "/v1/accounts/acct_1/DE02120300000000202051"],
  ])("that the contract does not have names nothing of itself: %s %s", async (method, path) => {
    const { ledge } = platform;
    const answer = await ledge.request(method, path);
    const line = lineOf(ledge, answer.headers);
    expect(line.operation).toBe("unmatched");
    expect(JSON.stringify(line)).not.toMatch(/Ada|DE02|acct_1|PROPFIND/);
  });

  test("has its trace's id from its client, if that is one by W3C Trace Context, and its own otherwise", async () => {
    const { ledge } = platform;
    const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
    const traceOf = async (traceparent: string): Promise<string | undefined> =>
      lineOf(ledge, (await ledge.request("GET", "/healthz", { headers: { traceparent, tracestate: "v=Ada Lovelace" } })).headers).trace_id;
    expect(await traceOf(`00-${traceId}-00f067aa0ba902b7-01`)).toBe(traceId);
    for (const hostile of [`00-${traceId}-00f067aa0ba902b7`, "x".repeat(4_000), "00-zz", `${"0".repeat(55)}`, '{"a":1}']) {
      expect(await traceOf(hostile), hostile).toMatch(/^(?!4bf92f)[0-9a-f]{32}$/);
    }
  });

  test("is counted once: there are as many lines as answers, per operation and status", async () => {
    const { ledge, context } = platform;
    const before = requestLines(ledge).length;
    const { account } = await context.bank.customerWith("5");
    const atOnce = Array.from({ length: 20 }, (_, at) =>
      at % 2 === 0
        ? ledge.request("POST", "/v1/transfers", { body: transferOf(account, context.bank.cash, "1") })
        : ledge.request("GET", `/v1/accounts/${account}`),
    );
    const answers = await Promise.all(atOnce);
    const lines = answers.map(({ headers }) => lineOf(ledge, headers));
    expect(lines.map((line) => line["http.response.status_code"])).toEqual(answers.map(({ status }) => status));
    // The three of the bank's customer, and these.
    expect(requestLines(ledge).length - before).toBe(3 + answers.length);
    const hops = lines.flatMap((line) => line.hops.filter(({ service, operation }) => service === "lane" && operation !== "authenticate"));
    expect(hops.length).toBe(answers.length);
  });
});

describe("an answer", () => {
  test.each(["application/json", "text/csv", "application/xml"])("of a Worker by HTTP keeps its hops to the edge: %s", async (accept) => {
    const { ledge, context } = platform;
    const { account } = await context.bank.customerWith("1");
    const answer = await ledge.request("GET", `/v1/accounts/${account}/statement`, { headers: { Accept: accept } });
    expect([answer.status, answer.headers.has("Ledge-Hops"), answer.text.includes("duration_ms")]).toEqual([200, false, false]);
    expect(lineOf(ledge, answer.headers).hops.map(({ service }) => service)).toContain("payments");
  });

  test("of the core is what its contract says: no hops are in a body", async () => {
    const { ledge } = platform;
    for (const path of ["/readyz", "/v1/accounts", "/v1/events", "/v1/audit/records", "/v1/api-keys"]) {
      const { status, text } = await ledge.request("GET", path);
      expect([path, status, text.includes('"hops"')]).toEqual([path, 200, false]);
    }
  });
});

describe("background work", () => {
  test.each(["relay", "consumeEvents", "consumeAnnouncements", "seal"])("has a line for each run: %s", async (operation) => {
    const { ledge, context } = platform;
    await context.bank.customerWith("1");
    const runs = () =>
      ledge.harness.getLogs().filter(({ message }) => new RegExp(`"operation":"${operation}".*"duration_ms":\\d`).test(message));
    await expect.poll(runs).not.toEqual([]);
  });
});
