// payments.post_transfers as the runtime calls it: which transfers it refuses and in which order of codes, that amounts stay
// exact to the last minor unit, and that every prefix of a batch keeps the overdraft limits (laws 2, 4, 5, 7).
import { randomUUID } from "node:crypto";
import type pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { checkBooks } from "@ledge/database/books/books";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import {
  BACKDATED,
  MAX_MINOR,
  openAccount,
  openFunded,
  post,
  postAndJudge,
  sqlState,
  type Transfer,
  transfer,
} from "../support/ledger-fixture.ts";

let database: TestDatabase;
let admin: pg.Client;
let runtime: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  admin = await connect(database.adminUrl);
  runtime = await connect(database.runtimeUrl);
});
afterAll(async () => {
  await Promise.all([admin.end(), runtime.end()]);
  await database.drop();
});
afterEach(async () => {
  expect(await checkBooks(admin)).toEqual([]);
});

const setStatus = async (account: string, status: string): Promise<unknown> =>
  await admin.query("UPDATE ledger.accounts SET status = $2 WHERE id = $1", [account, status]);

const count = async (sql: string, ...values: unknown[]): Promise<number> =>
  Number((await admin.query<{ n: string }>(`SELECT count(*) AS n FROM ${sql}`, values)).rows[0]?.n);

describe("a transfer is refused", () => {
  test("with the code of the first violated rule", async () => {
    const owner = randomUUID();
    const ours = await openFunded(runtime, 100n, { owner });
    const theirs = await openAccount(runtime, { owner: randomUUID() });
    const dollars = await openAccount(runtime, { currency: "USD" });
    const closed = await openAccount(runtime);
    const frozen = await openFunded(runtime, 100n);
    const ceiling = await openFunded(runtime, MAX_MINOR);
    const cellar = await openAccount(runtime, { overdraftLimit: null });
    await post(runtime, [transfer(cellar, theirs, MAX_MINOR)]);
    await setStatus(closed, "closed");
    await setStatus(frozen, "frozen");
    const missing = randomUUID();
    const customer = { acting_customer: owner };

    // Each row also violates later rules where it can, so that the order of the codes is tested.
    const table: [code: string, request: Transfer][] = [
      ["amount_not_positive", transfer(missing, missing, "0")],
      ["amount_not_positive", transfer(missing, missing, "-1", { currency: "USD" })],
      ["amount_out_of_range", transfer(missing, missing, MAX_MINOR + 1n)],
      ["amount_out_of_range", transfer(missing, missing, "Infinity")],
      ["amount_out_of_range", transfer(missing, missing, "NaN")],
      ["same_account", transfer(missing, missing, MAX_MINOR, { currency: "USD" })],
      ["same_account", transfer(theirs, theirs, "1", customer)],
      ["account_not_found", transfer(missing, closed, "1", { currency: "USD" })],
      ["account_not_found", transfer(closed, missing, "1", { currency: "USD" })],
      ["account_not_found", transfer(theirs, closed, "1", { ...customer, currency: "USD" })],
      ["account_not_found", transfer(closed, ours, "1", customer)], // a house account is no customer's
      ["currency_mismatch", transfer(frozen, closed, "1", { currency: "USD" })],
      ["currency_mismatch", transfer(dollars, ours, "1")],
      ["currency_mismatch", transfer(ours, dollars, "1")],
      ["currency_mismatch", transfer(ours, dollars, "1", { currency: "USD" })],
      ["account_closed", transfer(frozen, closed, "1")],
      ["account_closed", transfer(closed, frozen, "1")],
      ["account_frozen", transfer(frozen, ceiling, MAX_MINOR)],
      // Its balance would pass the ceiling, which who cannot pay must not learn (law 26).
      ["insufficient_funds", transfer(ours, ceiling, MAX_MINOR)],
      ["amount_out_of_range", transfer(cellar, ours, "1")],
      ["insufficient_funds", transfer(ours, frozen, "101", customer)],
    ];
    // As one batch and one by one: a refused item does not affect the next.
    expect(await postAndJudge(runtime, ...table.map(([, request]) => request))).toEqual(table.map(([code]) => code));
    for (const [code, request] of table) expect(await postAndJudge(runtime, { ...request, key: randomUUID() })).toEqual([code]);
    expect(await postAndJudge(runtime, transfer(ours, frozen, "100", customer)), "a frozen account still receives").toEqual(["posted"]);
  });

  test("without a transfer or an entry, and its answer is stored under its key", async () => {
    const poor = await openAccount(runtime);
    const request = transfer(poor, await openAccount(runtime), "1");
    const [first] = await post(runtime, [request]);
    expect(first?.refusal).toBe("insufficient_funds");
    expect(await count("ledger.transfers WHERE external_id = $1", request.key)).toBe(0);
    expect(await count("ledger.entries WHERE account_id = ANY ($1)", [request.source_account, request.destination_account])).toBe(0);
    await post(runtime, [transfer(await openFunded(runtime, 5n), poor, "5")]);
    const [again] = await post(runtime, [request]); // It would post now if it were decided again.
    expect(again).toEqual({ ...first, replayed: true });
  });

  test("when it would leave less than the overdraft limit allows, be it zero, a limit or that of a debit-normal account", async () => {
    const houseAccount = await openAccount(runtime, { overdraftLimit: null });
    const overdrawn = await openFunded(runtime, 10n, { overdraftLimit: 5n });
    expect(
      await postAndJudge(
        runtime,
        transfer(overdrawn, houseAccount, "16"),
        transfer(overdrawn, houseAccount, "15"),
        transfer(overdrawn, houseAccount, "1"),
      ),
    ).toEqual(["insufficient_funds", "posted", "insufficient_funds"]);
    const vault = await openAccount(runtime, { normalSide: "debit", overdraftLimit: 5n }); // falls when credited
    const debits = [
      transfer(houseAccount, vault, "6"),
      transfer(vault, houseAccount, "10"),
      transfer(houseAccount, vault, "16"),
      transfer(houseAccount, vault, "15"),
    ];
    expect(await postAndJudge(runtime, ...debits)).toEqual(["insufficient_funds", "posted", "insufficient_funds", "posted"]);
  });

  test("never for want of funds where the account has no overdraft limit", async () => {
    const houseAccount = await openAccount(runtime, { overdraftLimit: null });
    const [answer] = await post(runtime, [transfer(houseAccount, await openAccount(runtime), MAX_MINOR)]);
    expect(answer?.source?.posted).toBe((-MAX_MINOR).toString());
  });
});

