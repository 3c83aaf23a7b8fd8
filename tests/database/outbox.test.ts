// The feed (laws 18, 19, 21): positions 1..n without a gap, no late committer is skipped, and events of an account follow its versions.
import { randomInt, randomUUID } from "node:crypto";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkBooks } from "@ledge/database/books/books";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { openAccount, openFunded, post, postOne, sqlState, transfer } from "../support/ledger-fixture.ts";
import { appendTransferEvents, sequenceAll } from "../support/outbox-fixture.ts";
import { withMutant } from "../support/mutant.ts";
import { random } from "@ledge/verification/random";

let database: TestDatabase;
let admin: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  admin = await connect(database.adminUrl);
});
afterAll(async () => {
  await admin.end();
  await database.drop();
});

/** A consumer that records its position and the events that it read. */
interface Reader {
  readonly read: string[];
  look(): Promise<void>;
}

/** Reads as the product does: the events with a position above the last one. */
function feedReader(client: pg.Client): Reader {
  let position = "0";
  const read: string[] = [];
  return {
    read,
    async look() {
      await client.query("SELECT outbox.sequence(100)");
      const { rows } = await client.query<{ position: string; resource: string }>(
        "SELECT position, resource FROM outbox.feed WHERE position > $1 ORDER BY position",
        [position],
      );
      read.push(...rows.map((row) => row.resource));
      position = rows.at(-1)?.position ?? position;
    },
  };
}

/** Reads in the wrong way, by `id > last`, the number that the append drew. */
function idReader(client: pg.Client): Reader {
  let last = "0";
  const read: string[] = [];
  return {
    read,
    async look() {
      const { rows } = await client.query<{ seq: string; resource: string }>(
        "SELECT seq, unnest(transfers) AS resource FROM outbox.pending WHERE seq > $1 ORDER BY seq",
        [last],
      );
      read.push(...rows.map((row) => row.resource));
      last = rows.at(-1)?.seq ?? last;
    },
  };
}

/**
 * One transfer is appended and held open, three others are appended, committed and read meanwhile; then it commits. However long it was
 * open is all one: thirty seconds are the time it takes for everything else to have happened.
 *
 * @returns the transfers in the order of their appends, the late committer first, and what the reader read.
 */
async function readAroundALateCommitter(readerOf: (client: pg.Client) => Reader): Promise<{ appended: string[]; read: string[] }> {
  const own = await createTestDatabase();
  const [late, prompt, looking] = [await connect(own.runtimeUrl), await connect(own.otherRuntimeUrl), await connect(own.runtimeUrl)];
  try {
    const owner = await connect(own.adminUrl);
    const cellar = () => openAccount(owner, { overdraftLimit: null });
    const lateOne = transfer(await cellar(), await cellar(), "1");
    const others = await Promise.all([1, 2, 3].map(async () => transfer(await cellar(), await cellar(), "1")));
    await owner.end();
    const reader = readerOf(looking);
    await late.query("BEGIN");
    const appended = [await postOne(late, lateOne)];
    for (const other of others) {
      appended.push(await postOne(prompt, other));
      await reader.look();
    }
    await late.query("COMMIT");
    await reader.look();
    return { appended, read: reader.read };
  } finally {
    for (const client of [late, prompt, looking]) await client.end();
    await own.drop();
  }
}

describe("a writer that commits late", () => {
  test("is not skipped, delays no other, and is read once, after those that committed before it", async () => {
    const { appended, read } = await readAroundALateCommitter(feedReader);
    const [late, ...others] = appended;
    expect(read).toEqual([...others, late]);
  });

  test("would be skipped for good by reading `id > last`, which is why the feed exists", async () => {
    const { appended, read } = await readAroundALateCommitter(idReader);
    const [late, ...others] = appended;
    expect(read).toEqual(others);
    expect(read).not.toContain(late);
  });
});

/** Ten writers on few accounts, with three concurrent sequencers; seeded. @returns the number of events in the feed. */
async function writeAndSequence(on: TestDatabase, seed: number): Promise<number> {
  const owner = await connect(on.adminUrl);
  const accounts: string[] = [];
  for (let index = 0; index < 5; index += 1) accounts.push(await openFunded(owner, 100_000n));
  const writers = await Promise.all(Array.from({ length: 10 }, () => connect(on.runtimeUrl)));
  const sequencers = await Promise.all(Array.from({ length: 3 }, () => connect(on.otherRuntimeUrl)));
  let writing = true;
  const next = random(seed);
  const write = async (client: pg.Client): Promise<void> => {
    for (let round = 0; round < 30; round += 1) {
      const batch = Array.from({ length: 1 + next(4) }, () => {
        const source = next(accounts.length);
        const target = (source + 1 + next(accounts.length - 1)) % accounts.length;
        return transfer(accounts[source] as string, accounts[target] as string, String(1 + next(9)));
      });
      await post(client, batch);
    }
  };
  const sequence = async (client: pg.Client): Promise<void> => {
    while (writing) await client.query("SELECT outbox.sequence($1)", [1 + next(20)]);
  };
  const sequencing = Promise.all(sequencers.map(sequence));
  // A mutant's sequencer fails while writers write, which is reported below.
  sequencing.catch(() => undefined);
  try {
    await Promise.all(writers.map(write));
  } finally {
    writing = false;
  }
  try {
    await sequencing;
    await owner.query("SELECT outbox.sequence(100000)");
    return (await owner.query<{ n: number }>("SELECT count(*)::int AS n FROM outbox.events")).rows[0]?.n ?? 0;
  } finally {
    for (const client of [owner, ...writers, ...sequencers]) await client.end();
  }
}

