// Three ways to post the same rows into the same tables of one Postgres: Ledge's, the textbook's, and bulk inserts without checks, which are
// the database's own limit.
import pg from "pg";
import type { Transfer } from "./workload.ts";

export interface Contender {
  readonly name: string;
  /** Posts transfers. Resolves when they are committed. */
  post(batch: readonly Transfer[]): Promise<void>;
  close(): Promise<void>;
}

export async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  // After a failure Postgres ends before its connections do: the failure is what is reported.
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

/** Posts as a lane does: one statement per batch, on one connection. */
export async function ledge(runtimeUrl: string): Promise<Contender> {
  const client = await connect(runtimeUrl);
  return {
    name: "ledge",
    async post(batch) {
      const requests = JSON.stringify(batch.map((item, ordinal) => ({ ordinal, ...item })));
      const { rows } = await client.query<{ answers: { refusal: (string | null)[] } }>(
        "SELECT payments.post_transfers($1::json) AS answers",
        [requests],
      );
      const refusals = rows[0]?.answers.refusal ?? [];
      const refused = refusals.find((refusal) => refusal !== null);
      if (refused !== undefined || refusals.length !== batch.length) throw new Error(`not posted: ${refused}`);
    },
    close: () => client.end(),
  };
}

interface Row {
  readonly id: string;
  readonly available: string | null;
  readonly posted: string;
  readonly version: string;
}

// Named statements are parsed and planned once per connection.
const statement = (name: string, text: string) => (values: unknown[]) => ({ name, text, values });
const lock = statement(
  "lock",
  `SELECT id, posted - pending_out + overdraft_limit AS available, posted, version FROM ledger.accounts WHERE id IN ($1, $2) ORDER BY id FOR UPDATE`,
);
const key = statement(
  "key",
  `INSERT INTO idempotency.keys (principal, key, fingerprint, operation, resource, recorded_at) VALUES ($1, $2, $3, 'createTransfer', $4, now())`,
);
const journal = statement(
  "journal",
  `INSERT INTO ledger.transfers (id, source_account, destination_account, amount, recorded_at, source_version, source_balance, destination_version,
                                 destination_balance, actor, request_id, trace_id, currency, description, metadata)
   VALUES ($1, $2, $3, $4, now(), $8, $9, $10, $11, $12, $13, $14, $5, $6, $7)`,
);
const entries = statement(
  "entries",
  `INSERT INTO ledger.entries (account_id, version, posting, amount, balance_after, recorded_at)
   VALUES ($1, $2, $7, -$8::bigint, $3, now()), ($4, $5, $7, $8, $6, now())`,
);
const event = statement(
  "event",
  `INSERT INTO outbox.pending (type, transfers, occurred_at) VALUES ('transfer.posted', ARRAY[$1::uuid], now())`,
);
const balance = statement("balance", `UPDATE ledger.accounts SET posted = $2, version = $3 WHERE id = $1`);

const CLASSIC_CONNECTIONS = 16;

/**
 * Posts as most ledgers do: a transaction per transfer that locks both accounts, checks, inserts and updates; on 16 connections.
 *
 * @param isComplete false: without the key and the event, hence without exactly-once and outbox: the fewest statements that post.
 */
export async function classic(adminUrl: string, isComplete: boolean): Promise<Contender> {
  const clients = await Promise.all(Array.from({ length: CLASSIC_CONNECTIONS }, () => connect(adminUrl)));
  return {
    name: isComplete ? "classic" : "classic, bare",
    async post(batch) {
      let taken = 0;
      await Promise.all(
        clients.map(async (client) => {
          for (let item = batch[taken++]; item !== undefined; item = batch[taken++]) await postClassic(client, item, isComplete);
        }),
      );
    },
    close: async () => void (await Promise.all(clients.map((client) => client.end()))),
  };
}

