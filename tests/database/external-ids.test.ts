// External ids that are unique when asked for: of all writes of a principal and kind with one external id and the flag, one has an effect, and the others get
// the id of what it made, whatever races, repeats or is refused. Each check has a mutant that the test finds.
import { randomInt, randomUUID } from "node:crypto";
import { checkBooks } from "@ledge/database/books/books";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type Ground,
  openGround,
  runCommands,
  type Wanted,
  wantedCommand,
  wantedHold,
  wantedTransfer,
  type Write,
  writes,
  type Written,
} from "../support/claiming-writes.ts";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { openAccount, openFunded, post, sqlState, transfer } from "../support/ledger-fixture.ts";
import { withMutant } from "../support/mutant.ts";
import { blockedOrDone, nested, overlap } from "../support/overlap.ts";
import { seededRandom, withConnections } from "./load.ts";

const EXISTS = "external_id_exists";
/** Of the crossing batches: so many ids that a batch is still claiming when the next one comes. */
const ROUNDS = 10;
const IDS = 150;

let database: TestDatabase;
let admin: pg.Client;
let one: pg.Client;
let other: pg.Client;
let ground: Ground;

beforeAll(async () => {
  database = await createTestDatabase();
  [admin, one, other] = [await connect(database.adminUrl), await connect(database.runtimeUrl), await connect(database.otherRuntimeUrl)];
  ground = await openGround(admin);
});
afterAll(async () => {
  for (const client of [admin, one, other]) await client.end();
  await database.drop();
});

const operations = Object.keys(writes);
const make = (operation: string, wanted: Wanted, on: Ground = ground): Write => (writes[operation] as (typeof writes)[string])(on, wanted);
const refusedBeside = (existing: string | null): Written => ({ made: null, refusal: EXISTS, existing });
/** What of a batch became of each transfer. */
const postAll = async (client: pg.Client, batch: Parameters<typeof post>[1]) =>
  (await post(client, batch)).map(({ transferId: made, refusal, existing }) => ({ made, refusal, existing }));
const claimsOf = async (client: pg.Client, externalId: string): Promise<string[]> =>
  (await client.query("SELECT resource FROM idempotency.external_ids WHERE external_id = $1", [externalId])).rows.map(
    (row) => row.resource,
  );

/** Eight connections send one external id at once, each from accounts of its own, so that no other lock orders them. */
async function race(on: TestDatabase, by: pg.Client, operation: string, externalId: string): Promise<Written[]> {
  return await withConnections(on, async (clients) => {
    const grounds: Ground[] = [];
    for (const _client of clients) grounds.push(await openGround(by));
    return await Promise.all(clients.map((client, index) => make(operation, { externalId }, grounds[index]).send(client)));
  });
}

describe.each(operations)("%s with external_id_unique", (operation) => {
  test("of many writes at once with one external id, one has an effect, and the others get its id", async () => {
    const externalId = randomUUID();
    const outcomes = await race(database, admin, operation, externalId);
    const [made, ...others] = outcomes.flatMap((outcome) => outcome.made ?? []);
    expect(others).toEqual([]);
    expect(outcomes.filter((outcome) => outcome.made === null)).toEqual(Array.from({ length: 7 }, () => refusedBeside(made as string)));
    expect(await claimsOf(admin, externalId)).toEqual([made]);
  });

  test("a write that waits for another is refused if that commits, and has the id if that is undone", async () => {
    const [kept, undone] = [randomUUID(), randomUUID()];
    const elsewhere = await openGround(admin);
    let first: Written | undefined;
    const second = await overlap(
      { admin, one, other },
      async (client) => (first = await make(operation, { externalId: kept }).send(client, nested(client))),
      async (client) => await make(operation, { externalId: kept }, elsewhere).send(client),
    );
    expect(second).toEqual(refusedBeside(first?.made ?? null));
    await one.query("BEGIN");
    await make(operation, { externalId: undone }).send(one, nested(one));
    const racing = make(operation, { externalId: undone }, elsewhere).send(other);
    await blockedOrDone(admin, racing);
    await one.query("ROLLBACK");
    expect((await racing).refusal).toBeNull();
  });

  test("a retry of either gets its own answer again", async () => {
    const wanted = { externalId: randomUUID() };
    const [first, second] = [make(operation, wanted), make(operation, wanted)];
    const answers = [await first.send(one), await second.send(one)];
    expect(answers[1]).toEqual(refusedBeside((answers[0] as Written).made));
    expect([await first.send(other), await second.send(other)]).toEqual(answers);
  });

  test("neither other principals, nor other kinds, nor writes without the flag are affected", async () => {
    const externalId = randomUUID();
    const { made, kind } = { ...(await make(operation, { externalId }).send(one)), kind: make(operation, { externalId }).kind };
    const others = operations.filter((name) => make(name, { externalId }).kind !== kind);
    const distinct = new Map(others.map((name) => [make(name, { externalId }).kind, name]));
    for (const name of distinct.values()) expect((await make(name, { externalId }).send(one)).refusal).toBeNull();
    expect((await make(operation, { externalId, principal: randomUUID() }).send(one)).refusal).toBeNull();
    for (let times = 0; times < 2; times += 1)
      expect((await make(operation, { externalId, isUnique: false }).send(one)).refusal).toBeNull();
    expect(await make(operation, { externalId }).send(one)).toEqual(refusedBeside(made));
  });
});

