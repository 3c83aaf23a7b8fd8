// A set of commands in one transaction: each exactly once, each judged by what the ones before it left, and a refusal that is not recorded leaves
// its key free (laws 5, 11 to 16).
import { randomUUID } from "node:crypto";
import { checkBooks } from "@ledge/database/books/books";
import { unmetCondition } from "@ledge/shared/precondition";
import fc from "fast-check";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Asked, CommandAnswer, CommandRequest } from "../../core-service/src/idempotency/command.ts";
import { commandRequest, weightOf } from "../../core-service/src/idempotency/command.ts";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { captureHold } from "../support/hold-fixture.ts";
import { openAccount, openFunded, post, transfer } from "../support/ledger-fixture.ts";
import { withMutant } from "../support/mutant.ts";
import { writeCall } from "../support/work.ts";

let database: TestDatabase;
let admin: pg.Client;
let runtime: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  admin = await connect(database.adminUrl);
  runtime = await connect(database.runtimeUrl);
});
afterAll(async () => {
  await runtime.end();
  await admin.end();
  await database.drop();
});

/** A command under a key that begins with `prefix`. */
function command(operation: string, prefix: string, asked: Asked): CommandRequest {
  const call = writeCall();
  const key = `${prefix}-${call.idempotency.key}`;
  return { ...commandRequest(operation, call, asked, randomUUID()), key };
}
const hold = (prefix: string, source: string, destination: string, amount: string): CommandRequest =>
  command("createHold", prefix, { source_account: source, destination_account: destination, amount, currency: "EUR", metadata: {} });

async function run(client: pg.Client, batch: readonly CommandRequest[]): Promise<CommandAnswer[]> {
  const requests = JSON.stringify(batch.map((request, ordinal) => ({ ordinal, ...request })));
  const { rows } = await client.query<{ answers: CommandAnswer[] }>("SELECT payments.run_commands($1::json) AS answers", [requests]);
  return (rows[0] as (typeof rows)[number]).answers;
}
const idIn = (answer: CommandAnswer | undefined): string => (answer?.outcome as { id?: string } | undefined)?.id ?? "";
const verdict = ({ outcome }: CommandAnswer): string => outcome.refusal ?? "done";

/**
 * Runs a set of two on an account that has 10: a hold that takes 12 of it, and a capture that brings 5. Of a debit-normal account it is a credit that
 * takes.
 */
async function holdThenFunds(by: pg.Client, client: pg.Client, normalSide: "credit" | "debit"): Promise<string[]> {
  const [subject, other] = [await openAccount(by, { normalSide }), await openAccount(by, { overdraftLimit: null })];
  const inward = (amount: bigint) => (normalSide === "credit" ? transfer(other, subject, amount) : transfer(subject, other, amount));
  const { source_account: payer, destination_account: payee } = inward(1n);
  await post(by, [inward(10n)]);
  const target = idIn((await run(client, [hold("a", payer, payee, "5")]))[0]);
  return (await run(client, [hold("b", payee, payer, "12"), command("captureHold", "c", { target, is_final: true })])).map(verdict);
}

/** Another customer, the payer and the payee of a hold capture it, in one set. */
async function capturesOfThree(by: pg.Client, client: pg.Client): Promise<string[]> {
  const [other, payer, payee] = [randomUUID(), randomUUID(), randomUUID()];
  const source = await openAccount(by, { owner: payer, overdraftLimit: 10n });
  const target = idIn((await run(client, [hold("a", source, await openAccount(by, { owner: payee }), "5")]))[0]);
  const capture = (customer: string) => ({ ...command("captureHold", "c", { target, is_final: true }), acting_customer: customer });
  return (await run(client, [other, payer, payee].map(capture))).map(verdict);
}
const accounts = async (funds: bigint): Promise<[string, string]> => [await openFunded(admin, funds), await openAccount(admin)];

