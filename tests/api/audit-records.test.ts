// Every write leaves one record (law 22), made from the contract: those that are done, with what they made or changed; those that a rule refused; and those
// that leave no row of their key, which the edge reports.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decodeAnyId } from "@ledge/shared/ids";
import type { Ledge, LedgeResponse } from "../support/ledge.ts";
import { operations } from "../support/refusals/contract.ts";
import { allScopes, nothing, post, type ScenarioContext, send, type Sent } from "../support/refusals/scenario.ts";
import { type ScenarioPlatform, startScenarios } from "../support/refusals/scenario-platform.ts";
import { validRequests } from "../support/refusals/valid-requests.ts";
import { transferOf } from "../support/test-bank.ts";

let platform: ScenarioPlatform;
let ledge: Ledge;
let context: ScenarioContext;

beforeAll(async () => {
  platform = await startScenarios();
  ({ ledge, context } = platform);
});
afterAll(() => platform.close());

/** The records of a request, without what proves them. */
async function recordsOf(answer: LedgeResponse): Promise<any[]> {
  const path = `/v1/audit/records?request_id=${answer.headers.get("Request-Id")}`;
  const { data } = (await ledge.request("GET", path)).json;
  return data.map(({ record }: any) => record);
}

/** Those of a write that the edge reports: it gathers reports for a while. */
async function reportedOf(answer: LedgeResponse): Promise<any[]> {
  await expect.poll(async () => (await recordsOf(answer)).length).toBeGreaterThan(0);
  return await recordsOf(answer);
}

const writes = operations.filter(({ reads, scope }) => !reads && scope !== "public");

/** What a request names in its path: what it would change. */
const namedBy = ({ path }: Sent): string[] => path.split("/").filter((segment) => decodeAnyId(segment) !== null);

describe("a write", () => {
  test.each(writes.map(({ operationId }) => operationId))("by %s leaves one record, with what it made or changed", async (operationId) => {
    const answer = await send(ledge, await validRequests[operationId]!(context));
    expect(answer.status, answer.text).toBeLessThan(300);
    const [record, ...more] = await recordsOf(answer);
    expect(more).toEqual([]);
    expect(record).toMatchObject({ v: 1, operation: operationId, outcome: "done", on_behalf_of: null });
    const { id, transfer, outcomes } = answer.json;
    const made =
      outcomes === undefined ? [id, typeof transfer === "string" ? transfer : undefined] : outcomes.map((one: any) => one.transfer.id);
    expect(record.resources).toEqual(made.filter((one: unknown) => one !== undefined));
    expect(record.principal).toMatch(/^key_/);
    for (const digest of [record.fingerprint, record.key_digest]) expect(digest).toMatch(/^[0-9a-f]{64}$/);
  });

  test("that is repeated leaves one record, that of the first request", async () => {
    const sent = post("/v1/customers", { type: "person", name: "Ada" }, { key: "audit-repeated-0001" });
    const [first, again] = [await send(ledge, sent), await send(ledge, sent)];
    expect(again.headers.get("Idempotent-Replayed")).toBe("true");
    expect(await recordsOf(first)).toHaveLength(1);
    expect(await recordsOf(again)).toEqual([]);
  });

  test("of a customer's key says on whose behalf, and names no person", async () => {
    const { customer, account } = await context.bank.customerWith("5");
    const token = await context.keyWith(allScopes, customer);
    const answer = await send(
      ledge,
      post("/v1/transfers", { ...transferOf(account, context.bank.cash, "1"), description: "Rent of Ada" }, { token }),
    );
    const [record] = await recordsOf(answer);
    expect(record).toMatchObject({ operation: "createTransfer", on_behalf_of: customer, resources: [answer.json.id] });
    expect(JSON.stringify(record)).not.toContain("Ada");
  });
});

