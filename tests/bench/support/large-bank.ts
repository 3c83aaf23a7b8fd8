// A bank of many customers and transfers, written straight into the tables as the posting functions leave them: only what is searched has to be true of it.
import type pg from "pg";

/** How much there is. */
export interface Size {
  readonly customers: number;
  readonly transfers: number;
}

/** How many rows one statement writes. */
const PER_STATEMENT = 100_000;
const FIRST_NAMES =
  "{Ada,Grace,Hedy,Joan,Katherine,Łucja,Ἑλένη,Søren,José,Zoë,Fatima,Chidi,Mei,Olga,Priya,Tariq,Ingrid,Yusuf,Amélie,Björn}";
const LAST_NAMES =
  "{Lovelace,Hopper,Lamarr,Clarke,Johnson,Nowak,Παπαδόπουλος,Ångström,García,Müller,Okafor,Zhang,Petrova,Sharma,Haddad,Larsen,Demir,Dubois,Lindqvist,O'Brien}";
const PURPOSES = "{Rent,Invoice,Salary,Groceries,Electricity bill,Gift,Loan instalment,Insurance premium,Card payment,Refund}";

/** Every customer has an account; a transfer is between two of them, with a description, an external id and metadata. */
export async function fillBank(admin: pg.Client, { customers, transfers }: Size): Promise<void> {
  await admin.query("SET statement_timeout = 0");
  await admin.query(
    `CREATE TEMP TABLE people AS SELECT n, uuidv7() AS customer, uuidv7() AS account FROM generate_series(0, ${customers - 1}) AS n`,
  );
  await admin.query("ALTER TABLE people ADD PRIMARY KEY (n)");
  await admin.query(
    `INSERT INTO customers.customers (id, type, name, email, external_id, metadata, created_at, updated_at)
     SELECT customer, 'person', (${quoted(FIRST_NAMES)})[1 + n % 20] || ' ' || (${quoted(LAST_NAMES)})[1 + (n / 20) % 20] || ' ' || n, 'c' || n || '@example.com',
            'crm-' || n, jsonb_build_object('branch', 'B-' || n % 500), now(), now() FROM people`,
  );
  await admin.query(
    `INSERT INTO ledger.accounts (id, owner_id, currency, normal_side, overdraft_limit, opened_on) SELECT account, customer, 'EUR', 'credit', NULL, '2020-01-01' FROM people`,
  );
  await admin.query(
    `INSERT INTO accounts.accounts (id, kind, customer_id, currency, name, metadata, created_at) SELECT account, 'customer', customer, 'EUR', 'Everyday ' || n, '{}', now() FROM people`,
  );
  for (let from = 0; from < transfers; from += PER_STATEMENT) {
    await admin.query(
      `INSERT INTO ledger.transfers (id, source_account, destination_account, amount, recorded_at, source_version, source_balance, destination_version, destination_balance,
                                     currency, description, external_id, metadata)
       SELECT uuidv7(), a.account, b.account, 100 + i % 90000, now(), 1, 0, 1, 0, 'EUR', (${quoted(PURPOSES)})[1 + i % 10] || ' ' || i, 'inv-' || i,
              jsonb_build_object('order', 'A-' || i % 250000)
         FROM generate_series(${from}, ${Math.min(from + PER_STATEMENT, transfers) - 1}) AS i
         JOIN people AS a ON a.n = (i::bigint * 7919) % ${customers} JOIN people AS b ON b.n = (i::bigint * 104729 + 1) % ${customers}`,
    );
  }
  await admin.query("ANALYZE");
}

const quoted = (array: string): string => `'${array.replaceAll("'", "''")}'::text[]`;
