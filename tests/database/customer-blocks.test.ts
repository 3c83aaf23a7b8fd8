// A rejected or suspended customer (law 7), decided in the database under the locks that postings take: whichever comes first of a decision and a
// posting or an opening, none of the customer's money leaves after the decision is answered.
import { decodeId } from "@ledge/shared/ids";
import { checkBooks } from "@ledge/database/books/books";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { operations } from "../../core-service/src/lane/operations.ts";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { captureHold, placeHold, postTransaction, releaseHold, reverseTransfer } from "../support/hold-fixture.ts";
import { openAccount, post, postAndJudge, postOne, transfer } from "../support/ledger-fixture.ts";
import { plant } from "@ledge/verification/chaos/plant";
import { withMutant } from "../support/mutant.ts";
import { workOn, writeCall } from "../support/work.ts";

type Decision = "verified" | "rejected" | "suspended";

/** One customer with accounts, over separate connections. */
class OneCustomer {
  readonly first: pg.Client;
  readonly second: pg.Client;
  readonly admin: pg.Client;
  customer = "";
  owner = "";
  account = "";
  cash = "";

  private constructor(first: pg.Client, second: pg.Client, admin: pg.Client) {
    [this.first, this.second, this.admin] = [first, second, admin];
  }

  /** The customer is verified and has 100. */
  static async open({ runtimeUrl, otherRuntimeUrl, adminUrl }: TestDatabase): Promise<OneCustomer> {
    const bank = new OneCustomer(await connect(runtimeUrl), await connect(otherRuntimeUrl), await connect(adminUrl));
    const made = await operations.createCustomer(workOn(bank.first), writeCall(), { type: "person", name: "Ada" });
    if (!made.ok) throw new Error("the customer was refused");
    bank.customer = made.value.id;
    bank.owner = decodeId("customer", made.value.id) as string;
    await bank.decide(bank.first, "verified");
    const opened = await bank.openAnother(bank.first);
    bank.account = decodeId("account", opened.ok ? opened.value.id : "") as string;
    bank.cash = await openAccount(bank.admin, { normalSide: "debit", overdraftLimit: null });
    await post(bank.admin, [transfer(bank.cash, bank.account, 100n)]);
    return bank;
  }

  async decide(client: pg.Client, decision: Decision): Promise<string> {
    const decided = await operations.decideVerification(workOn(client), writeCall(), this.customer, { decision });
    return decided.ok ? "done" : decided.refusal.code;
  }

  openAnother(client: pg.Client) {
    return operations.openAccount(workOn(client), writeCall(), { kind: "customer", customer_id: this.customer, currency: "EUR" });
  }

  async pay(client: pg.Client, amount = 1n): Promise<string> {
    return (await postAndJudge(client, transfer(this.account, this.cash, amount)))[0] as string;
  }

  /** The number of sessions that wait for a lock. */
  async waiting(): Promise<number> {
    const locks = "SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    return (await this.admin.query(locks)).rows[0].n;
  }

  async close(): Promise<void> {
    for (const client of [this.first, this.second, this.admin]) await client.end();
  }
}

let database: TestDatabase;
let bank: OneCustomer;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => await database.drop());

async function withBank(use: (bank: OneCustomer) => Promise<void>): Promise<void> {
  bank = await OneCustomer.open(database);
  await use(bank);
  expect(await checkBooks(bank.admin)).toEqual([]);
  await bank.close();
}