describe("in one batch", () => {
  test("the second of two transfers is refused alone, with the id of the first, and what is beside them is posted", async () => {
    const externalId = randomUUID();
    const beside = transfer(ground.source, ground.destination, "1");
    const [first, second, third] = await postAll(one, [
      wantedTransfer(ground, { externalId }),
      wantedTransfer(ground, { externalId }),
      beside,
    ]);
    expect([first?.refusal, second, third?.refusal]).toEqual([null, refusedBeside(first?.made ?? null), null]);
  });

  test("the second of two holds is refused alone, with the id of the first", async () => {
    const externalId = randomUUID();
    const [first, second, third] = await runCommands(one, [
      wantedHold(ground, { externalId }),
      wantedHold(ground, { externalId }),
      wantedHold(ground, { externalId: randomUUID() }),
    ]);
    expect([first?.refusal, second, third?.refusal]).toEqual([null, refusedBeside(first?.made ?? null), null]);
  });

  test("an id whose first transfer or hold is refused is that of the next, and free if all are", async () => {
    const poor = { ...ground, source: await openFunded(admin, 5n), destination: await openAccount(admin) };
    for (const isHold of [false, true]) {
      const send = async (externalId: string, amounts: readonly string[]): Promise<Written[]> =>
        isHold
          ? await runCommands(
              one,
              amounts.map((amount) => wantedHold(poor, { externalId }, amount)),
            )
          : await postAll(
              one,
              amounts.map((amount) => wantedTransfer(poor, { externalId }, amount)),
            );
      const [taken, free] = [randomUUID(), randomUUID()];
      const [tooMuch, next, last] = await send(taken, ["99", "1", "1"]);
      expect([tooMuch?.refusal, next?.refusal, last]).toEqual(["insufficient_funds", null, refusedBeside(next?.made ?? null)]);
      expect(await claimsOf(admin, taken)).toEqual([next?.made]);
      expect((await send(free, ["99", "98"])).map(({ refusal }) => refusal)).toEqual(["insufficient_funds", "insufficient_funds"]);
      expect(await claimsOf(admin, free)).toEqual([]);
      expect((await send(free, ["1"]))[0]?.refusal).toBeNull();
    }
  });

  test("what exists is the reason, also where the first has left nothing for a second", async () => {
    expect(await repeatedAll(admin, one)).toEqual({ transfers: EXISTS, holds: EXISTS, reversals: EXISTS });
  });
});

/** Why a transfer of all that is there, a hold whose time has passed since, and a reversal of a whole original are refused when they come again. */
async function repeatedAll(
  by: pg.Client,
  client: pg.Client,
): Promise<Readonly<Record<"transfers" | "holds" | "reversals", string | null>>> {
  const on = await openGround(by);
  const spent = { ...on, source: await openFunded(by, 5n), destination: await openAccount(by) };
  const wanted = { externalId: randomUUID() };
  const reversal = () => wantedCommand("reverseTransfer", wanted, { target: on.original, amount: null });
  const again = async (first: Promise<Written[]>, second: () => Promise<Written[]>): Promise<string | null> =>
    (await first)[0]?.refusal ?? (await second())[0]?.refusal ?? null;
  return {
    transfers: await again(postAll(client, [wantedTransfer(spent, wanted, "5")]), () =>
      postAll(client, [wantedTransfer(spent, wanted, "5")]),
    ),
    holds: await again(runCommands(client, [wantedHold(on, wanted)]), () =>
      runCommands(client, [{ ...wantedHold(on, wanted), expires_at: "2020-01-01T00:00:00Z" }]),
    ),
    // Of another kind of request than the transfer above, and of one kind of resource with it: so under another id.
    reversals: await again(runCommands(client, [{ ...reversal(), external_id: "refund" }]), () =>
      runCommands(client, [{ ...reversal(), external_id: "refund" }]),
    ),
  };
}