describe("a set of commands", () => {
  test("keeps every overdraft limit after each of its items, in the order of arrival, whatever their keys", async () => {
    const [payer, payee] = await accounts(10n);
    const answers = await run(runtime, [hold("c", payer, payee, "6"), hold("b", payer, payee, "6"), hold("a", payer, payee, "4")]);
    expect(answers.map(verdict)).toEqual(["done", "insufficient_funds", "done"]);
    expect(answers.map(({ ordinal }) => ordinal)).toEqual([0, 1, 2]);
    expect(await checkBooks(admin)).toEqual([]);
  });

  test("that ends below a limit is stopped by the table's own constraint, if nothing judges it before (mutant)", async () => {
    await withMutant("ledger.post", { "hold-debit-limit": "false AND" }, async (_mutated, client) => {
      const [payer, payee] = [await openFunded(client, 10n), await openAccount(client)];
      const set = [hold("a", payer, payee, "6"), hold("b", payer, payee, "6")];
      await expect(run(client, set)).rejects.toMatchObject({ constraint: "overdraft_limit_holds" });
    });
  });

  test("shows each command what the ones before it did to its hold, and to the accounts by a transaction", async () => {
    const [payer, payee] = await accounts(10n);
    const target = idIn((await run(runtime, [hold("a", payer, payee, "6")]))[0]);
    const part = (amount: string) => command("captureHold", "c", { target, amount, is_final: false });
    const legs = [
      { ordinal: 0, account: payer, direction: "debit", amount: "5", currency: "EUR" },
      { ordinal: 1, account: payee, direction: "credit", amount: "5", currency: "EUR" },
    ] as const;
    const transaction = () => command("createTransaction", "t", { legs, metadata: {} });
    const release = command("releaseHold", "r", { target });
    const answers = await run(runtime, [
      part("4"),
      part("3"),
      transaction(),
      release,
      transaction(),
      part("1"),
      hold("h", payer, payee, "2"),
    ]);
    expect(answers.map(verdict)).toEqual([
      "done",
      "capture_exceeds_hold",
      "insufficient_funds",
      "done",
      "done",
      "hold_not_open",
      "insufficient_funds",
    ]);
    expect(answers.map(({ ordinal }) => ordinal)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(await checkBooks(admin)).toEqual([]);
  });

  test("captures a hold twice if the second is not judged by what the first did (mutant)", async () => {
    await withMutant("payments.together", { "same-target": "false AND" }, async (_mutated, client) => {
      const [payer, payee] = [await openFunded(client, 10n), await openAccount(client)];
      const target = idIn((await run(client, [hold("a", payer, payee, "6")]))[0]);
      const all = () => command("captureHold", "c", { target, is_final: true });
      await expect(run(client, [all(), all()])).rejects.toMatchObject({ code: "23514" });
    });
  });

  test("judges each hold by what is there in its turn, and not by what the set ends with", async () => {
    expect(await holdThenFunds(admin, runtime, "credit")).toEqual(["insufficient_funds", "done"]);
    expect(await holdThenFunds(admin, runtime, "debit")).toEqual(["insufficient_funds", "done"]);
  });

  test.each([
    ["debited", "hold-debit-limit", "credit"],
    ["credited", "hold-credit-limit", "debit"],
  ] as const)(
    "reserves money of the %s account that only comes later, if nothing judges the hold (mutant)",
    async (_side, marker, normalSide) => {
      await withMutant("ledger.post", { [marker]: "false AND" }, async (_mutated, client) => {
        expect(await holdThenFunds(client, client, normalSide)).toEqual(["done", "done"]);
      });
    },
  );

  test("judges each command by its own caller", async () => {
    expect(await capturesOfThree(admin, runtime)).toEqual(["not_found", "forbidden", "done"]);
  });

  test("shows another customer that the hold exists if owners are not compared (mutant)", async () => {
    await withMutant("payments.party_of", { own: "true OR" }, async (_mutated, client) => {
      expect(await capturesOfThree(client, client)).toEqual(["forbidden", "forbidden", "done"]);
    });
  });

  test("runs a key once, answers its second request with the first outcome, and refuses another request under it", async () => {
    const [payer, payee] = await accounts(10n);
    const first = hold("a", payer, payee, "5");
    const again = { ...first, request_id: randomUUID(), seed: randomUUID() };
    const other = { ...first, amount: "1", fingerprint: `\\x${"ab".repeat(32)}` };
    const answers = await run(runtime, [first, again, other]);
    expect(answers.map(({ replayed, reused }) => [replayed, reused])).toEqual([
      [false, false],
      [true, false],
      [true, true],
    ]);
    expect(answers[1]?.outcome).toEqual(answers[0]?.outcome);
    const { rows } = await admin.query("SELECT pending_out::text FROM ledger.accounts WHERE id = $1", [payer]);
    expect(rows).toEqual([{ pending_out: "5" }]);
  });

  test("answers a retry as at first, whatever has become of the hold since", async () => {
    const [payer, payee] = await accounts(10n);
    const first = hold("a", payer, payee, "5");
    const [placed] = await run(runtime, [first]);
    await captureHold(runtime, idIn(placed));
    const [replayed] = await run(runtime, [{ ...first, seed: randomUUID() }]);
    expect(replayed).toEqual({ ...placed, replayed: true });
  });

  test("answers a retry by what has become of the hold since, if it does not keep the first outcome (mutant)", async () => {
    const present = `(SELECT (known.outcome::jsonb || jsonb_build_object('facts', payments.facts(h)))::json
      FROM payments.holds AS h WHERE h.id = (known.outcome ->> 'id')::uuid); --`;
    await withMutant("payments.repeated", { "first-outcome": present }, async (_mutated, client) => {
      const [payer, payee] = [await openFunded(client, 10n), await openAccount(client)];
      const first = hold("a", payer, payee, "5");
      const [placed] = await run(client, [first]);
      await captureHold(client, idIn(placed));
      const [replayed] = await run(client, [{ ...first, seed: randomUUID() }]);
      expect([placed, replayed]).toMatchObject([
        { outcome: { facts: { status: "open" } } },
        { outcome: { facts: { status: "captured" } } },
      ]);
    });
  });

  test("leaves the key free of a request that is refused for what may change", async () => {
    const target = randomUUID();
    const missing = command("releaseHold", "a", { target });
    for (const _attempt of [1, 2]) {
      expect(await run(runtime, [missing])).toMatchObject([{ recorded: false, replayed: false, outcome: { refusal: "not_found" } }]);
    }
    const { rows } = await admin.query("SELECT FROM idempotency.keys WHERE key = $1", [missing.key]);
    expect(rows).toEqual([]);
  });

  test("fails as a whole when one of its items is an error, and nothing of it remains", async () => {
    const [payer, payee] = await accounts(10n);
    const good = hold("a", payer, payee, "5");
    await expect(run(runtime, [good, hold("b", payer, payee, "0.5")])).rejects.toMatchObject({ code: "22023" });
    expect(await run(runtime, [good])).toMatchObject([{ replayed: false }]);
  });

  test("knows no other operation", async () => {
    const [payer, payee] = await accounts(10n);
    const [placed] = await run(runtime, [hold("a", payer, payee, "5")]);
    const target = idIn(placed);
    await expect(run(runtime, [command("dropHold", "a", { target })])).rejects.toMatchObject({ code: "22023" });
  });
});

test("a command weighs in a set what it holds the others up: a leg as much as eight placed holds, a command on a target as much as four", () => {
  const leg = { ordinal: 0, account: randomUUID(), direction: "debit", amount: "1", currency: "EUR" } as const;
  const asked: readonly Asked[] = [{ source_account: randomUUID() }, { target: randomUUID() }, { legs: [leg, leg] }];
  expect(asked.map((one) => weightOf(command("any", "a", one)).weight)).toEqual([1, 4, 16]);
});

test("the database judges conditions as the edge does", async () => {
  const tag = fc.constantFrom("open-0", "open-1", "reversed-0", "x");
  const tags = fc.option(fc.oneof(fc.constant(["*"]), fc.array(tag, { maxLength: 3 })));
  const edge = (listed: readonly string[] | null) => (listed?.[0] === "*" ? ("any" as const) : listed);
  await fc.assert(
    fc.asyncProperty(tags, tags, fc.option(tag), async (ifMatch, ifNoneMatch, own) => {
      const { rows } = await admin.query("SELECT payments.is_unmet(json_populate_record(NULL::payments.command, $1::json), $2) AS unmet", [
        JSON.stringify({ if_match: ifMatch, if_none_match: ifNoneMatch }),
        own,
      ]);
      const wanted = unmetCondition({ ifMatch: edge(ifMatch), ifNoneMatch: edge(ifNoneMatch), isRequired: false }, own);
      expect(rows[0]?.unmet).toBe(wanted !== null);
    }),
    { numRuns: 300 },
  );
});
