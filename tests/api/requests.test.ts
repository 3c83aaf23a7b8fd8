// What operators read of the requests of the last days: a request's answer, what each service did for it, its record in the audit log, its events and their
// deliveries. On a platform that runs, so rows come by the tail Worker, a second or two after the answers.
import { join } from "node:path";
import { runScript } from "@ledge/command/run-script";
import { ROOT } from "@ledge/repository/root";
import type { KeptRequest } from "@ledge/shared/contracts/requests";
import { encodeId, firstUuidAt, newUuid } from "@ledge/shared/ids";
import type { Hop } from "@ledge/shared/telemetry/hops";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { LedgeResponse } from "../support/ledge.ts";
import { lineOf } from "../support/request-lines.ts";
import { type ScenarioPlatform, startScenarios } from "../support/refusals/scenario-platform.ts";
import { allScopes } from "../support/refusals/scenario.ts";
import { transferOf } from "../support/test-bank.ts";

let platform: ScenarioPlatform;
beforeAll(async () => {
  platform = await startScenarios();
});
afterAll(async () => await platform.close());

const idOf = ({ headers }: LedgeResponse): string => headers.get("Request-Id") as string;
const traced = async (id: string): Promise<LedgeResponse> => await platform.ledge.request("GET", `/v1/requests/${id}`);
/** The request, as soon as it has all that is awaited of it. */
async function awaited(id: string, events = 0, deliveries = 0): Promise<LedgeResponse["json"]> {
  const seen = async () => {
    const { status, json } = await traced(id);
    return [
      status,
      json.effects?.events.length ?? null,
      json.effects?.deliveries.filter(({ status: of }: { status: string }) => of === "delivered").length ?? null,
    ];
  };
  await expect.poll(seen, { timeout: 20_000 }).toEqual([200, events, deliveries]);
  return (await traced(id)).json;
}
/** What is kept of a hop: where its span is in the trace is no part of it. */
const withoutSpan = ({ service, operation, version, duration_ms, outcome }: Hop): Hop => ({
  service,
  operation,
  version,
  duration_ms,
  outcome,
});

async function listed(query: string): Promise<readonly KeptRequest[]> {
  const { status, json } = await platform.ledge.request("GET", `/v1/requests?${query}`);
  expect(status).toBe(200);
  return json.data;
}

