// A command on somebody else's hold or transfer is the same as on one that does not exist (law 26), also in what it waits for and what it writes: a row
// that was locked is a row that was written, and the commit that follows takes a flush of the log longer.
import { newUuid } from "@ledge/shared/ids";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { captureHold, placeHold, releaseHold, reverseTransfer } from "../support/hold-fixture.ts";
import { openAccount, openFunded, postOne, transfer } from "../support/ledger-fixture.ts";
import { withMutant } from "../support/mutant.ts";

const LOCK_NOT_AVAILABLE = "55P03";
const outsider = newUuid();

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const commands = {
  captureHold: async (client: pg.Client, hold: string) => (await captureHold(client, hold, 1n, false, outsider)).verdict,
  releaseHold: (client: pg.Client, hold: string) => releaseHold(client, hold, outsider),
  reverseTransfer: async (client: pg.Client, _hold: string, posted: string) =>
    (await reverseTransfer(client, posted, { actingCustomer: outsider })).verdict,
};

/** What somebody else's command is answered while somebody else has locked the accounts: by the command's own word, or by the SQLSTATE of a wait that is too long. */
async function whileLocked(
  { adminUrl, runtimeUrl }: TestDatabase,
  command: (client: pg.Client, hold: string, posted: string) => Promise<string>,
): Promise<string> {
  const [admin, runtime] = [await connect(adminUrl), await connect(runtimeUrl)];
  try {
    const [payer, payee] = [await openFunded(admin, 10n), await openAccount(admin)];
    const [hold, posted] = [(await placeHold(runtime, payer, payee, 5n)).id, await postOne(runtime, transfer(payer, payee, 1n))];
    await admin.query("BEGIN");
    await admin.query("SELECT FROM ledger.accounts WHERE id = ANY ($1) FOR NO KEY UPDATE", [[payer, payee]]);
    await runtime.query("SET lock_timeout = '50ms'");
    return await command(runtime, hold, posted).catch((error: { code?: string }) => error.code ?? "");
  } finally {
    await Promise.all([admin.end(), runtime.end()]);
  }
}

describe("somebody else's hold or transfer", () => {
  test.each(Object.entries(commands))("is not waited for by %s", async (_operation, command) => {
    expect(await whileLocked(database, command)).toBe("not_found");
  });

  test("would be, if its accounts were locked before the caller was judged (mutant)", async () => {
    await withMutant("payments.run_commands", { "own-target": "true OR" }, async (mutated) => {
      expect(await whileLocked(mutated, commands.captureHold)).toBe(LOCK_NOT_AVAILABLE);
    });
  });
});
