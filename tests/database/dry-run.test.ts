// Dry runs in the database: each says what the write is answered a moment later, and neither writes nor locks anything (decision 84).
import { plant } from "@ledge/verification/chaos/plant";
import fc from "fast-check";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ONE_SNAPSHOT } from "../../core-service/src/database/session-settings.ts";
import { connect, type TestDatabase } from "../support/database.ts";
import { tryingFirst } from "../support/dry-run-fixture.ts";
import { openAccount, openFunded, post, transfer } from "../support/ledger-fixture.ts";
import { agreement, halfOfTheRuns, type Match, MATCH_TIMEOUT_MS, openMatch } from "../support/model-match.ts";
import { withMutant } from "../support/mutant.ts";

const ALONE = 1;
const DRY = "SELECT payments.dry_run_transfers($1::json, false) AS tried";

let match: Match;
/** A session of dry runs, as a lane begins it. */
let trying: pg.Client;

beforeAll(async () => {
  match = await openMatch();
  trying = await openTrying(match);
});
afterAll(async () => {
  await trying.end();
  await match.close();
});

async function openTrying({ url }: Pick<Match, "url">): Promise<pg.Client> {
  const client = await connect(url);
  await client.query(ONE_SNAPSHOT);
  return client;
}

/** Plays the model's histories with a dry run before each write; throws when one says something else than its write. */
const tries = (on: Match, by: pg.Client) => {
  const clients = on.clients.map((client) => tryingFirst(client, by));
  return agreement({ ...on, clients }, ALONE);
};

const asked = (source: string, destination: string, amount: bigint): string[] => [
  JSON.stringify([{ ordinal: 0, ...transfer(source, destination, amount) }]),
];

describe("a dry run", () => {
  const law = "says what its write is answered if nothing happens between, down to balances and versions, whatever the history";
  test(law, { timeout: MATCH_TIMEOUT_MS }, async () => {
    await fc.assert(tries(match, trying), halfOfTheRuns() as object);
  });

  test("waits for no lock, and judges by what is committed", async () => {
    const [payer, payee] = [await openFunded(match.admin, 10n), await openAccount(match.admin)];
    const [writer] = match.clients as [pg.Client];
    await writer.query("BEGIN");
    await post(writer, [transfer(payer, payee, 10n)]);
    const { rows } = await trying.query(DRY, asked(payer, payee, 10n));
    await writer.query("COMMIT");
    expect(rows[0].tried.answer).toMatchObject({ refusal: [null], source_posted: ["0"] });
    const { rows: later } = await trying.query(DRY, asked(payer, payee, 10n));
    expect(later[0].tried.answer).toMatchObject({ refusal: ["insufficient_funds"] });
  });

  test("is refused by a session that could write, or that reads more than one snapshot", async () => {
    const [client] = match.clients as [pg.Client];
    const readOnly = "SET TRANSACTION READ ONLY";
    const oneSnapshot = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ";
    for (const setting of [readOnly, oneSnapshot]) {
      await client.query(`BEGIN; ${setting}`);
      await expect(client.query(DRY, asked(payerOfNobody, payerOfNobody, 1n))).rejects.toMatchObject({ code: "25000" });
      await client.query("ROLLBACK");
    }
    await client.query(`BEGIN; ${readOnly}; ${oneSnapshot}`);
    await client.query(DRY, asked(payerOfNobody, payerOfNobody, 1n));
    await client.query("COMMIT");
  });
});

const payerOfNobody = "00000000-0000-7000-8000-00000000000a";

/** A database with a bug, and a session of dry runs on it. */
const withTrying = (
  name: string,
  bug: Record<string, string>,
  use: (client: pg.Client, by: pg.Client, on: TestDatabase) => Promise<void>,
) =>
  withMutant(name, bug, async (mutated, client) => {
    const by = await openTrying({ url: mutated.runtimeUrl });
    try {
      await use(client, by, mutated);
    } finally {
      await by.end();
    }
  });

describe("a planted bug is detected:", () => {
  test("a dry run that posts is stopped by Postgres, and leaves nothing", async () => {
    await withTrying("ledger.post", { dry: "false AND" }, async (client, by) => {
      const [payer, payee] = [await openFunded(client, 10n), await openAccount(client)];
      await expect(by.query(DRY, asked(payer, payee, 1n))).rejects.toMatchObject({ code: "25006" });
      const { rows } = await client.query("SELECT posted FROM ledger.accounts WHERE id = $1", [payer]);
      expect(rows).toEqual([{ posted: "10" }]);
    });
  });

  test("without the judgement of its session, a dry run that posts has moved money", async () => {
    await withTrying("ledger.post", { dry: "false AND" }, async (client, _by, mutated) => {
      await plant(client, "ledger.dry_run_time", { "writes-nothing": "false AND" });
      const [payer, payee] = [await openFunded(client, 10n), await openAccount(client)];
      const writing = await connect(mutated.runtimeUrl);
      await writing.query(DRY, asked(payer, payee, 1n));
      await writing.end();
      const { rows } = await client.query("SELECT posted FROM ledger.accounts WHERE id = $1", [payer]);
      expect(rows).toEqual([{ posted: "9" }]);
    });
  });

  test("accounts that a dry run reads otherwise than its write", { timeout: MATCH_TIMEOUT_MS }, async () => {
    await withTrying("ledger.read_accounts", { "as-read": "a.owner_id IS NULL AND" }, async (_client, by, mutated) => {
      const against = await openMatch(mutated);
      const found = await fc.check(tries(against, by), { numRuns: 20, endOnFailure: true });
      await against.close();
      expect([found.failed, String(found.errorInstance)]).toEqual([true, expect.stringContaining("a dry run says")]);
    });
  });
});