describe("a posted transfer", () => {
  test("keeps its amount exactly, past 2^53 and up to 2^63 - 1", async () => {
    for (const amount of [9_007_199_254_740_993n, MAX_MINOR]) {
      const account = await openFunded(runtime, amount);
      const request = transfer(account, await openAccount(runtime), amount);
      const [answer] = await post(runtime, [request]);
      expect(answer).toMatchObject({ refusal: null, source: { posted: "0" }, destination: { posted: amount.toString() } });
      expect(await count("ledger.entries WHERE posting = $1 AND abs(amount) = $2", answer?.transferId, amount)).toBe(2);
    }
  });

  test("is decided after all earlier ones of its batch and before all later ones", async () => {
    const rich = await openFunded(runtime, 10n);
    const [poor, third] = [await openAccount(runtime), await openAccount(runtime)];
    expect(await postAndJudge(runtime, transfer(poor, third, "10"), transfer(rich, poor, "10"))).toEqual(["insufficient_funds", "posted"]);
    expect(await postAndJudge(runtime, transfer(poor, third, "10"), transfer(poor, third, "1"))).toEqual(["posted", "insufficient_funds"]);
    // Refused items do not affect the sums: 4 + 4 fit into 10, and the 7 between them never counted.
    await post(runtime, [transfer(third, rich, "10")]);
    const verdicts = await postAndJudge(runtime, ...["4", "7", "4", "3", "2"].map((amount) => transfer(rich, poor, amount)));
    expect(verdicts).toEqual(["posted", "insufficient_funds", "posted", "insufficient_funds", "posted"]);
    expect(await postAndJudge(runtime, transfer(third, poor, "10"), transfer(poor, third, "10"), transfer(third, poor, "10"))).toEqual([
      "insufficient_funds",
      "posted",
      "posted",
    ]);
  });

  test("answers with the balances and versions directly after it", async () => {
    const source = await openFunded(runtime, 10n);
    const target = await openAccount(runtime);
    const answers = await post(
      runtime,
      ["1", "2", "3"].map((amount) => transfer(source, target, amount)),
    );
    expect(answers.map((answer) => [answer.source?.posted, answer.source?.version])).toEqual([
      ["9", 2],
      ["7", 3],
      ["4", 4],
    ]);
    expect(answers.map((answer) => [answer.destination?.posted, answer.destination?.version])).toEqual([
      ["1", 1],
      ["3", 2],
      ["6", 3],
    ]);
  });

  test("shows a customer the other side's balance only if that side is the customer's too", async () => {
    const owner = randomUUID();
    const source = await openFunded(runtime, 10n, { owner });
    const [own, strange] = [await openAccount(runtime, { owner }), await openAccount(runtime, { owner: randomUUID() })];
    const answers = await post(
      runtime,
      [own, strange].map((target) => transfer(source, target, "1", { acting_customer: owner })),
    );
    expect(answers.map((answer) => answer.destination?.posted)).toEqual(["1", undefined]);
  });

  test("is effective at the requested time, and by default when it is recorded", async () => {
    const source = await openFunded(runtime, 10n);
    const target = await openAccount(runtime);
    const [backdated, now] = [transfer(source, target, "1", { effective_at: BACKDATED }), transfer(source, target, "1")];
    const [early, prompt] = await post(runtime, [backdated, now]);
    expect(await count("ledger.transfers WHERE id = $1 AND effective_at = $2 AND recorded_at > $2", early?.transferId, BACKDATED)).toBe(1);
    expect(await count("ledger.transfers WHERE id = $1 AND effective_at IS NULL", prompt?.transferId)).toBe(1);
    const backdatings = "ledger.entries JOIN ledger.backdatings USING (account_id, version) WHERE posting = $1";
    expect(await count(`${backdatings} AND effective_at = $2`, early?.transferId, BACKDATED)).toBe(2);
    expect(await count(backdatings, prompt?.transferId)).toBe(0);
  });

  test("cannot leave a balance below its overdraft limit in the table, whoever writes it and however wrong the code above (mutants)", async () => {
    const account = await openFunded(runtime, 10n, { overdraftLimit: 5n });
    for (const corruption of ["posted = -6", "pending_out = 16", "overdraft_limit = -11", "pending_in = -1", "version = -1"]) {
      const update = admin.query(`UPDATE ledger.accounts SET ${corruption} WHERE id = $1`, [account]);
      expect(await sqlState(update), corruption).toBe("23514"); // check_violation
    }
  });
});
