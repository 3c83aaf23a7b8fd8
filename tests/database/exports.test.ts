// Exports on the database: a range that was exported never changes, whatever was in flight and whatever clocks do, and no page is larger than memory.
import { randomInt } from "node:crypto";
import { random } from "@ledge/verification/random";
import type pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { MOST_ROWS, PAGE_BYTES } from "../../core-service/src/database/export-page.ts";
import type { Work } from "../../core-service/src/database/work.ts";
import { operations } from "../../core-service/src/lane/operations.ts";
import { shiftClock } from "../support/database-clock.ts";
import { connect, connectWithoutTimeouts, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { type ExportKind, exports } from "../support/exported.ts";
import { openAccount, post, transfer } from "../support/ledger-fixture.ts";
import { withMutant } from "../support/mutant.ts";
import { nested, overlap } from "../support/overlap.ts";
import { workOn, writeCall } from "../support/work.ts";

const kinds = Object.keys(exports) as ExportKind[];
const SINCE = "2020-01-01T00:00:00.000Z";
const WRITERS = 3;
const ROUNDS = 12;

let database: TestDatabase;
let admin: pg.Client;
let runtime: pg.Client;

beforeEach(async () => {
  database = await createTestDatabase();
  [admin, runtime] = [await connect(database.adminUrl), await connectWithoutTimeouts(database.runtimeUrl)];
});
afterEach(async () => {
  await Promise.all([admin.end(), runtime.end()]);
  await database.drop();
});

/** An instant by the clock that everything is recorded by. */
const clockOf = async (client: pg.Client): Promise<string> =>
  (await client.query<{ at: Date }>("SELECT ledger.clock() AS at")).rows[0]!.at.toISOString();

const createCustomer = (work: Work) => operations.createCustomer(work, writeCall(), { type: "person", name: "Ada" });
const customerOf = (client: pg.Client) => createCustomer(workOn(client));

/**
 * Writers who commit late, on a server whose clock steps back and forth; meanwhile ranges are exported that end at any instant there was.
 *
 * @returns which ranges had other bytes when everything was over, and how many there were.
 */
async function changedUnderLoad(own: TestDatabase, seed: number): Promise<{ changed: string[]; exported: number; refused: number }> {
  const next = random(seed);
  const steps = await connect(own.adminUrl);
  const [reader, command, ...writers] = (await Promise.all(
    Array.from({ length: WRITERS + 2 }, () => connectWithoutTimeouts(own.runtimeUrl)),
  )) as [pg.Client, pg.Client, ...pg.Client[]];
  const work = workOn(reader);
  const pairs: [string, string][] = [];
  while (pairs.length < WRITERS) {
    const [one, other] = [await openAccount(reader, { overdraftLimit: null }), await openAccount(reader, { overdraftLimit: null })];
    pairs.push([one, other]);
  }
  const kept: { kind: ExportKind; to: string; text: string }[] = [];
  let refused = 0;
  const instants: string[] = [];
  const exportSome = async (): Promise<void> => {
    instants.push(await clockOf(reader));
    const to = instants[Math.max(0, instants.length - 1 - next(3))] as string;
    for (const kind of kinds) {
      const found = await exports[kind](work, { from: SINCE, to }, null);
      if (found === null) refused += 1;
      else kept.push({ kind, to, text: JSON.stringify(found.rows) });
    }
  };
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      const writer = writers[round % WRITERS] as pg.Client;
      await writer.query("BEGIN");
      const [from, to] = pairs[round % WRITERS] as [string, string];
      await post(
        writer,
        Array.from({ length: 1 + next(5) }, () => transfer(from, to, 1n)),
      );
      // A command, whose event has the time of its Worker: no clock of the database knows when it will be committed.
      await command.query("BEGIN");
      await createCustomer(nested(command));
      await exportSome();
      await shiftClock(steps, next(201) - 100);
      await exportSome();
      await command.query("COMMIT");
      await writer.query("COMMIT");
      await exportSome();
    }
    await shiftClock(steps, 10_000);
    const changed = [];
    for (const { kind, to, text } of kept) {
      const again = await exports[kind](work, { from: SINCE, to }, null);
      if (JSON.stringify(again?.rows) !== text) changed.push(kind);
    }
    return { changed: [...new Set(changed)].sort(), exported: kept.length, refused };
  } finally {
    await Promise.all([steps, reader, command, ...writers].map((client) => client.end()));
  }
}

describe("a range that was exported", () => {
  test("has the same bytes for good, whatever was in flight, and however the server's clock steps", async () => {
    const seed = randomInt(2 ** 31);
    console.info(`seed ${seed}`);
    const { changed, exported, refused } = await changedUnderLoad(database, seed);
    expect(changed, `seed ${seed}`).toEqual([]);
    expect([exported > kinds.length * ROUNDS, refused > 0], `seed ${seed}`).toEqual([true, true]);
  });

  test("would change if what is in flight were ignored (mutant)", async () => {
    await withMutant("ledger.final", { "oldest-in-flight": "NULL::bigint --" }, async (mutated) => {
      expect((await changedUnderLoad(mutated, 1)).changed).toEqual(["entries", "transactions", "transfers"]);
    });
  });

  test("would change if events were of the time at which they occurred (mutant)", async () => {
    const occurred = "coalesce((SELECT min(occurred_at) FROM outbox.pending), ledger.clock()); --";
    await withMutant("outbox.sequence", { "under-the-lock": occurred }, async (mutated) => {
      expect((await changedUnderLoad(mutated, 1)).changed).toContain("events");
    });
  });
});