describe("a request", () => {
  test("that paid is shown with its line, its record, its event, and what was sent of it", async () => {
    const { ledge, context } = platform;
    await context.must("POST", "/v1/webhook-endpoints", { url: context.receiver.at("/takes"), events: ["transfer.posted"] });
    const { account } = await context.bank.customerWith("3");
    const paid = await ledge.request("POST", "/v1/transfers", { body: transferOf(account, context.bank.cash, "1") });
    const shown = await awaited(idOf(paid), 1, 1);
    const line = lineOf(ledge, paid.headers);
    expect(shown).toMatchObject({
      ...{ id: idOf(paid), operation: "createTransfer", status: 201, code: null, duration_ms: line.duration_ms, trace_id: line.trace_id },
      ...{ principal: encodeId("apiKey", context.operator), version: line["service.version"], hops: line.hops?.map(withoutSpan) },
      audit_records: [{ record: { operation: "createTransfer", outcome: "done", request_id: idOf(paid), resources: [paid.json.id] } }],
      effects: {
        events: [{ type: "transfer.posted", resource: paid.json.id }],
        deliveries: [{ event: shown.effects.events[0].id, event_type: "transfer.posted", attempts: [{ number: 1, failure: null }] }],
        has_more: false,
      },
    });
    expect(Math.abs(Date.parse(shown.received_at) - Date.now())).toBeLessThan(60_000);
  });

  test.each([
    ["a capture", "hold.captured,transfer.posted"],
    ["a transaction", "transaction.posted"],
    ["a batch", "transfer.posted,transfer.posted"],
    ["another change", "account.frozen"],
  ])("is shown with every event that it has caused, and no other: %s", async (what, types) => {
    const { ledge, context } = platform;
    const { account } = await context.bank.customerWith("10");
    const body = transferOf(account, context.bank.cash, "1");
    const entries = [
      { account: context.bank.cash, direction: "debit", amount: "1", currency: "EUR" },
      { account, direction: "credit", amount: "1", currency: "EUR" },
    ];
    const send: Readonly<Record<string, () => Promise<LedgeResponse>>> = {
      "a capture": async () =>
        await ledge.request("POST", `/v1/holds/${(await context.must("POST", "/v1/holds", body)).json.id}/capture`, { body: {} }),
      "a transaction": async () => await ledge.request("POST", "/v1/transactions", { body: { entries } }),
      "a batch": async () => await ledge.request("POST", "/v1/transfer-batches", { body: { mode: "atomic", transfers: [body, body] } }),
      "another change": async () => await ledge.request("POST", `/v1/accounts/${account}/freeze`),
    };
    const answer = await (send[what] as () => Promise<LedgeResponse>)();
    expect(answer.status, answer.text).toBeLessThan(300);
    const caused = async () =>
      (await traced(idOf(answer))).json.effects?.events
        .map(({ type }: { type: string }) => type)
        .toSorted()
        .join(",");
    await expect.poll(caused, { timeout: 20_000 }).toBe(types);
  });

  test("that was refused is shown with its code, where it was refused, and its record; it has caused nothing", async () => {
    const { ledge, context } = platform;
    const { account } = await context.bank.customerWith("0");
    const refused = await ledge.request("POST", "/v1/transfers", { body: transferOf(account, context.bank.cash, "1") });
    // The id is the one that its problem document has.
    expect(await awaited(refused.json.request_id)).toMatchObject({
      ...{ status: 422, code: "insufficient_funds" },
      hops: ["gate", "payments", "core", "lane"]
        .map((service) => ({ service, outcome: "insufficient_funds" }))
        .concat({ service: "postgres", outcome: "ok" }),
      audit_records: [{ record: { outcome: "insufficient_funds" } }],
      effects: { events: [], deliveries: [], has_more: false },
    });
  });

  test.each([
    ["was done", "1", "done"],
    ["was refused", "9", "insufficient_funds"],
  ])("that repeats one that %s is a replay, and what did it is found by the record, or by the problem", async (_what, amount, outcome) => {
    const { ledge, context } = platform;
    const { account } = await context.bank.customerWith("3");
    const options = { body: transferOf(account, context.bank.cash, amount), key: newUuid() };
    const [first, again] = [await ledge.request("POST", "/v1/transfers", options), await ledge.request("POST", "/v1/transfers", options)];
    expect(await awaited(idOf(again))).toMatchObject({
      ...{ status: first.status, replayed: true, hops: [{ service: "gate" }] },
      ...{ audit_records: [], effects: { events: [], deliveries: [] } },
    });
    const found =
      outcome === "done"
        ? (await ledge.request("GET", `/v1/audit/records?resource=${again.json.id}`)).json.data[0].record.request_id
        : again.json.request_id;
    expect(found).toBe(idOf(first));
    expect((await traced(found)).json).toMatchObject({ replayed: false, audit_records: [{ record: { outcome } }] });
    expect((await listed("operation=createTransfer&limit=2")).map(({ replayed }) => replayed)).toEqual([true, false]);
  });

  test.each([
    ["of an unknown key", "GET", "/v1/accounts", { token: "ledge_no" }, "unauthenticated", "listAccounts"],
    ["for a path that the contract does not have", "GET", "/v1/Ada-Lovelace", {}, "not_found", "unmatched"],
    ["for a resource that is not there", "GET", "/v1/transfers/trf_01jd2m8xk7e9vbt3q5w6y8z0ac", {}, "not_found", "getTransfer"],
  ])("%s is kept as every error is", async (_what, method, path, options, code, operation) => {
    const answer = await platform.ledge.request(method, path, options);
    expect(await awaited(idOf(answer))).toMatchObject({ operation, code, audit_records: [], effects: { events: [] } });
  });

  test("that read and was answered is kept only if it is of the sample", async () => {
    const { ledge } = platform;
    const reads = await Promise.all(Array.from({ length: 60 }, () => ledge.request("GET", "/v1/accounts?limit=1")));
    // Lines come in order: what is after them is there when they would be.
    await awaited(idOf(await ledge.request("GET", "/v1/nothing")));
    const found = await Promise.all(reads.map(async (read) => (await traced(idOf(read))).status));
    expect(found.filter((status) => status === 404).length).toBeGreaterThan(50);
  });

  test("that never was, or came before the days that are kept, is not found", async () => {
    for (const uuid of [newUuid(), firstUuidAt(0), firstUuidAt(Date.now() - 8 * 86_400_000), firstUuidAt(Date.now() + 86_400_000)]) {
      expect((await traced(encodeId("request", uuid))).json).toMatchObject({ status: 404, code: "not_found" });
    }
  });
});

