// The limits of callers, through all Workers: what is left of a rate is said, what is refused leaves nothing behind, and who leaves early owes nothing.
import { randomUUID } from "node:crypto";
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Ledge, type LedgeResponse, startLedge } from "../support/ledge.ts";
import { openTestBank, type TestBank, transferOf } from "../support/test-bank.ts";

let ledge: Ledge;
let bank: TestBank;

beforeAll(async () => {
  ledge = await startLedge();
  bank = await openTestBank(ledge);
});
afterAll(() => ledge.close());

const keyWith = async (terms: object): Promise<string> =>
  (await ledge.request("POST", "/v1/api-keys", { body: { name: "limits", scopes: ["accounts:read", "transfers:write"], ...terms } })).json
    .token;
const rateOf = ({ headers }: LedgeResponse) => [headers.get("RateLimit-Policy"), headers.get("RateLimit")];

describe("a key that is bound to a customer", () => {
  test("is shown its rate in every answer, with one request less in each, and a key of the institution has none", async () => {
    const { customer, account } = await bank.customerWith("5");
    const token = await keyWith({ customer_id: customer });
    const answers = [
      await ledge.request("GET", `/v1/accounts/${account}`, { token }),
      await ledge.request("GET", "/v1/accounts/acct_01jd2m8xk7e9vbt3q5w6y8z0ac", { token }),
      await ledge.request("GET", "/v1/api-keys", { token }),
      await ledge.request("POST", "/v1/transfers", { token, body: transferOf(account, bank.cash, "9") }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 403, 422]);
    for (const answer of answers)
      expect(rateOf(answer)).toEqual(['"requests";q=100;w=10', expect.stringMatching(/^"requests";r=9\d;t=\d+$/)]);
    expect(rateOf(await ledge.request("GET", "/v1/accounts"))).toEqual([null, null]);
  });
});

describe("a write beyond its caller's rate", () => {
  test("does nothing and leaves nothing under its key: the same request is done when its time has come, once", async () => {
    const { account } = await bank.customerWith("0");
    const token = await keyWith({ rate_limit: { burst: 1, per_minute: 60 } });
    const send = (key: string): Promise<LedgeResponse> =>
      ledge.request("POST", "/v1/transfers", { token, key, body: transferOf(bank.cash, account, "7") });
    let [key, posted] = [randomUUID(), 0];
    for (let answer = await send(key); answer.status !== 429; answer = await send(key)) [key, posted] = [randomUUID(), posted + 1];
    let later = await send(key);
    while (later.status === 429) later = await send(key);
    expect([later.status, later.headers.get("Idempotent-Replayed")]).toEqual([201, null]);
    expect((await bank.balance(account)).posted).toBe(String(7 * (posted + 1)));
  });
});

describe("requests whose clients have left", () => {
  /** Sends a request and leaves as soon as it is on its way. */
  const leave = (token: string, path: string): Promise<void> =>
    new Promise((resolve) => {
      const sent = request(new URL(path, ledge.url), { agent: false, headers: { Authorization: `Bearer ${token}` } });
      sent.on("error", () => undefined);
      sent.on("close", () => resolve());
      sent.flushHeaders();
      sent.on("socket", (socket) => socket.on("connect", () => setImmediate(() => sent.destroy())));
    });

  test.each([
    ["reads", 120, (account: string) => `/v1/accounts/${account}`],
    ["statements", 4, (account: string) => `/v1/accounts/${account}/statement`],
  ])("count no more: after more of them than may be under way at once, %s are answered", async (_what, count, pathOf) => {
    const { customer, account } = await bank.customerWith("0");
    const token = await keyWith({ customer_id: customer, rate_limit: { burst: 1_000, per_minute: 60_000 } });
    await Promise.all(Array.from({ length: count }, () => leave(token, pathOf(account))));
    await expect.poll(async () => (await ledge.request("GET", pathOf(account), { token })).status).toBe(200);
  });
});