describe.each(["rejected", "suspended"] as const)("a customer who is %s", (decision) => {
  test("pays nobody, places no hold and opens no account, under any key, and does all of it again once verified", async () => {
    await withBank(async ({ first, account, cash, owner }) => {
      const held = await placeHold(first, account, cash, 10n);
      expect(await bank.decide(first, decision)).toBe("done");
      const asked = async () => [
        await bank.pay(first),
        ...(await postAndJudge(first, transfer(account, cash, 1n, { acting_customer: owner }))),
        (await placeHold(first, account, cash, 1n)).verdict,
        (await captureHold(first, held.id, 1n)).verdict,
        await bank.openAnother(first).then((opened) => (opened.ok ? "opened" : opened.refusal.code)),
      ];
      expect(await asked()).toEqual(Array.from({ length: 5 }, () => "customer_blocked"));
      expect(await bank.decide(first, "verified")).toBe("done");
      expect(await asked()).toEqual(["posted", "posted", "done", "done", "opened"]);
    });
  });

  test("is paid, refunded and corrected by the institution, and its holds are released; its own refunds are refused", async () => {
    await withBank(async ({ first, account, cash, owner }) => {
      const held = await placeHold(first, account, cash, 10n);
      const [incoming, other] = [await postOne(first, transfer(cash, account, 30n)), await postOne(first, transfer(cash, account, 5n))];
      await bank.decide(first, decision);
      expect(await postAndJudge(first, transfer(cash, account, 7n))).toEqual(["posted"]);
      expect(await releaseHold(first, held.id)).toBe("done");
      expect((await reverseTransfer(first, other, { actingCustomer: owner })).verdict).toBe("customer_blocked");
      expect((await reverseTransfer(first, incoming)).verdict).toBe("done");
      const legs = (["debit", "credit"] as const).map((direction) => ({
        account: direction === "debit" ? account : cash,
        direction,
        amount: "2",
      }));
      expect((await postTransaction(first, legs)).verdict).toBe("done");
      const { rows } = await first.query("SELECT posted FROM ledger.accounts WHERE id = $1", [account]);
      expect(rows).toEqual([{ posted: String(100 + 30 + 5 + 7 - 30 - 2) }]);
    });
  });
});

/** A transfer that is posted and not committed while the decision comes. @returns the answers of the decision and of the next transfer. */
async function transferFirst({ first, second }: OneCustomer): Promise<string[]> {
  await first.query("BEGIN");
  const paid = await bank.pay(first);
  const deciding = bank.decide(second, "rejected");
  await expect.poll(() => bank.waiting()).toBe(1);
  await first.query("COMMIT");
  return [paid, await deciding, await bank.pay(first)];
}

/** A decision that is made and not committed while a transfer comes. @returns both answers. */
async function decisionFirst({ first, second, customer }: OneCustomer): Promise<string[]> {
  let paying: Promise<string> | null = null;
  const work = workOn(first);
  const decided = await work.database.transaction(async (outer) => {
    const inside = { ...work, database: outer as unknown as typeof work.database };
    const outcome = await operations.decideVerification(inside, writeCall(), customer, { decision: "rejected" });
    paying = bank.pay(second);
    await expect.poll(() => bank.waiting()).toBe(1);
    return outcome.ok ? "done" : outcome.refusal.code;
  });
  return [decided, await (paying as unknown as Promise<string>)];
}

describe("a decision and a transfer that race", () => {
  test("are ordered: a transfer that came first is posted, and none is posted after the decision is answered", async () => {
    await withBank(async () => expect(await transferFirst(bank)).toEqual(["posted", "done", "customer_blocked"]));
    await withBank(async () => expect(await decisionFirst(bank)).toEqual(["done", "customer_blocked"]));
  });

  test.each([
    ["the rule is missing", { "owner-blocked": "false AND" }, {}],
    ["postings neither wait for the decision's lock nor see that a row has changed", { overtaken: "; --" }, { "row-lock": "--" }],
  ] as const)("would let money leave after the decision if %s (mutant)", async (_what, inPost, inLock) => {
    await withMutant("ledger.post", inPost, async (mutated, client) => {
      await plant(client, "ledger.lock_accounts", inLock);
      bank = await OneCustomer.open(mutated);
      expect(await decisionFirst(bank)).toEqual(["done", "posted"]);
      await bank.close();
    });
  });
});

describe("a decision and an opening that race", () => {
  test("are ordered: an account that is opened while the decision runs is blocked by it", async () => {
    await withBank(async ({ first, second, admin, owner }) => {
      // The opening has read the customer and cannot write yet: the moment at which a decision could be missed.
      await admin.query("BEGIN; LOCK TABLE accounts.accounts IN SHARE MODE");
      const opening = bank.openAnother(first);
      await expect.poll(() => bank.waiting()).toBe(1);
      let decided: string | null = null;
      const deciding = bank.decide(second, "rejected").then((verdict) => (decided = verdict));
      await expect.poll(async () => decided !== null || (await bank.waiting()) === 2).toBe(true);
      await admin.query("COMMIT");
      expect([(await opening).ok, await deciding]).toEqual([true, "done"]);
      const { rows } = await admin.query(
        "SELECT count(*)::int AS n, bool_and(owner_blocked) AS blocked FROM ledger.accounts WHERE owner_id = $1",
        [owner],
      );
      expect(rows).toEqual([{ n: 2, blocked: true }]);
    });
  });
});
