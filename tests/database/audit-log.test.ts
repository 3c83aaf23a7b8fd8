// The audit log in the database (law 22): every key that is committed gets one record, with an index of its own, whoever commits late; and the runtime can
// neither change nor forge what is in it.
import { randomInt } from "node:crypto";
import { random } from "@ledge/verification/random";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sequenceAll } from "../../core-service/src/audit/read-records.ts";
import { operations } from "../../core-service/src/lane/operations.ts";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { attempt, openAccount, openFunded, post, PRINCIPAL, retryOf, transfer } from "../support/ledger-fixture.ts";
import { withMutant } from "../support/mutant.ts";
import { workOn, writeCall } from "../support/work.ts";

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

const sequence = async (client: pg.Client, most = 1_000): Promise<number> =>
  Number((await client.query<{ size: string }>("SELECT audit.sequence($1) AS size", [most])).rows[0]?.size);

/** What law 22 asks of the log, as a list of what is wrong. */
async function faultsOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ fault: string }>(`
    SELECT 'a key without one record: ' || k.key AS fault FROM idempotency.keys AS k
     WHERE (SELECT count(*) FROM audit.records AS r WHERE r.principal = k.principal AND r.key_digest = sha256(convert_to(k.key, 'UTF8'))) <> 1
    UNION ALL SELECT 'a gap before ' || index FROM (SELECT index, row_number() OVER (ORDER BY index) - 1 AS place FROM audit.records) AS r WHERE index <> place
    UNION ALL SELECT 'the head is not the end' FROM audit.head WHERE size <> (SELECT count(*) FROM audit.records)
    UNION ALL SELECT 'something still waits' FROM audit.pending`);
  return rows.map(({ fault }) => fault);
}

describe("a transfer", () => {
  test("has a record that says who, what, with which outcome, when and by which request", async () => {
    const [source, destination] = [await openFunded(admin, 5n), await openAccount(admin)];
    const [paid, refused] = [transfer(source, destination, "5"), transfer(source, destination, "1")];
    await post(admin, [paid, refused]);
    await post(admin, [retryOf(paid)]);
    await sequence(admin);
    const { rows } = await admin.query(
      `SELECT r.operation, r.outcome, r.resources, r.request_id, '\\x' || encode(r.fingerprint, 'hex') AS fingerprint, r.recorded_at = k.recorded_at AS in_time,
              octet_length(salt) AS salt, k.resource
         FROM audit.records AS r JOIN idempotency.keys AS k ON r.principal = k.principal AND r.key_digest = sha256(convert_to(k.key, 'UTF8'))
        WHERE k.key = ANY ($1) ORDER BY outcome`,
      [[paid.key, refused.key]],
    );
    const of = ({ request_id, fingerprint }: typeof paid) => ({ request_id, fingerprint });
    const same = { operation: "createTransfer", in_time: true, salt: 16 };
    expect(rows).toEqual([
      { ...same, ...of(paid), outcome: "done", resources: [rows[0]?.resource], resource: expect.any(String) },
      { ...same, ...of(refused), outcome: "insufficient_funds", resources: [], resource: null },
    ]);
    expect(await faultsOf(admin)).toEqual([]);
  });
});

/** One transfer is held open while three others are committed and sequenced; then it commits. */
async function sequenceAroundALateCommitter(own: TestDatabase): Promise<string[]> {
  const [late, prompt, log] = [await connect(own.runtimeUrl), await connect(own.otherRuntimeUrl), await connect(own.adminUrl)];
  const account = (): Promise<string> => openAccount(log, { overdraftLimit: null });
  const lateOne = transfer(await account(), await account(), "1");
  const others = await Promise.all([1, 2, 3].map(async () => transfer(await account(), await account(), "1")));
  await late.query("BEGIN");
  await post(late, [lateOne]);
  for (const one of others) {
    await post(prompt, [one]);
    await sequence(log);
  }
  await late.query("COMMIT");
  await sequence(log);
  const faults = await faultsOf(log);
  for (const client of [late, prompt, log]) await client.end();
  return faults;
}

describe("sequencing", () => {
  test("never skips who commits late", async () => {
    const own = await createTestDatabase();
    expect(await sequenceAroundALateCommitter(own)).toEqual([]);
    await own.drop();
  });

  test("by `id > last` would skip who commits late (mutant)", async () => {
    // The last one that was taken is remembered, so what was noted before it and is committed after it is never taken.
    const bug = "CROSS JOIN LATERAL (SELECT setval('audit.last', seq)) AS remembered WHERE seq > (SELECT last_value FROM audit.last)";
    await withMutant("audit.sequence", { "next-taken": bug }, async (mutated, client) => {
      await client.query("CREATE SEQUENCE audit.last; ALTER SEQUENCE audit.last OWNER TO ledge_owner");
      expect(await sequenceAroundALateCommitter(mutated)).toContain("something still waits");
    });
  });

  test("by two at once without the lock would fail at the log's primary key (mutant)", async () => {
    await withMutant("audit.sequence", { "one-sequencer": "; --" }, async (mutated) => {
      await expect(writeAndSequence(mutated)).rejects.toMatchObject({ code: "23505" });
    });
  });

  test("by several at once, while several write, gives every key one record and every index one key", async () => {
    const own = await createTestDatabase();
    const owner = await connect(own.adminUrl);
    await writeAndSequence(own);
    expect(await faultsOf(owner)).toEqual([]);
    await owner.end();
    await own.drop();
  });
});