describe("a write that is refused", () => {
  test.each<[string, (of: ScenarioContext) => Sent | Promise<Sent>]>([
    ["insufficient_funds", async ({ bank }) => post("/v1/transfers", transferOf((await bank.customerWith("0")).account, bank.cash, "1"))],
    ["account_not_found", ({ bank }) => post("/v1/holds", transferOf(nothing("account"), bank.cash, "1"))],
    [
      "house_account_exists",
      async (of) => {
        const terms = { kind: "house", code: "twice", currency: "EUR", normal_side: "debit" };
        await of.must("POST", "/v1/accounts", terms);
        return post("/v1/accounts", terms);
      },
    ],
    [
      "hold_not_open",
      async (of) => {
        const sent = (await validRequests["releaseHold"]!(of)) as Sent;
        await of.must("POST", sent.path);
        return post(sent.path);
      },
    ],
    [
      "account_closed",
      async (of) => {
        const { account } = await of.bank.customerWith("0");
        await of.must("POST", `/v1/accounts/${account}/close`);
        return post(`/v1/accounts/${account}/freeze`);
      },
    ],
  ])("by a rule (%s) leaves one record, which says why, and what it would have changed", async (code, prepare) => {
    const sent = await prepare(context);
    const answer = await send(ledge, sent);
    expect(answer.json.code).toBe(code);
    expect(await recordsOf(answer)).toMatchObject([{ outcome: code, resources: namedBy(sent) }]);
  });

  test.each(writes.map(({ operationId }) => operationId))(
    "for want of a right, by %s, says what it would have changed",
    async (operationId) => {
      const sent = await validRequests[operationId]!(context);
      const token = await context.keyWith(["audit:read"]);
      const answer = await send(ledge, { ...sent, options: { ...sent.options, token } });
      expect(answer.json.code, answer.text).toBe("forbidden");
      expect(await reportedOf(answer)).toMatchObject([{ operation: operationId, outcome: "forbidden", resources: namedBy(sent) }]);
    },
  );

  test.each<[string, (of: ScenarioContext) => Sent | Promise<Sent>]>([
    ["not_found", () => post(`/v1/holds/${nothing("hold")}/capture`, {})],
    ["forbidden", async (of) => post("/v1/customers", { type: "person", name: "Ada" }, { token: await of.keyWith(["customers:read"]) })],
    [
      "precondition_failed",
      async (of) => {
        const sent = await validRequests["updateCustomer"]!(of);
        return { ...sent, options: { ...sent.options, headers: { "If-Match": '"1-stale"' } } };
      },
    ],
    [
      "idempotency_key_reused",
      async (of) => {
        await of.must("POST", "/v1/customers", { type: "person", name: "Ada" }, { key: "audit-reused-00001" });
        return post("/v1/customers", { type: "person", name: "Grace" }, { key: "audit-reused-00001" });
      },
    ],
  ])("without a row of its key (%s) leaves one record all the same", async (code, prepare) => {
    const sent = await prepare(context);
    const answer = await send(ledge, sent);
    expect(answer.json.code, answer.text).toBe(code);
    const [record, ...more] = await reportedOf(answer);
    expect(more).toEqual([]);
    expect(record).toMatchObject({ outcome: code, resources: namedBy(sent) });
  });

  test("because it is malformed leaves none: nothing was decided", async () => {
    const answer = await send(ledge, post("/v1/customers", { type: "person" }));
    const later = await send(ledge, post(`/v1/holds/${nothing("hold")}/capture`, {}));
    await reportedOf(later);
    expect(await recordsOf(answer)).toEqual([]);
  });
});

test("the platform's own acts leave records, and have no principal", async () => {
  const { account } = await context.bank.customerWith("5");
  const placed = await context.must("POST", "/v1/holds", {
    ...transferOf(account, context.bank.cash, "1"),
    expires_at: new Date(Date.now() + 1_500).toISOString(),
  });
  const found = async () => (await ledge.request("GET", `/v1/audit/records?resource=${placed.json.id}&operation=expireHold`)).json.data;
  await expect.poll(async () => (await found()).length).toBe(1);
  expect((await found())[0].record).toMatchObject({ principal: null, outcome: "done", resources: [placed.json.id], request_id: null });
});
