// The status of an account (law 7): a frozen one refuses debits and accepts credits, a closed one refuses everything, closing needs a zero balance,
// and a change that races with a posting ends in one of two lawful states.
import { randomUUID } from "node:crypto";
import { encodeId, newUuid } from "@ledge/shared/ids";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestBank, openTestBank, transferOf } from "../support/test-bank.ts";
import { checkBooks } from "@ledge/database/books/books";
import { connect } from "../support/database.ts";
import { type Ledge, startLedge } from "../support/ledge.ts";

let ledge: Ledge;
let bank: TestBank;

beforeAll(async () => {
  ledge = await startLedge();
  bank = await openTestBank(ledge);
});
afterAll(async () => await ledge.close());

const change = (account: string, to: "freeze" | "unfreeze" | "close", options = {}) =>
  ledge.request("POST", `/v1/accounts/${account}/${to}`, options);
const transfer = async (source: string, destination: string, amount: string) => {
  const answer = await ledge.request("POST", "/v1/transfers", { body: transferOf(source, destination, amount) });
  return answer.status === 201 ? "posted" : `${answer.status} ${answer.json.code}`;
};

describe("the status of an account", () => {
  test("a frozen account refuses debits, accepts credits, and pays again once it is unfrozen", async () => {
    const { account } = await bank.customerWith("100");
    const frozen = await change(account, "freeze");
    expect([frozen.status, frozen.json.status]).toEqual([200, "frozen"]);
    expect(await transfer(account, bank.cash, "1")).toBe("409 account_frozen");
    expect(await transfer(bank.cash, account, "1")).toBe("posted");
    expect((await change(account, "unfreeze")).json.status).toBe("open");
    expect(await transfer(account, bank.cash, "101")).toBe("posted");
  });

  test("closing needs a balance of zero and is final, and nothing posts to or from a closed account", async () => {
    const { account } = await bank.customerWith("7");
    const early = await change(account, "close");
    expect([early.status, early.json.code]).toEqual([409, "balance_not_zero"]);
    expect(await transfer(account, bank.cash, "7")).toBe("posted");
    expect((await change(account, "close")).json.status).toBe("closed");
    expect(await transfer(bank.cash, account, "1")).toBe("409 account_closed");
    expect(await transfer(account, bank.cash, "1")).toBe("409 account_closed");
    for (const to of ["freeze", "unfreeze"] as const) expect((await change(account, to)).json.code).toBe("account_closed");
    expect((await ledge.request("GET", `/v1/accounts/${account}/entries`)).json.data).toHaveLength(2);
  });

  test("a repeated change has no effect, and its retry is answered from the key", async () => {
    const { account } = await bank.customerWith("0");
    const key = randomUUID();
    const first = await change(account, "freeze", { key });
    const retry = await change(account, "freeze", { key });
    expect([retry.text, retry.headers.get("Idempotent-Replayed")]).toEqual([first.text, "true"]);
    expect((await change(account, "freeze")).json.status).toBe("frozen");
    // Another account's change under the same key is another request.
    expect((await change(bank.cash, "freeze", { key })).json.code).toBe("idempotency_key_reused");
  });

  test("an unknown account is 404, and a customer's own key may not change an account's status", async () => {
    const { customer, account } = await bank.customerWith("0");
    expect((await change(encodeId("account", newUuid()), "close")).status).toBe(404);
    const body = { name: "own", scopes: ["accounts:write"], customer_id: customer };
    const { token } = (await ledge.request("POST", "/v1/api-keys", { body })).json;
    for (const to of ["freeze", "unfreeze", "close"] as const) expect((await change(account, to, { token })).status).toBe(403);
  });

  test("closing that races with incoming payments, and freezing with outgoing ones, end in a lawful order", async () => {
    for (let round = 0; round < 10; round += 1) {
      const { account } = await bank.customerWith("0");
      const [closed, paid] = await Promise.all([change(account, "close"), transfer(bank.cash, account, "5")]);
      const end = [closed.status, paid, (await bank.balance(account)).posted];
      expect([
        [200, "409 account_closed", "0"],
        [409, "posted", "5"],
      ]).toContainEqual(end);

      const other = (await bank.customerWith("5")).account;
      const [, spent] = await Promise.all([change(other, "freeze"), transfer(other, bank.cash, "5")]);
      expect(["posted", "409 account_frozen"]).toContain(spent);
      expect((await bank.balance(other)).posted).toBe(spent === "posted" ? "0" : "5");
    }
    const client = await connect(ledge.database.adminUrl);
    expect(await checkBooks(client)).toEqual([]);
    await client.end();
  });
});
