// ledger.change_status as the runtime calls it: the table of changes, and its locking.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect, createTestDatabase, someoneWaits, type TestDatabase } from "../support/database.ts";

let database: TestDatabase;
let admin: Awaited<ReturnType<typeof connect>>;
let runtime: Awaited<ReturnType<typeof connect>>;

beforeAll(async () => {
  database = await createTestDatabase();
  admin = await connect(database.adminUrl);
  runtime = await connect(database.runtimeUrl);
});
afterAll(async () => {
  await admin.end();
  await runtime.end();
  await database.drop();
});

async function account(status: string, balances: { posted?: number; pending_in?: number; pending_out?: number } = {}): Promise<string> {
  const id = randomUUID();
  await admin.query(
    `INSERT INTO ledger.accounts (id, currency, normal_side, overdraft_limit, status, posted, pending_in, pending_out, opened_on)
     VALUES ($1, 'EUR', 'credit', 1000, $2, $3, $4, $5, '2020-01-01')`,
    [id, status, balances.posted ?? 0, balances.pending_in ?? 0, balances.pending_out ?? 0],
  );
  return id;
}

async function change(client: typeof runtime, id: string, to: string): Promise<string> {
  const { rows } = await client.query("SELECT ledger.change_status($1, $2) AS refusal", [id, to]);
  const [{ status }] = (await admin.query("SELECT coalesce((SELECT status FROM ledger.accounts WHERE id = $1), 'none') AS status", [id]))
    .rows;
  return `${rows[0].refusal ?? "done"}, ${status}`;
}

describe("an account's status", () => {
  test.each([
    ["open", "frozen", {}, "done, frozen"],
    ["open", "open", {}, "done, open"],
    ["open", "closed", {}, "done, closed"],
    ["open", "closed", { posted: 1 }, "balance_not_zero, open"],
    ["open", "closed", { posted: -1 }, "balance_not_zero, open"],
    ["open", "closed", { pending_in: 1 }, "balance_not_zero, open"],
    ["open", "closed", { pending_out: 1 }, "balance_not_zero, open"],
    ["open", "frozen", { posted: 1 }, "done, frozen"],
    ["frozen", "open", {}, "done, open"],
    ["frozen", "closed", {}, "done, closed"],
    ["frozen", "closed", { posted: 1 }, "balance_not_zero, frozen"],
    ["closed", "open", {}, "account_closed, closed"],
    ["closed", "frozen", {}, "account_closed, closed"],
    ["closed", "closed", {}, "done, closed"],
  ])("from %s to %s with %j is %s", async (from, to, balances, end) => {
    expect(await change(runtime, await account(from, balances), to)).toBe(end);
  });

  test("of an unknown account is not found, and an unknown status is an error", async () => {
    expect(await change(runtime, randomUUID(), "frozen")).toBe("not_found, none");
    const id = await account("open");
    await expect(runtime.query("SELECT ledger.change_status($1, 'lost')", [id])).rejects.toMatchObject({ code: "22023" });
  });

  test("waits for a posting that holds the account's lock, and is decided on the posted balance", async () => {
    const id = await account("open");
    const posting = await connect(database.adminUrl);
    await posting.query("BEGIN");
    await posting.query("SELECT FROM ledger.accounts WHERE id = $1 FOR NO KEY UPDATE", [id]);
    const closing = change(runtime, id, "closed");
    await someoneWaits(admin);
    await posting.query("UPDATE ledger.accounts SET posted = 5 WHERE id = $1", [id]);
    await posting.query("COMMIT");
    await posting.end();
    expect(await closing).toBe("balance_not_zero, open");
  });
});