describe("the command trace, against a platform that it did not start", () => {
  const trace = (id: string, key: string, env: NodeJS.ProcessEnv = {}) =>
    runScript(join(ROOT, "tools/dev/src/trace/main.ts"), [id, "--url", platform.ledge.url.href], {
      ...{ cwd: ROOT, timeoutMs: 60_000 },
      env: { ...process.env, LEDGE_KEY: key, ...env },
    });

  test("prints what the platform knows of a request, and where the backend has its trace", async () => {
    const { ledge, context } = platform;
    const { account } = await context.bank.customerWith("1");
    const refused = await ledge.request("POST", "/v1/transfers", { body: transferOf(account, context.bank.cash, "2") });
    const shown = await awaited(idOf(refused));
    const { code, output } = await trace(idOf(refused), ledge.operatorKey, { LEDGE_TRACE_LINK: "https://traces.example.com/{trace_id}" });
    expect([code, output]).toEqual([0, `${JSON.stringify(shown, null, 2)}\nhttps://traces.example.com/${shown.trace_id}\n`]);
    expect(await trace(idOf(refused), ledge.operatorKey)).toEqual({ code: 0, output: `${JSON.stringify(shown, null, 2)}\n` });
  });

  test("fails with the platform's own words of a request that it does not know, and for a key that is no operator's", async () => {
    const { ledge } = platform;
    const never = encodeId("request", newUuid());
    const { token } = (await ledge.request("POST", "/v1/api-keys", { body: { name: "all", scopes: ["audit:read"] } })).json as {
      token: string;
    };
    for (const [key, problem] of [
      [ledge.operatorKey, { status: 404, code: "not_found" }],
      [token, { status: 403, code: "forbidden" }],
      [`${token.slice(0, -1)}x`, { status: 401 }],
    ] as const) {
      const { code, output } = await trace(never, key, { LEDGE_TRACE_LINK: "https://traces.example.com/{trace_id}" });
      expect([code, JSON.parse(output)]).toMatchObject([1, problem]);
      expect(output).not.toContain(key);
    }
  });
});

describe("the list", () => {
  test("has what a filter leaves, newest first", async () => {
    const { ledge, context } = platform;
    const token = await context.keyWith(["accounts:read"]);
    const from = new Date().toISOString();
    const sent: LedgeResponse[] = [];
    for (let turn = 0; turn < 3; turn += 1) sent.push(await ledge.request("GET", "/v1/transfers", { token }));
    sent.push(await ledge.request("GET", "/v1/accounts/acct_01jd2m8xk7e9vbt3q5w6y8z0ac", { token }));
    await awaited(idOf(sent.at(-1) as LedgeResponse));
    const { principal } = (await traced(idOf(sent[0] as LedgeResponse))).json;
    const newestFirst = sent.map(idOf).toReversed();
    const ids = async (query: string) => (await listed(`principal=${principal}&${query}`)).map(({ id }) => id);
    expect(await ids(`from=${from}`)).toEqual(newestFirst);
    expect(await ids("status=403")).toEqual(newestFirst.slice(1));
    expect(await ids("status=4xx&operation=getAccount")).toEqual(newestFirst.slice(0, 1));
    expect(await ids("code=not_found")).toEqual(newestFirst.slice(0, 1));
    expect(await ids("status=5xx")).toEqual([]);
    expect(await ids("min_duration_ms=600000")).toEqual([]);
    expect(await ids(`to=${from}`)).toEqual([]);
    expect(await ids("limit=2")).toEqual(newestFirst.slice(0, 2));
  });

  test("has each request once, page after page", async () => {
    const all = await listed("limit=100");
    const found: string[] = [];
    for (let before = ""; found.length < all.length && found.length < 100;) {
      const { json } = await platform.ledge.request("GET", `/v1/requests?limit=7${before}`);
      found.push(...json.data.map(({ id }: KeptRequest) => id));
      if (!json.has_more) break;
      expect(json.next_cursor).toBe(found.at(-1));
      before = `&before=${json.next_cursor}`;
    }
    const known = new Set(all.map(({ id }) => id));
    // What came meanwhile is before the first page, and not among the others.
    expect(found.filter((id) => known.has(id))).toEqual(all.map(({ id }) => id).filter((id) => found.includes(id)));
    expect(new Set(found).size).toBe(found.length);
  });

  test.each([
    "path=/v1/accounts",
    "status=teapot",
    "status=6xx",
    "operation=Ada%20L",
    "principal=ada",
    "before=trf_1",
    "min_duration_ms=-1",
    "limit=0",
    "from=now",
  ])("refuses %s", async (query) => {
    const { json } = await platform.ledge.request("GET", `/v1/requests?${query}`);
    expect(json).toMatchObject({ status: 400, code: "validation_failed" });
  });
});

describe("requests", () => {
  test("are for operators alone, whatever other scopes a key has", async () => {
    const { ledge, context } = platform;
    const token = await context.keyWith(allScopes);
    for (const path of ["/v1/requests", `/v1/requests/${encodeId("request", newUuid())}`]) {
      expect((await ledge.request("GET", path, { token })).json).toMatchObject({ status: 403, code: "forbidden" });
      expect((await ledge.request("GET", path, { token: null })).json).toMatchObject({ status: 401 });
    }
  });
});