describe("many writers and several sequencers at once", () => {
  test("make one feed with every event once, no gap, and events of an account in the order of versions", async () => {
    const seed = randomInt(2 ** 31);
    console.info(`seed ${seed}`);
    expect(await writeAndSequence(database, seed)).toBeGreaterThan(300);
    const { rows } = await admin.query("SELECT count(*)::int AS n FROM outbox.pending");
    expect(rows).toEqual([{ n: 0 }]);
    // The rules of the books check this: exactly its events, no gap, versions in order.
    expect(await checkBooks(admin)).toEqual([]);
  });

  test("would assign one position twice if they did not take turns (mutant)", async () => {
    await withMutant("outbox.sequence", { "one-sequencer": "; --" }, async (mutated) => {
      // unique_violation of the feed's primary key, the last protection.
      expect(await sqlState(writeAndSequence(mutated, 1))).toBe("23505");
    });
  });

  test("would put a later version first if the order of appends were not kept (mutant)", async () => {
    await withMutant("outbox.sequence", { "feed-order": "id DESC," }, async (mutated, client) => {
      await writeAndSequence(mutated, 1);
      expect((await checkBooks(client)).join()).toContain("goes back to version");
    });
  });
});

/** The number of full reads of `pending`, dead rows included, by a sequencer whose plan was made while it was empty. */
async function readsOfAllThatWaits(on: TestDatabase): Promise<number> {
  const [owner, sequencer] = [await connect(on.adminUrl), await connect(on.runtimeUrl)];
  try {
    const read = async (): Promise<number> => {
      await sequencer.query("SELECT pg_stat_force_next_flush()");
      const { rows } = await owner.query("SELECT seq_scan::int AS n FROM pg_stat_user_tables WHERE relid = 'outbox.pending'::regclass");
      return rows[0].n;
    };
    const look = () => sequencer.query("SELECT outbox.sequence(100)");
    // Postgres caches a plan from its sixth execution on.
    for (let times = 0; times < 6; times += 1) await look();
    await appendTransferEvents(owner, 500);
    const before = await read();
    for (let times = 0; times < 5; times += 1) await look();
    const after = await read();
    expect((await owner.query("SELECT count(*)::int AS n FROM outbox.feed WHERE type = 'transfer.posted'")).rows).toEqual([{ n: 500 }]);
    return after - before;
  } finally {
    await Promise.all([owner.end(), sequencer.end()]);
  }
}

describe("the sequencer", () => {
  test("reads pending events by an index, at a cost that does not depend on the rows already moved", async () => {
    const own = await createTestDatabase();
    expect(await readsOfAllThatWaits(own)).toBe(0);
    await own.drop();
  });

  test("would read every row moved since the last vacuum by a plan for a small table (mutant)", async () => {
    const own = await createTestDatabase();
    const owner = await connect(own.adminUrl);
    await owner.query("ALTER FUNCTION outbox.sequence(integer) RESET ALL");
    await owner.end();
    expect(await readsOfAllThatWaits(own)).toBeGreaterThan(0);
    await own.drop();
  });
});

describe("what was emitted", () => {
  test("is appended with its transfer or not at all", async () => {
    const runtime = await connect(database.runtimeUrl);
    const one = transfer(await openAccount(admin, { overdraftLimit: null }), await openAccount(admin), "1");
    const events = `SELECT count(*)::int AS n FROM (
      SELECT FROM outbox.pending LEFT JOIN LATERAL unnest(transfers) ON true UNION ALL SELECT FROM outbox.events) AS e`;
    const before = (await admin.query(events)).rows;
    await runtime.query("BEGIN");
    await postOne(runtime, one);
    await runtime.query("ROLLBACK");
    const refused = transfer(await openAccount(admin), await openAccount(admin), "1");
    await post(runtime, [refused]);
    await runtime.end();
    expect((await admin.query(events)).rows).toEqual(before);
    await postOne(admin, one);
    expect((await admin.query(events)).rows[0].n).toBe(before[0].n + 1);
  });

  test("names the principal of each request, though one call posted several", async () => {
    const [source, destination] = [await openAccount(admin, { overdraftLimit: null }), await openAccount(admin)];
    const principals = [randomUUID(), randomUUID(), randomUUID()];
    const batch = principals.map((principal) => ({ ...transfer(source, destination, "1"), principal }));
    const posted = await post(admin, batch);
    await sequenceAll(admin);
    const appended = "SELECT actor FROM outbox.feed WHERE resource = ANY ($1) ORDER BY position";
    const { rows } = await admin.query(appended, [posted.map(({ transferId }) => transferId)]);
    expect(rows.map(({ actor }) => actor)).toEqual(principals);
  });

  test("names its actor if a request caused it, and the database refuses one with a request and no actor", async () => {
    const anonymous = `INSERT INTO outbox.pending (type, resource, request_id, data, occurred_at)
                       VALUES ('account.frozen', gen_random_uuid(), gen_random_uuid(), '{}', now())`;
    expect(await sqlState(admin.query(anonymous))).toBe("23514");
  });

  test("cannot be changed, moved or deleted by the runtime", async () => {
    const runtime = await connect(database.runtimeUrl);
    for (const attack of [
      "UPDATE outbox.events SET data = '{}'",
      "DELETE FROM outbox.events",
      "TRUNCATE outbox.events",
      "INSERT INTO outbox.events SELECT * FROM outbox.events",
      "UPDATE outbox.pending SET data = '{}'",
      "DELETE FROM outbox.pending",
      "UPDATE outbox.head SET sent = 0",
      "DELETE FROM outbox.account_events",
    ]) {
      expect(await sqlState(runtime.query(attack)), attack).toBe("42501");
    }
    await runtime.end();
  });
});
