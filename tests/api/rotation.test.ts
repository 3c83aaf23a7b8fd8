// A client whose API key is rotated in the middle of its work: it retries under the new key what it sent under the old one, and nothing is paid twice
// (law 14). The successor is the same principal everywhere: for idempotency keys, the gate and cursors.
import { randomUUID } from "node:crypto";
import { createLedge } from "@ledge/client";
import { planImport, type Line } from "@ledge/cli/import/plan";
import { platformOver } from "@ledge/cli/import/platform";
import { replay } from "@ledge/cli/import/replay";
import { newTally } from "@ledge/cli/import/tally";
import { decodeId } from "@ledge/shared/ids";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestBank, openTestBank, transferOf } from "../support/test-bank.ts";
import { connect } from "../support/database.ts";
import { openFeed } from "../support/feed.ts";
import { beginAtGate, wipeGates } from "../support/gates.ts";
import { type LedgeResponse, type Ledge, startLedge } from "../support/ledge.ts";

let ledge: Ledge;
let bank: TestBank;

beforeAll(async () => {
  ledge = await startLedge();
  bank = await openTestBank(ledge);
});
afterAll(async () => await ledge.close());

const SCOPES = ["accounts:read", "accounts:write", "transfers:read", "transfers:write"];

async function issue(terms: object = {}): Promise<{ readonly id: string; readonly token: string }> {
  const answer = await ledge.request("POST", "/v1/api-keys", { body: { name: "app", scopes: SCOPES, ...terms } });
  expect(answer.status, answer.text).toBe(201);
  return answer.json;
}
const rotate = (id: string, options: object = {}): Promise<LedgeResponse> =>
  ledge.request("POST", `/v1/api-keys/${id}/rotate`, { body: {}, ...options });

describe("a retry under the successor of its key", () => {
  test.each([
    ["the gate", async () => undefined],
    ["the key's row, when the gate has forgotten", async () => void (await wipeGates(ledge))],
  ])("gets the outcome of the first request, by %s, and pays nothing twice", async (_by, forget) => {
    const { account } = await bank.customerWith("0");
    const [old, sent] = [await issue(), { key: randomUUID(), body: transferOf(bank.cash, account, "7") }];
    const first = await ledge.request("POST", "/v1/transfers", { ...sent, token: old.token });
    const { json: successor } = await rotate(old.id);
    await forget();
    const again = await ledge.request("POST", "/v1/transfers", { ...sent, token: successor.token });
    expect([again.status, again.text, again.headers.get("Idempotent-Replayed")]).toEqual([201, first.text, "true"]);
    // The control: a new key that is not a successor is another principal, and pays again.
    const issued = await ledge.request("POST", "/v1/transfers", { ...sent, token: (await issue()).token });
    expect([issued.status, issued.json.id === first.json.id]).toEqual([201, false]);
    expect((await bank.balance(account)).posted).toBe("14");
  });

  test("continues a list where the old key stopped", async () => {
    const old = await issue();
    const { json: successor } = await rotate(old.id);
    const page = await ledge.request("GET", "/v1/transfers?limit=1", { token: old.token });
    const next = `/v1/transfers?limit=1&cursor=${encodeURIComponent(page.json.next_cursor)}`;
    expect((await ledge.request("GET", next, { token: successor.token })).status).toBe(200);
    expect((await ledge.request("GET", next, { token: (await issue()).token })).status).toBe(400);
  });
});

