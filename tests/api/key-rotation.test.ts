// The rotation of cursors', peppers' and webhooks' keys, as a release does it: versions before and behind it serve at the same time, on one database. Nothing
// that one of them made is refused by the other; what needs a key that is listed no more is refused, and never judged by another key.
import { randomUUID } from "node:crypto";
import { keysIn } from "@ledge/shared/key-list";
import { openReceiver, type Received, type Receiver } from "@ledge/verification/webhook-receiver/receiver";
import { verifies } from "@ledge/verification/webhook-receiver/verifies";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Ledge, startLedge } from "../support/ledge.ts";
import { openEndpoint, type OwnedEndpoint } from "../support/webhook-endpoint.ts";

const [A, B, C] = ["key-a", "key-b", "key-c"] as const;
const NAMES = ["API_KEY_PEPPER", "CURSOR_KEY", "WEBHOOK_MASTER_KEY"] as const;
const vars = { "workers/webhooks/wrangler.toml": { WEBHOOK_LOOPBACK: "allowed" } };
/** Each secret with keys of its own. */
const listing = (...keys: readonly string[]) => ({
  vars,
  secrets: Object.fromEntries(NAMES.map((name) => [name, keys.map((key) => `${name}-${key}`).join(" ")])),
});
const idOf = (name: (typeof NAMES)[number], key: string): string => keysIn(name, `${name}-${key}`)[0].id;

let receiver: Receiver;
let before: Ledge;
let behind: Ledge;
beforeAll(async () => {
  receiver = await openReceiver();
  before = await startLedge(listing(A, B));
  behind = await startLedge({ ...listing(B, C, A), database: before.database });
});
afterAll(async () => {
  await behind.close();
  await before.close();
  await receiver.close();
});

const firstPage = async (ledge: Ledge) => (await ledge.request("GET", "/v1/api-keys?limit=1", { token: before.operatorKey })).json;
const nextPage = (ledge: Ledge, cursor: string, token = before.operatorKey) =>
  ledge.request("GET", `/v1/api-keys?limit=1&cursor=${encodeURIComponent(cursor)}`, { token });
const issue = (ledge: Ledge, key: string) =>
  ledge.request("POST", "/v1/api-keys", { body: { name: "a till", scopes: ["operator"] }, token: before.operatorKey, key });
/** @returns the token of the key's successor. */
async function rotate(ledge: Ledge, id: string): Promise<string> {
  const { status, text, json } = await ledge.request("POST", `/v1/api-keys/${id}/rotate`, { body: {}, token: before.operatorKey });
  expect(status, text).toBe(201);
  return json.token as string;
}
const statusWith = async (ledge: Ledge, token: string) => (await ledge.request("GET", "/v1/customers", { token })).status;

describe("during a rotation", () => {
  test("a cursor turns its page on both sides of it, wherever it was made", async () => {
    for (const [made, read] of [
      [before, behind],
      [behind, before],
    ] as const) {
      const page = await firstPage(made);
      const next = await nextPage(read, page.next_cursor);
      expect(next.status, next.text).toBe(200);
      expect(next.json.data[0].id).not.toBe(page.data[0].id);
    }
  });

  test("an API key authenticates on both sides, wherever it was made or rotated, and a retry is shown the same token", async () => {
    for (const [made, used] of [
      [before, behind],
      [behind, before],
    ] as const) {
      const key = randomUUID();
      const first = await issue(made, key);
      expect([await statusWith(made, first.json.token), await statusWith(used, first.json.token)]).toEqual([200, 200]);
      expect((await issue(used, key)).text).toBe(first.text);
      expect(await statusWith(made, await rotate(used, first.json.id))).toBe(200);
    }
  });

  test("a webhook is signed by the secret that was shown, on both sides, until that secret itself is rotated", async () => {
    // The other side makes each endpoint; the platform whose feed has the ping signs it.
    for (const [made, signs] of [
      [before, behind],
      [behind, before],
    ] as const) {
      const endpoint = await openEndpoint(made, receiver, { events: ["transfer.posted"] });
      const pinged = async (...secrets: readonly string[]) => {
        const count = endpoint.received().length;
        await signs.request("POST", `${endpoint.path}/ping`);
        await expect.poll(() => endpoint.received().length).toBeGreaterThan(count);
        return secrets.map((secret) => verifies(secret, endpoint.received().at(-1) as Received));
      };
      expect(await pinged(endpoint.secret)).toEqual([true]);
      const key = randomUUID();
      const rotated = await signs.request("POST", `${endpoint.path}/rotate-secret`, { key });
      expect((await made.request("POST", `${endpoint.path}/rotate-secret`, { key, token: signs.operatorKey })).text).toBe(rotated.text);
      expect(rotated.json.secret).not.toBe(endpoint.secret);
      expect(await pinged(endpoint.secret, rotated.json.secret)).toEqual([true, true]);
    }
  });

  test("both sides are ready", async () => {
    for (const ledge of [before, behind]) expect((await ledge.request("GET", "/readyz", { token: null })).status).toBe(200);
  });
});