/** The client, but it gives no positions and so waits for nobody who does: a mutant of TypeScript that needs no other source. */
const withoutSequencing = (client: pg.Client): pg.Client =>
  new Proxy(client, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (name !== "query") return typeof value === "function" ? value.bind(target) : value;
      return (config: { text: string }, ...rest: readonly unknown[]): unknown =>
        Reflect.apply(target.query, target, [
          { ...config, text: config.text.replace("SELECT outbox.sequence($1) AS moved", "SELECT $1::integer AS moved") },
          ...rest,
        ]);
    },
  });

describe("events that get their positions while a range is exported", () => {
  /** @returns the rows that an export finds while a sequencer has not committed yet, and those that it finds afterwards. */
  async function aroundASequencer(reader: (client: pg.Client) => pg.Client): Promise<[number, number]> {
    await customerOf(runtime);
    const [one, other] = [await connect(database.runtimeUrl), await connect(database.runtimeUrl)];
    let to = "";
    const sequenceOne = async (client: pg.Client): Promise<void> => {
      await client.query("SELECT outbox.sequence(10)");
      to = await clockOf(client);
    };
    const range = () => ({ from: SINCE, to });
    const read = async (client: pg.Client): Promise<number> =>
      (await exports.events(workOn(reader(client)), range(), null))?.rows.length ?? -1;
    try {
      const during = await overlap({ admin, one, other }, sequenceOne, async (client) => {
        // The clock goes on, so that the range has ended.
        while ((await clockOf(client)) <= to);
        return await read(client);
      });
      return [during, await read(other)];
    } finally {
      await Promise.all([one.end(), other.end()]);
    }
  }

  test("are waited for, so that the range is whole", async () => {
    expect(await aroundASequencer((client) => client)).toEqual([1, 1]);
  });

  test("would be missing if nobody waited for them (mutant)", async () => {
    expect(await aroundASequencer(withoutSequencing)).toEqual([0, 1]);
  });
});

test("how many events had their position before an instant is found by halving", async () => {
  for (let customers = 0; customers < 9; customers += 1) {
    await customerOf(runtime);
    await runtime.query("SELECT outbox.sequence(10)");
  }
  const { rows } = await admin.query<{ at: Date }>(
    "SELECT DISTINCT t.at FROM outbox.events, LATERAL (VALUES (sequenced_at), (sequenced_at + '1ms'), ('1900-01-01'), ('2199-01-01')) AS t (at)",
  );
  for (const { at } of rows) {
    const counted = await runtime.query("SELECT outbox.positions_before($1) AS positions", [at]);
    expect(counted.rows).toEqual((await admin.query("SELECT count(*) AS positions FROM outbox.events WHERE sequenced_at < $1", [at])).rows);
  }
});

describe("pages of an export", () => {
  const LARGE = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`member ${index}`, "x".repeat(2_000)]));

  async function postLarge(count: number): Promise<void> {
    const [from, to] = [await openAccount(runtime, { overdraftLimit: null }), await openAccount(runtime, { overdraftLimit: null })];
    await post(
      runtime,
      Array.from({ length: count }, () => transfer(from, to, 1n, { metadata: LARGE })),
    );
    await runtime.query("SELECT outbox.sequence(10000)");
  }

  test.each(["transfers", "events"] as const)("of %s are bounded by bytes, and lack no row for that", async (kind) => {
    await postLarge(100);
    const bytes = JSON.stringify(LARGE).length;
    const found = await exports[kind](workOn(runtime), { from: SINCE, to: await clockOf(runtime) }, null);
    expect(new Set(found?.rows.map(({ place }) => place)).size).toBe(100);
    expect(Math.max(...(found?.pages ?? [])) * bytes).toBeLessThan(PAGE_BYTES + 2 * bytes);
  });

  test("grow as far as they may, so that a long range takes few of them", async () => {
    const [from, to] = [await openAccount(runtime, { overdraftLimit: null }), await openAccount(runtime, { overdraftLimit: null })];
    for (let batch = 0; batch < 10; batch += 1)
      await post(
        runtime,
        Array.from({ length: 1_000 }, () => transfer(from, to, 1n)),
      );
    const found = await exports.transfers(workOn(runtime), { from: SINCE, to: await clockOf(runtime) }, null);
    expect(found?.rows).toHaveLength(10_000);
    expect(Math.max(...(found?.pages ?? []))).toBe(MOST_ROWS - 1);
  });

  test("have a line for a row that cannot be shown, and all those beside it (law 30)", async () => {
    await postLarge(3);
    await admin.query(
      "UPDATE ledger.transfers SET metadata = '[]' WHERE id = (SELECT id FROM ledger.transfers ORDER BY id OFFSET 1 LIMIT 1)",
    );
    for (const kind of ["transfers", "events"] as const) {
      const found = await exports[kind](workOn(runtime), { from: SINCE, to: await clockOf(runtime) }, null);
      expect(found?.rows.map(({ item }) => item === null)).toEqual([false, true, false]);
    }
  });
});
