// The actor of an event is the principal of its own request, never that of another request in the same batch or lane or on the same resource.
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestBank, openTestBank, transferOf } from "../support/test-bank.ts";
import { type Feed, openFeed } from "../support/feed.ts";
import { type Ledge, startLedge } from "../support/ledge.ts";

let ledge: Ledge;
let bank: TestBank;
let feed: Feed;

beforeAll(async () => {
  ledge = await startLedge();
  bank = await openTestBank(ledge);
  feed = await openFeed(ledge);
});
afterAll(async () => await ledge.close());

interface Key {
  readonly id: string;
  readonly token: string;
}
async function issue(customerId: string | null): Promise<Key> {
  const body = { name: "till", scopes: ["transfers:write"], customer_id: customerId };
  const { id, token } = (await ledge.request("POST", "/v1/api-keys", { body })).json;
  return { id, token };
}
const post = async (path: string, { token }: Key, body: object = {}): Promise<any> => {
  const { status, text, json } = await ledge.request("POST", path, { token, body });
  expect(status, text).toBeLessThan(300);
  return json;
};

test("when many keys pay from one account at once, each event names the key of its own request, customers' keys included", async () => {
  const { account, customer } = await bank.customerWith("50");
  const keys = await Promise.all([null, customer, null, customer].map(issue));
  const payers = [...keys, ...keys, ...keys];
  const { result, events } = await feed.eventsOf(() =>
    Promise.all(payers.map((key) => post("/v1/transfers", key, transferOf(account, bank.cash, "1")))),
  );
  const actors = new Map(events.map(({ resource, actor }) => [resource, actor]));
  expect(result.map(({ id }) => actors.get(id))).toEqual(payers.map(({ id }) => id));
});

test("each event of a hold names the key that placed, captured or released it, and that of a reversal the key that reversed", async () => {
  const { account } = await bank.customerWith("50");
  const [placing, capturing, releasing, reversing] = (await Promise.all([null, null, null, null].map(issue))) as [Key, Key, Key, Key];
  const { events } = await feed.eventsOf(async () => {
    const hold = await post("/v1/holds", placing, transferOf(account, bank.cash, "9"));
    const captured = await post(`/v1/holds/${hold.id}/capture`, capturing, { amount: "4", final: false });
    await post(`/v1/holds/${hold.id}/release`, releasing);
    await post(`/v1/transfers/${captured.transfer}/reversals`, reversing);
  });
  expect(events.map(({ type, actor }) => [type, actor])).toEqual([
    ["hold.placed", placing.id],
    ["transfer.posted", capturing.id],
    ["hold.captured", capturing.id],
    ["hold.released", releasing.id],
    ["transfer.posted", reversing.id],
  ]);
});

test("the events of a successor key name the first key of its line, to which its Idempotency-Keys belong", async () => {
  const { account } = await bank.customerWith("50");
  const first = await issue(null);
  const successor = (await ledge.request("POST", `/v1/api-keys/${first.id}/rotate`, { body: {} })).json as Key;
  const { events } = await feed.eventsOf(() => post("/v1/transfers", successor, transferOf(account, bank.cash, "1")));
  expect(events.map(({ type, actor }) => [type, actor])).toEqual([["transfer.posted", first.id]]);
});
