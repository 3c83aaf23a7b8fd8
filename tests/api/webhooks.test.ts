// Webhooks as their receivers see them: signed, complete, in order, from the creation of the endpoint on, and again on request (laws 20, 21).
import { randomUUID } from "node:crypto";
import { decodeId } from "@ledge/shared/ids";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestBank, openTestBank } from "../support/test-bank.ts";
import { deliveryFaults } from "../support/contract/deliveries.ts";
import { connect } from "../support/database.ts";
import { type Feed, openFeed } from "../support/feed.ts";
import { type Ledge, startLedge } from "../support/ledge.ts";
import { spanIdOf } from "@ledge/shared/telemetry/span-context";
import { openReceiver, type Received, type Receiver } from "@ledge/verification/webhook-receiver/receiver";
import { verifies } from "@ledge/verification/webhook-receiver/verifies";
import { openEndpoint } from "../support/webhook-endpoint.ts";

const TRANSFERS = { events: ["transfer.posted"] };

let ledge: Ledge;
let receiver: Receiver;
let bank: TestBank;
let feed: Feed;
let payee: string;

beforeAll(async () => {
  receiver = await openReceiver();
  ledge = await startLedge({ vars: { "workers/webhooks/wrangler.toml": { WEBHOOK_LOOPBACK: "allowed" } } });
  bank = await openTestBank(ledge);
  feed = await openFeed(ledge);
  payee = (await bank.customerWith("0")).account;
});
afterAll(async () => {
  await ledge.close();
  await receiver.close();
});

const pay = async (amount: string): Promise<string> => (await bank.pay(bank.cash, payee, amount)).id;
const resourcesOf = (received: readonly Received[]): string[] => received.map(({ json }) => json.resource);
const idsOf = (received: readonly Received[]) => received.map(({ headers }) => headers["webhook-id"]);

describe("a secret", () => {
  test("is shown when the endpoint is created, again to a retry, and never otherwise", async () => {
    const [key, body] = [randomUUID(), { url: receiver.at("/secret"), ...TRANSFERS }];
    const made = await ledge.request("POST", "/v1/webhook-endpoints", { body, key });
    expect([made.status, made.json.secret]).toEqual([201, expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/)]);
    const again = await ledge.request("POST", "/v1/webhook-endpoints", { body, key });
    expect([again.text, again.headers.get("Idempotent-Replayed")]).toEqual([made.text, "true"]);
    const read = await ledge.request("GET", `/v1/webhook-endpoints/${made.json.id}`);
    const { secret, ...shown } = made.json;
    expect([read.json, read.headers.get("ETag")]).toEqual([shown, made.headers.get("ETag")]);
    const list = await ledge.request("GET", "/v1/webhook-endpoints?limit=100");
    expect(list.json.data).toContainEqual(shown);
    expect(list.text).not.toContain(secret);
    expect(JSON.stringify(await feed.news())).not.toContain(secret);
  });
});

