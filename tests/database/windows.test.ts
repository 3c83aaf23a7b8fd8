// Windows of time (law 31): reading transfers, transactions or entries window by window finds each row once, however the clocks of the Worker and the
// database differ, and however late a transaction commits.
import { randomInt } from "node:crypto";
import { decodeId, firstUuidAt, newUuid } from "@ledge/shared/ids";
import { random } from "@ledge/verification/random";
import type pg from "pg";
import { describe, expect, test } from "vitest";
import type { Work } from "../../core-service/src/database/work.ts";
import { operations } from "../../core-service/src/lane/operations.ts";
import { shiftClock, stopClock } from "../support/database-clock.ts";
import { connect, connectWithoutTimeouts, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { openAccount, post, transfer } from "../support/ledger-fixture.ts";
import { withMutant } from "../support/mutant.ts";
import { openUnlimited, workOn, writeCall } from "../support/work.ts";

interface Listed {
  readonly data: readonly { readonly id: string }[];
  readonly next: string | null;
  readonly to?: string;
}
type List = (work: Work, account: string, range: { from: string; to: string }, before: string | null) => Promise<Listed>;

const LIMIT = 20;
const lists: Readonly<Record<string, List>> = {
  transfers: (work, _account, range, before) => operations.listTransfers(work, writeCall(), range, { limit: LIMIT, before }),
  transactions: (work, _account, range, before) => operations.listTransactions(work, writeCall(), range, { limit: LIMIT, before }),
  entries: async (work, account, range, before) => {
    const answer = await operations.listEntries(work, writeCall(), account, range, { limit: LIMIT, before });
    if (!answer.ok) throw new Error("the entries were refused");
    return { ...answer.value, data: answer.value.data.map(({ version }) => ({ id: `entry ${version}` })) };
  },
};

/** Everything in a window, page by page, and the end of the window. */
async function readWindow(list: List, work: Work, account: string, range: { from: string; to: string }) {
  const ids: string[] = [];
  let [before, to]: [string | null, string] = [null, range.to];
  do {
    const page: Listed = await list(work, account, range, before);
    ids.push(...page.data.map(({ id }) => id));
    [before, to] = [page.next, page.to ?? range.to];
  } while (before !== null);
  return { ids, to };
}

/** A UUIDv7 of a Worker with this clock. */
const uuidAt = (ms: number): string => firstUuidAt(ms).slice(0, "01234567-89ab-7".length) + newUuid().slice("01234567-89ab-7".length);
const iso = (ms: number): string => new Date(ms).toISOString();

const ROWS = 95;
const STEP_MS = 10;
const WINDOW_MS = 50;

/**
 * Posts a row every 10 ms by the database's clock, with the Worker's clock off by so much, and reads everything in windows of 50 ms. @returns the
 * number of found rows.
 */
async function foundInWindows(database: TestDatabase, workerOffsetMs: number): Promise<Record<string, { found: number; once: number }>> {
  const [admin, runtime] = [await connect(database.adminUrl), await connect(database.runtimeUrl)];
  try {
    const startMs = Date.now() + 60_000;
    await stopClock(admin, new Date(startMs - STEP_MS));
    const work = workOn(runtime);
    const account = await openUnlimited(work);
    const [one, other] = [decodeId("account", account) as string, await openAccount(runtime, { overdraftLimit: null })];
    for (let row = 0; row < ROWS; row += 1) {
      const atMs = startMs + row * STEP_MS;
      await stopClock(admin, new Date(atMs));
      await post(runtime, [transfer(one, other, 1n, { seed: uuidAt(atMs + workerOffsetMs) })]);
    }
    await shiftClock(admin, 120_000);
    const found: Record<string, { found: number; once: number }> = {};
    for (const [name, list] of Object.entries(lists)) {
      const ids: string[] = [];
      for (let fromMs = startMs; fromMs < startMs + ROWS * STEP_MS; fromMs += WINDOW_MS) {
        ids.push(...(await readWindow(list, work, account, { from: iso(fromMs), to: iso(fromMs + WINDOW_MS) })).ids);
      }
      found[name] = { found: ids.length, once: new Set(ids).size };
    }
    return found;
  } finally {
    await admin.end();
    await runtime.end();
  }
}

const all = Object.fromEntries(Object.keys(lists).map((name) => [name, { found: ROWS, once: ROWS }]));

describe("windows of time", () => {
  test.each([-100, -30, 30, 100, 61_000])(
    "find each row once when the Worker's clock is %d ms ahead of the database's",
    async (offsetMs) => {
      const database = await createTestDatabase();
      try {
        expect(await foundInWindows(database, offsetMs)).toEqual(all);
      } finally {
        await database.drop();
      }
    },
  );

  test("would lose rows if ids used the Worker's clock (mutant)", async () => {
    await withMutant("ledger.dated_id", { dated: "seed --" }, async (mutated) => {
      const found = await foundInWindows(mutated, 100);
      expect([found["transfers"]?.once, found["transactions"]?.once].every((once) => (once as number) < ROWS)).toBe(true);
    });
  });

  test("find each row once when read while others post, commit late and move the database's clock", async () => {
    const seed = randomInt(2 ** 31);
    console.info(`seed ${seed}`);
    const next = random(seed);
    const database = await createTestDatabase();
    const admin = await connect(database.adminUrl);
    const [reader, ...writers] = (await Promise.all([1, 2, 3, 4].map(() => connectWithoutTimeouts(database.runtimeUrl)))) as [
      pg.Client,
      ...pg.Client[],
    ];
    const work = workOn(reader);
    const account = await openUnlimited(work);
    const others: string[] = [];
    while (others.length < writers.length) others.push(await openAccount(reader, { overdraftLimit: null }));
    const watched = decodeId("account", account) as string;
    let writing = true;
    const posted = { transfers: 0, entries: 0 };
    const write = async (writer: pg.Client, index: number): Promise<void> => {
      for (let round = 0; round < 25; round += 1) {
        const size = 1 + next(4);
        const isWatched = next(3) === 0;
        const [from, to] = [isWatched ? watched : (others[index] as string), others[(index + 1) % others.length] as string];
        await writer.query("BEGIN");
        await post(
          writer,
          Array.from({ length: size }, () => transfer(from, to, 1n)),
        );
        // Concurrent operations come before its commit.
        if (next(2) === 0) await writer.query("SELECT count(*) FROM generate_series(1, 100000)");
        await writer.query("COMMIT");
        posted.transfers += size;
        posted.entries += isWatched ? size : 0;
      }
    };
    const seen: Record<string, string[]> = { transfers: [], transactions: [], entries: [] };
    const ends: Record<string, string> = {};
    const readOn = async (): Promise<void> => {
      const to = (await admin.query<{ at: Date }>("SELECT ledger.wall_clock() AS at")).rows[0]?.at.toISOString() as string;
      for (const [name, list] of Object.entries(lists)) {
        const from = ends[name] ?? "2020-01-01T00:00:00.000Z";
        const window = await readWindow(list, work, account, { from, to });
        seen[name]?.push(...window.ids);
        ends[name] = window.to > from ? window.to : from;
      }
    };
    try {
      const read = async (): Promise<void> => {
        while (writing) {
          await shiftClock(admin, next(201) - 100);
          await readOn();
        }
      };
      const reading = read();
      await Promise.all(writers.map(write)).finally(() => (writing = false));
      await reading;
      await shiftClock(admin, 1_000);
      await readOn();
      for (const [name, ids] of Object.entries(seen)) {
        const expected = name === "entries" ? posted.entries : posted.transfers;
        expect([name, ids.length, new Set(ids).size], `seed ${seed}`).toEqual([name, expected, expected]);
      }
    } finally {
      await Promise.all([admin, reader, ...writers].map((client) => client.end()));
      await database.drop();
    }
  });
});