/** Connections that each send batches with the same external ids, every one in an order of its own. @returns the failures and how often each id has an effect. */
async function crossing(on: TestDatabase, by: pg.Client, seed: number): Promise<{ failures: string[]; effects: number[] }> {
  const random = seededRandom(seed);
  const externalIds: string[] = [];
  const failures = await withConnections(on, async (clients) => {
    const grounds: Ground[] = [];
    for (const _client of clients) grounds.push(await openGround(by));
    const found: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const ids = Array.from({ length: IDS }, () => randomUUID());
      externalIds.push(...ids);
      const batches = grounds.map((own) =>
        ids
          .map((id) => [random(1_000), id] as const)
          .sort(([a], [b]) => a - b)
          .map(([, externalId]) => wantedTransfer(own, { externalId })),
      );
      found.push(...(await Promise.all(clients.map((client, index) => sqlState(post(client, batches[index] ?? []))))));
    }
    return found.filter((state) => state !== "accepted");
  });
  const { rows } = await by.query("SELECT count(*)::int AS times FROM ledger.transfers WHERE external_id = ANY ($1) GROUP BY external_id", [
    externalIds,
  ]);
  return { failures, effects: rows.map((row) => row.times) };
}

describe("many batches at once", () => {
  test("with the same external ids in any order never deadlock, fail for none of them, and have one effect for each", async () => {
    const seed = randomInt(2 ** 31);
    console.info(`seed ${seed}`);
    const { failures, effects } = await crossing(database, admin, seed);
    expect({ failures, effects }, `seed ${seed}`).toEqual({ failures: [], effects: Array.from({ length: ROUNDS * IDS }, () => 1) });
    expect(await checkBooks(admin)).toEqual([]);
  });
});

describe("a mutant is detected", () => {
  const effects = (outcomes: readonly Written[]): number => outcomes.filter(({ made }) => made !== null).length;

  test("that does not look at what has the id: several effects", async () => {
    await withMutant("ledger.post", { claimed: "false AND" }, async (mutated, client) => {
      expect(effects(await race(mutated, client, "createTransfer", "x"))).toBeGreaterThan(1);
    });
  });

  test.each(["claimed-hold", "claimed-reversal"])("that judges a command before its external id: another reason (%s)", async (marker) => {
    await withMutant("payments.judge", { [marker]: "false AND" }, async (_mutated, client) => {
      const { transfers, ...commands } = await repeatedAll(client, client);
      expect(transfers).toBe(EXISTS);
      expect(Object.values(commands).filter((reason) => reason !== EXISTS)).toHaveLength(1);
    });
  });

  test("that posts a transaction whose external id exists: two effects", async () => {
    await withMutant("payments.run_transaction", { claimed: "false AND" }, async (mutated, client) => {
      expect(effects(await race(mutated, client, "createTransaction", "x"))).toBeGreaterThan(1);
    });
  });

  test("that does not note the id of an item for those after it: two effects in one batch", async () => {
    await withMutant("ledger.post", { claim: "--" }, async (_mutated, client) => {
      const on = await openGround(client);
      expect(effects(await postAll(client, [wantedTransfer(on, { externalId: "x" }), wantedTransfer(on, { externalId: "x" })]))).toBe(2);
    });
  });

  test("that keeps what was not used: the id is never free again", async () => {
    await withMutant("idempotency.keep", { unused: "false AND" }, async (_mutated, client) => {
      const poor = { ...(await openGround(client)), source: await openAccount(client) };
      await postAll(client, [wantedTransfer(poor, { externalId: "x" })]);
      expect((await postAll(client, [wantedTransfer(poor, { externalId: "x" })]))[0]?.refusal).toBe(EXISTS);
    });
  });

  test("that claims in the order of the batch: deadlocks", async () => {
    await withMutant("idempotency.claim", { "claim-order": "md5(w.external_id || pg_backend_pid())," }, async (mutated, client) => {
      expect((await crossing(mutated, client, 1)).failures).toContain("40P01");
    });
  });
});