describe("a delivery", () => {
  test("is the event of the feed, signed so that a receiver can verify it", async () => {
    const endpoint = await openEndpoint(ledge, receiver, TRANSFERS);
    const transfer = await pay("5");
    await expect.poll(() => endpoint.received().length).toBe(1);
    const [delivery] = endpoint.received() as [Received];
    expect(delivery.json).toEqual((await feed.all()).find(({ resource }) => resource === transfer));
    expect(delivery.headers).toMatchObject({ "webhook-id": delivery.json.id, "content-type": "application/json" });
    expect(Math.abs(Number(delivery.headers["webhook-timestamp"]) - Date.now() / 1000)).toBeLessThan(60);
    expect(verifies(endpoint.secret, delivery)).toBe(true);
    // The control: a verification that accepts everything would fail here.
    const other = await openEndpoint(ledge, receiver, TRANSFERS);
    expect(verifies(other.secret, delivery)).toBe(false);
    expect(verifies(endpoint.secret, { ...delivery, bytes: Buffer.from(delivery.bytes.toString().replace('"5"', '"6"')) })).toBe(false);
    for (const header of ["webhook-id", "webhook-timestamp"]) {
      expect(verifies(endpoint.secret, { ...delivery, headers: { ...delivery.headers, [header]: "1" } })).toBe(false);
    }
  });

  test("says the trace and the span of the request that caused its event, and none where no request did", async () => {
    const trace = "0af7651916cd43dd8448eb211c80319c";
    const endpoint = await openEndpoint(ledge, receiver, { events: ["transfer.posted", "webhook_endpoint.disabled"] });
    const gone = await openEndpoint(ledge, receiver, TRANSFERS, "/gone-of-none");
    receiver.reply("/gone-of-none", { status: 410 });
    await bank.pay(bank.cash, payee, "5", { headers: { traceparent: `00-${trace}-b7ad6b7169203331-01` } });
    await expect.poll(() => endpoint.types()).toEqual(["transfer.posted", "webhook_endpoint.disabled"]);
    const [caused, disabled] = endpoint.received() as [Received, Received];
    expect([disabled.json.resource, disabled.json.request_id]).toEqual([gone.id, null]);
    expect(caused.json.trace_id).toBe(trace);
    expect(caused.headers["traceparent"]).toBe(`00-${trace}-${spanIdOf(caused.json.request_id)}-00`);
    expect(disabled.headers).not.toHaveProperty("traceparent");
    expect([caused, disabled].flatMap(deliveryFaults)).toEqual([]);
    expect(verifies(endpoint.secret, caused)).toBe(true);
  });

  test("can be signed so that the receiver needs only a public key", async () => {
    const endpoint = await openEndpoint(ledge, receiver, { ...TRANSFERS, signature: "v1a" });
    expect(endpoint.secret).toMatch(/^whpk_[A-Za-z0-9+/]{43}=$/);
    await pay("5");
    await expect.poll(() => endpoint.received().length).toBe(1);
    const [delivery] = endpoint.received() as [Received];
    expect(delivery.headers["webhook-signature"]).toMatch(/^v1a,\S+$/);
    expect(verifies(endpoint.secret, delivery)).toBe(true);
    expect(verifies(endpoint.secret, { ...delivery, bytes: Buffer.concat([delivery.bytes, Buffer.from(" ")]) })).toBe(false);
  });

  test.each(["v1", "v1a"])(
    "carries a %s signature by every secret that is still within its day, so that receivers need not change at the same moment",
    async (signature) => {
      const endpoint = await openEndpoint(ledge, receiver, { ...TRANSFERS, signature });
      const secrets = [endpoint.secret];
      let until: string[] = [];
      const rotate = async () => {
        const { json } = await ledge.request("POST", `${endpoint.path}/rotate-secret`);
        secrets.push(json.secret);
        until = json.previous_secrets_until;
      };
      /** The secrets, oldest first, under which the next delivery verifies. */
      const verified = async () => {
        await endpoint.caughtUp();
        return secrets.map((secret) => verifies(secret, endpoint.received().at(-1) as Received));
      };
      expect(await verified()).toEqual([true]);
      await rotate();
      expect(await verified()).toEqual([true, true]);
      await rotate();
      expect(until.map((end) => Math.round((Date.parse(end) - Date.now()) / 3_600_000))).toEqual([24, 24]);
      expect(await verified()).toEqual([true, true, true]);
      // The day of the first secret ends, as if the clock had advanced.
      const admin = await connect(ledge.database.adminUrl);
      await admin.query("UPDATE webhooks.endpoints SET previous_secrets_until[1] = now() WHERE id = $1", [
        decodeId("webhookEndpoint", endpoint.id),
      ]);
      await admin.end();
      expect(await verified()).toEqual([false, true, true]);
    },
  );
});