/** Six write at random, and two sequence meanwhile; in the end everything is sequenced. */
async function writeAndSequence(own: TestDatabase): Promise<void> {
  const seed = randomInt(2 ** 31);
  console.info(`seed ${seed}`);
  const draw = random(seed);
  const owner = await connect(own.adminUrl);
  const accounts: string[] = [];
  while (accounts.length < 6) accounts.push(await openAccount(owner, { overdraftLimit: 3n }));
  const clients = await Promise.all(Array.from({ length: 8 }, () => connect(own.runtimeUrl)));
  const batch = () =>
    Array.from({ length: 1 + draw(5) }, () => {
      const from = draw(6);
      return transfer(accounts[from] as string, accounts[(from + 1 + draw(5)) % 6] as string, "1");
    });
  let isWriting = true;
  const writing = Promise.all(
    clients.slice(2).map(async (writer) => {
      for (let round = 0; round < 30; round += 1) await post(writer, batch());
    }),
  ).finally(() => (isWriting = false));
  const sequencing = clients.slice(0, 2).map(async (sequencer) => {
    while (isWriting) await sequence(sequencer, 1 + draw(20));
  });
  try {
    await Promise.all([writing, ...sequencing]);
    await sequence(owner, 100_000);
  } finally {
    await writing;
    for (const client of [owner, ...clients]) await client.end();
  }
}

describe("a range of the log that has ended", () => {
  /**
   * Lists what ended while a command was under way that was recorded before, by its Worker's clock as commands are, and once more after its commit.
   *
   * @returns the ids of both answers.
   */
  async function listAround(own: TestDatabase): Promise<[string[], string[]]> {
    const [late, runtime] = [await connect(own.runtimeUrl), await connect(own.otherRuntimeUrl)];
    await late.query("BEGIN");
    await late.query(
      `INSERT INTO idempotency.keys (principal, key, fingerprint, recorded_at, operation, outcome)
       VALUES ($1, 'late', sha256('late'), clock_timestamp(), 'openAccount', '{}')`,
      [PRINCIPAL],
    );
    const work = workOn(runtime);
    await operations.createCustomer(work, writeCall(), { type: "person", name: "Ada" });
    const list = async (until: string) => {
      const { data, to = "" } = await operations.listAuditRecords(work, writeCall(), { to: until }, { limit: 100, before: null });
      return { to, ids: data.map(({ record }) => record.id) };
    };
    // Asked for until later, it ends where nothing can be put into the log any more, and says so. A range has milliseconds, and so it is asked for once more.
    await list(new Date(Date.now() + 60_000).toISOString());
    const { to } = await list(new Date(Date.now() + 60_000).toISOString());
    const first = await list(to);
    await late.query("COMMIT");
    const again = await list(to);
    for (const client of [late, runtime]) await client.end();
    return [first.ids, again.ids];
  }

  test("stays as it was read, although who had recorded before commits after", async () => {
    const own = await createTestDatabase();
    const [first, again] = await listAround(own);
    expect(first).toHaveLength(1);
    expect(again).toEqual(first);
    await own.drop();
  });

  test("would change if it were one of the time of recording (mutant)", async () => {
    await withMutant(
      "audit.sequence",
      {
        "under-the-lock":
          "(SELECT min(k.recorded_at) FROM audit.pending AS p, unnest(p.keys) AS noted (key) JOIN idempotency.keys AS k USING (key)); --",
      },
      async (mutated) => {
        const [first, again] = await listAround(mutated);
        expect(again).not.toEqual(first);
      },
    );
  });
});

describe("everything that is committed", () => {
  test("gets its place in a bounded number of steps, however much is noted meanwhile", async () => {
    let [size, calls] = [0, 0];
    const database = {
      execute: () => {
        calls += 1;
        if (calls > 10) throw new Error("it never ends");
        return Promise.resolve({ rows: [{ size: String((size += 1)) }] });
      },
    };
    await sequenceAll(database as never);
    expect(calls).toBe(2);
  });
});

describe("the runtime", () => {
  const attacks = [
    "UPDATE audit.records SET outcome = 'done'",
    "DELETE FROM audit.records",
    "TRUNCATE audit.records",
    "INSERT INTO audit.records SELECT * FROM audit.records",
    "UPDATE audit.head SET size = 0",
    "INSERT INTO audit.pending (principals, keys) VALUES ('{}', '{}')",
    "DELETE FROM audit.pending",
    "DELETE FROM audit.further_resources",
    "DROP TRIGGER append_keys ON idempotency.keys",
    "ALTER TABLE idempotency.keys DISABLE TRIGGER append_keys",
    "SET session_replication_role = replica",
    "SELECT audit.append_keys()",
  ];
  test.each(attacks)("is refused: %s", async (attack) => {
    const runtime = await connect(database.runtimeUrl);
    expect(await attempt(runtime, attack)).toMatch(/^(42501|0A000)$/);
    await runtime.end();
  });

  test("writes no key without its record, in whatever way", async () => {
    const runtime = await connect(database.runtimeUrl);
    await runtime.query(
      `INSERT INTO idempotency.keys (principal, key, fingerprint, recorded_at, operation, outcome)
       SELECT $1, 'direct-' || n, sha256(n::text::bytea), now(), 'openAccount', '{}' FROM generate_series(1, 3) AS n`,
      [PRINCIPAL],
    );
    await runtime.end();
    await sequence(admin);
    expect(await faultsOf(admin)).toEqual([]);
  });
});