describe("once the old keys are left out", () => {
  let dropped: Ledge;
  let cursor: string;
  let endpoint: OwnedEndpoint;
  const [oldKey, youngKey] = [randomUUID(), randomUUID()];
  beforeAll(async () => {
    cursor = (await firstPage(before)).next_cursor;
    await issue(before, oldKey);
    await issue(behind, youngKey);
    endpoint = await openEndpoint(before, receiver);
    dropped = await startLedge({ ...listing(B, C), database: before.database });
  });
  afterAll(() => dropped.close());
  const logged = (operation: string, ...parts: readonly string[]) =>
    dropped.harness.getLogs().some(({ message }) => [`"operation":"${operation}"`, ...parts].every((part) => message.includes(part)));

  test("a cursor of one is refused as every wrong cursor is", async () => {
    const answer = await nextPage(dropped, cursor, dropped.operatorKey);
    expect([answer.status, answer.json.errors]).toEqual([400, [{ parameter: "cursor", detail: "is not one of this list" }]]);
  });

  test("an API key of one is answered 503, because it is not known to be invalid, and one of another pepper is taken", async () => {
    const young = (await behind.request("POST", "/v1/api-keys", { body: { name: "a till", scopes: ["operator"] } })).json.token as string;
    expect([await statusWith(dropped, before.operatorKey), await statusWith(dropped, young)]).toEqual([503, 200]);
    expect(logged("keys.unlisted", `API_KEY_PEPPER:${idOf("API_KEY_PEPPER", A)}`)).toBe(true);
  });

  test("the retry of a request whose answer holds a secret of one is answered 503, and not with another secret", async () => {
    // The principal is the same, by a successor under the new pepper.
    const { id } = (await before.request("GET", "/v1/api-keys?limit=100")).json.data.find(
      ({ prefix }: { prefix: string }) => prefix === before.operatorKey.slice(0, prefix.length),
    );
    const token = await rotate(behind, id);
    const retry = (key: string) => dropped.request("POST", "/v1/api-keys", { body: { name: "a till", scopes: ["operator"] }, token, key });
    expect([(await retry(oldKey)).status, (await retry(youngKey)).status]).toEqual([503, 201]);
    expect(logged("serve", `KeyNotListed:API_KEY_PEPPER:${idOf("API_KEY_PEPPER", A)}`)).toBe(true);
  });

  test("the platform is not ready, and says which keys it lacks and how many rows need each", async () => {
    expect((await dropped.request("GET", "/readyz", { token: null })).status).toBe(503);
    for (const name of ["API_KEY_PEPPER", "WEBHOOK_MASTER_KEY"] as const) {
      await expect.poll(() => logged("keys.unlisted", `"subject":"${name}:${idOf(name, A)}"`, '"counts":{"rows":')).toBe(true);
    }
  });

  test("a webhook whose secret is of one waits, and is signed by no other key", async () => {
    const count = endpoint.received().length;
    await dropped.request("POST", `${endpoint.path}/ping`);
    await expect.poll(() => logged("dispatch", `KeyNotListed:WEBHOOK_MASTER_KEY:${idOf("WEBHOOK_MASTER_KEY", A)}`)).toBe(true);
    expect(endpoint.received()).toHaveLength(count);
  });
});