async function postClassic(client: pg.Client, item: Transfer, isComplete: boolean): Promise<void> {
  const { source_account: source, destination_account: destination, seed: id, amount } = item;
  await client.query("BEGIN");
  const { rows } = await client.query<Row>(lock([source, destination]));
  const [from, to] = [rows.find((row) => row.id === source) as Row, rows.find((row) => row.id === destination) as Row];
  if (from.available !== null && BigInt(from.available) < BigInt(amount)) throw new Error("insufficient funds");
  const debited = { posted: BigInt(from.posted) - BigInt(amount), version: BigInt(from.version) + 1n };
  const credited = { posted: BigInt(to.posted) + BigInt(amount), version: BigInt(to.version) + 1n };
  if (isComplete) await client.query(key([item.principal, item.key, bytes(item), id]));
  await client.query(
    journal([
      ...[id, source, destination, amount, item.currency, item.description, item.metadata],
      ...[debited.version, debited.posted, credited.version, credited.posted, item.principal, item.request_id, item.trace_id],
    ]),
  );
  await client.query(entries([source, debited.version, debited.posted, destination, credited.version, credited.posted, id, amount]));
  if (isComplete) await client.query(event([id]));
  await client.query(balance([source, debited.posted, debited.version]));
  await client.query(balance([destination, credited.posted, credited.version]));
  await client.query("COMMIT");
}

const bytes = ({ fingerprint }: Transfer): Buffer => Buffer.from(fingerprint.slice(2), "hex");

/** Inserts the same rows in bulk without any check: nothing on this database can be faster. */
export async function raw(adminUrl: string): Promise<Contender> {
  const client = await connect(adminUrl);
  let version = 0;
  return {
    name: "raw",
    async post(batch) {
      const column = <T>(of: (item: Transfer) => T): T[] => batch.map(of);
      const [ids, sources, destinations] = [
        column((item) => item.seed),
        column((item) => item.source_account),
        column((item) => item.destination_account),
      ];
      const amounts = column((item) => item.amount);
      const versions = batch.map(() => (version += 1));
      await client.query("BEGIN");
      await client.query(rawKeys([column((item) => item.principal), column((item) => item.key), column(bytes), ids]));
      await client.query(
        rawJournal([
          ...[ids, sources, destinations, amounts, column((item) => item.description), versions],
          ...[column((item) => item.principal), column((item) => item.request_id), column((item) => item.trace_id)],
        ]),
      );
      await client.query(rawEntries([ids, sources, destinations, amounts, versions]));
      await client.query(rawEvent([ids]));
      await client.query("COMMIT");
    },
    close: () => client.end(),
  };
}

const rawKeys = statement(
  "raw-keys",
  `INSERT INTO idempotency.keys (principal, key, fingerprint, operation, resource, recorded_at)
   SELECT principal, key, fingerprint, 'createTransfer', resource, now()
     FROM unnest($1::uuid[], $2::text[], $3::bytea[], $4::uuid[]) AS k (principal, key, fingerprint, resource)`,
);
const rawJournal = statement(
  "raw-journal",
  `INSERT INTO ledger.transfers (id, source_account, destination_account, amount, recorded_at, source_version, source_balance, destination_version,
                                 destination_balance, actor, request_id, trace_id, currency, description, metadata)
   SELECT id, source, destination, amount, now(), 1000000000 + version, 0, 1000000000 + version, 0, actor, request_id, trace_id, 'EUR', description, '{}'
     FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[], $5::text[], $6::bigint[], $7::uuid[], $8::uuid[], $9::uuid[])
            AS t (id, source, destination, amount, description, version, actor, request_id, trace_id)`,
);
const rawEntries = statement(
  "raw-entries",
  `INSERT INTO ledger.entries (account_id, version, posting, amount, balance_after, recorded_at)
   SELECT leg.account, 1000000000 + version, id, leg.amount, 0, now()
     FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[], $5::bigint[]) AS t (id, source, destination, amount, version)
    CROSS JOIN LATERAL (VALUES (source, -amount), (destination, amount)) AS leg (account, amount)`,
);
const rawEvent = statement("raw-event", `INSERT INTO outbox.pending (type, transfers, occurred_at) VALUES ('transfer.posted', $1, now())`);