describe("a rotation", () => {
  test("shows the successor's token to its own retries alone, and emits one event for the new key and one for the end of the old one", async () => {
    const feed = await openFeed(ledge);
    const old = await issue();
    const key = randomUUID();
    const { result: first, events } = await feed.eventsOf(() => rotate(old.id, { key }));
    expect([first.status, first.headers.get("Location")]).toEqual([201, `/v1/api-keys/${first.json.id}`]);
    const { token, ...shown } = first.json;
    expect(shown).toMatchObject({ principal: old.id, rotated_from: old.id, scopes: SCOPES, name: "app", customer_id: null });
    const again = await rotate(old.id, { key });
    expect([again.text, again.headers.get("Idempotent-Replayed")]).toEqual([first.text, "true"]);
    const previous = await ledge.request("GET", `/v1/api-keys/${old.id}`);
    expect(events.map(({ type, resource, data }) => [type, resource, data])).toEqual([
      ["api_key.rotated", old.id, previous.json],
      ["api_key.created", shown.id, shown],
    ]);
    for (const answer of [previous, await ledge.request("GET", "/v1/api-keys?limit=100")]) expect(answer.text).not.toContain(token);
    expect(JSON.stringify(events)).not.toContain(token);
  });

  test("ends the old key at the requested time, and the successor stays valid", async () => {
    const old = await issue();
    const { json: successor } = await rotate(old.id, { body: { previous_key_until: new Date(Date.now() + 2_000).toISOString() } });
    const status = async (token: string) => (await ledge.request("GET", "/v1/transfers", { token })).status;
    // The edge may accept the key for 5 s more.
    await expect.poll(() => status(old.token), { timeout: 30_000 }).toBe(401);
    expect(await status(successor.token)).toBe(200);
  });

  test("of the requesting key itself is answered to its retry under either key", async () => {
    const { id, token } = await issue({ scopes: ["operator"] });
    const key = randomUUID();
    const first = await rotate(id, { key, token });
    for (const asking of [token, first.json.token]) expect((await rotate(id, { key, token: asking })).text).toBe(first.text);
  });
});

describe("an import", () => {
  const line = (account: string, number: number): Line => ({
    ...{ fileLine: number, account, line: number, transactionId: `${account}-${number}`, date: "1993-01-01", direction: "credit" },
    ...{ operation: "cash_deposit", purpose: "", counterpartyBank: "", counterpartyAccount: "" },
    ...{ amountMinor: 100n, balanceAfterMinor: 100n * BigInt(number) },
  });
  const plan = planImport(["a", "b", "c"].flatMap((account) => Array.from({ length: 4 }, (_, index) => line(account, index + 1))));
  const posted = async (currency: string): Promise<number> => {
    const client = await connect(ledge.database.adminUrl);
    const { rows } = await client.query("SELECT count(*)::int AS n FROM ledger.transfers WHERE currency = $1", [currency]);
    await client.end();
    return rows[0].n;
  };

  /** Runs the import under a key. The importer dies after a given number of requests for lines. */
  async function run(apiKey: string, currency: string, dies = Number.POSITIVE_INFINITY) {
    const platform = platformOver(createLedge({ url: ledge.url.origin, apiKey }), currency, "one by one");
    const tally = newTally();
    let asked = 0;
    const expiring = {
      ...platform,
      async postLines(...lines: Parameters<typeof platform.postLines>) {
        asked += 1;
        if (asked > dies) throw new Error("killed");
        return await platform.postLines(...lines);
      },
    };
    const quiet = { onLine: () => undefined, onCompared: () => undefined, waitForOther: async () => false };
    const ended = await replay(plan, expiring, { concurrency: 2, stop: new AbortController(), tally, ...quiet }).then(
      () => "done",
      (error: Error) => error.message,
    );
    return { ended, tally };
  }

  test("that continues under the successor of its key posts nothing twice", async () => {
    const { id, token } = await issue({ scopes: ["operator"] });
    const begun = await run(token, "CZK", 5);
    expect([begun.ended, await posted("CZK")]).toEqual([expect.stringContaining("killed"), 5]);
    const { json: successor } = await rotate(id);
    const { ended, tally } = await run(successor.token, "CZK");
    expect([ended, tally]).toMatchObject(["done", { posted: 7, replayed: 5, mismatches: 0 }]);
    expect(await posted("CZK")).toBe(plan.lineCount);
    expect((await run(token, "CZK")).tally).toMatchObject({ posted: 0, replayed: plan.lineCount });
    // The control: a new key that is not a successor imports the whole file again.
    expect((await run((await issue({ scopes: ["operator"] })).token, "CZK")).tally).toMatchObject({ posted: plan.lineCount, replayed: 0 });
  });
});

// This test is the last, because a gate that a test has called is not evicted any more.
describe("a duplicate under the successor of its key", () => {
  test("reaches the same gate as the first request", async () => {
    const [old, key] = [await issue(), randomUUID()];
    const { json: successor } = await rotate(old.id);
    await beginAtGate(ledge, decodeId("apiKey", successor.principal) as string, key, "of the first one");
    const body = transferOf(bank.cash, bank.cash, "1");
    expect((await ledge.request("POST", "/v1/transfers", { key, body, token: successor.token })).json.code).toBe("idempotency_key_reused");
  });
});