describe("an endpoint receives", () => {
  test("the types that it subscribes to, and everything if it names none", async () => {
    const [all, transfers] = [await openEndpoint(ledge, receiver), await openEndpoint(ledge, receiver, TRANSFERS)];
    const { account } = await bank.customerWith("0");
    const transfer = await pay("5");
    await Promise.all([all.caughtUp(), transfers.caughtUp()]);
    expect(resourcesOf(transfers.received())[0]).toBe(transfer);
    expect(transfers.types()).toEqual(["transfer.posted"]);
    expect(all.types()).toEqual(
      expect.arrayContaining(["webhook_endpoint.created", "customer.created", "account.opened", "transfer.posted"]),
    );
    // Each matches the contract's description of its type, headers included.
    expect(all.received().flatMap(deliveryFaults)).toEqual([]);
    const [{ headers, json }] = all.received() as [Received];
    expect(deliveryFaults({ headers, json: { ...json, type: "transfer.posted" } })).not.toEqual([]);
    expect(deliveryFaults({ headers: { ...headers, "webhook-signature": "v2,abc" }, json })).toHaveLength(1);
    // Exactly the feed since its creation, in the order of the feed.
    const feedIds = (await feed.all()).map(({ id }) => id);
    const from = feedIds.indexOf(idsOf(all.received())[0] as string);
    const events = (await feed.all()).slice(from).filter(({ type, resource }) => type !== "ping" || resource === all.id);
    expect(idsOf(all.received())).toEqual(events.map(({ id }) => id));
    expect(resourcesOf(all.received())).toContain(account);
  });

  test("nothing from before its creation, however recent", async () => {
    const relay = await connect(ledge.database.adminUrl);
    // Sequencing is paused: when the endpoint is created, the transfer is committed and not in the feed yet.
    await relay.query("BEGIN; SELECT FROM outbox.head FOR UPDATE");
    const before = await pay("1");
    const endpoint = await openEndpoint(ledge, receiver, TRANSFERS);
    expect((await relay.query("SELECT FROM outbox.pending WHERE type = 'transfer.posted'")).rowCount).toBe(1);
    await relay.query("ROLLBACK");
    await relay.end();
    const after = await pay("2");
    await endpoint.caughtUp();
    expect(resourcesOf(endpoint.received())).toEqual([after, endpoint.id]);
    expect(resourcesOf(endpoint.received())).not.toContain(before);
  });

  test("a ping on request, whatever its filter, and no other endpoint does", async () => {
    const [one, other] = [await openEndpoint(ledge, receiver, TRANSFERS), await openEndpoint(ledge, receiver)];
    await one.caughtUp();
    await other.caughtUp();
    expect(one.received().map(({ json }) => [json.type, json.resource])).toEqual([["ping", one.id]]);
    expect(
      other
        .received()
        .filter(({ json }) => json.type === "ping")
        .map(({ json }) => json.resource),
    ).toEqual([other.id]);
  });

  test("everything in order: a failing delivery delays the later ones, and is sent first when the receiver has recovered", async () => {
    const endpoint = await openEndpoint(ledge, receiver, TRANSFERS, "/order");
    receiver.reply("/order", { status: 500 });
    const transfers = [await pay("1"), await pay("2"), await pay("3")];
    const pending = async () => (await endpoint.deliveries("?status=pending")).length;
    await expect.poll(pending).toBe(3);
    await expect.poll(() => endpoint.received().length).toBeGreaterThan(0);
    expect(new Set(resourcesOf(endpoint.received()))).toEqual(new Set([transfers[0]]));
    receiver.reply("/order", { status: 204 });
    // Once it is enabled again, nothing waits for the schedule of retries.
    expect((await endpoint.change({ status: "disabled" })).json).toMatchObject({ status: "disabled", disabled_reason: "requested" });
    expect((await endpoint.change({ status: "enabled" })).json).toMatchObject({ status: "enabled", disabled_reason: null });
    await expect.poll(async () => (await endpoint.deliveries("?status=delivered")).length).toBe(3);
    const [failed, ...rest] = endpoint.received() as [Received, ...Received[]];
    const recovered = rest.filter((_, index) => index >= rest.length - 3);
    expect(resourcesOf(recovered)).toEqual(transfers);
    expect([recovered[0]?.headers["webhook-id"], recovered[0]?.bytes]).toEqual([failed.headers["webhook-id"], failed.bytes]);
  });

  test("the same message again on request: the same id, the same bytes", async () => {
    const endpoint = await openEndpoint(ledge, receiver, TRANSFERS);
    await pay("5");
    await expect.poll(async () => (await endpoint.deliveries())[0]?.status).toBe("delivered");
    const [delivery] = await endpoint.deliveries();
    const again = await ledge.request("POST", `/v1/webhook-deliveries/${delivery?.id}/redeliver`);
    expect([again.status, again.json.id, again.json.status]).toEqual([200, delivery?.id, "pending"]);
    await expect.poll(async () => (await endpoint.deliveries())[0]).toMatchObject({ status: "delivered", attempt_count: 2 });
    const [first, second, ...more] = endpoint.received() as [Received, Received];
    expect(more).toEqual([]);
    expect([second.headers["webhook-id"], second.bytes]).toEqual([first.headers["webhook-id"], first.bytes]);
    expect(verifies(endpoint.secret, second)).toBe(true);
  });

  test("nothing more after it answers 410, which is an event; once enabled again it receives the refused delivery, then what it missed", async () => {
    const endpoint = await openEndpoint(ledge, receiver, TRANSFERS, "/gone");
    receiver.reply("/gone", { status: 410 });
    let refused = "";
    const { events } = await feed.eventsOf(async () => {
      refused = await pay("1");
      await expect.poll(async () => (await ledge.request("GET", endpoint.path)).json.status).toBe("disabled");
    });
    expect(events.at(-1)).toMatchObject({
      type: "webhook_endpoint.disabled",
      resource: endpoint.id,
      actor: "platform",
      request_id: null,
      data: { disabled_reason: "gone" },
    });
    receiver.reply("/gone", { status: 204 });
    const witness = await openEndpoint(ledge, receiver, TRANSFERS);
    const missed = await pay("2");
    await witness.caughtUp();
    expect(endpoint.received()).toHaveLength(1);
    await endpoint.change({ status: "enabled" });
    await expect.poll(() => resourcesOf(endpoint.received())).toEqual([refused, refused, missed]);
    const [first, again] = idsOf(endpoint.received());
    expect(again).toBe(first);
    expect(await endpoint.deliveries("?status=dead")).toEqual([]);
  });
});
