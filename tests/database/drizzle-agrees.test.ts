// Drizzle describes the tables and migrations create them. This test proves that both agree.
import { getTableConfig, type PgTable } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as accounts from "../../core-service/src/database/schema/accounts.ts";
import * as audit from "../../core-service/src/database/schema/audit.ts";
import * as customers from "../../core-service/src/database/schema/customers.ts";
import * as idempotency from "../../core-service/src/database/schema/idempotency.ts";
import * as identity from "../../core-service/src/database/schema/identity.ts";
import * as ledger from "../../core-service/src/database/schema/ledger.ts";
import * as outbox from "../../core-service/src/database/schema/outbox.ts";
import * as payments from "../../core-service/src/database/schema/payments.ts";
import * as search from "../../core-service/src/database/schema/search.ts";
import * as webhooks from "../../core-service/src/database/schema/webhooks.ts";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";

const described: PgTable[] = [
  accounts.accounts,
  audit.furtherResources,
  audit.head,
  audit.pending,
  audit.records,
  audit.refusedRequests,
  customers.customers,
  idempotency.keys,
  idempotency.refusals,
  identity.apiKeys,
  ledger.backdatedDays,
  ledger.backdatings,
  ledger.clockTurn,
  ledger.entries,
  ledger.ledgerAccounts,
  ledger.overdraftChanges,
  ledger.pendingEntries,
  ledger.transactions,
  ledger.transfers,
  payments.holds,
  outbox.accountEvents,
  outbox.deadLetters,
  outbox.events,
  outbox.head,
  outbox.inboxes,
  outbox.pending,
  search.documents,
  search.state,
  search.terms,
  webhooks.attempts,
  webhooks.deliveries,
  webhooks.endpoints,
];

type Shape = Record<string, { columns: Record<string, string>; primaryKey: string[] }>;

function describedShape(tables: readonly PgTable[]): Shape {
  return Object.fromEntries(
    tables.map((table) => {
      const config = getTableConfig(table);
      const columns = config.columns.map((column) => [
        column.name,
        `${column.getSQLType()}${column.notNull ? " not null" : ""}${column.hasDefault ? " default" : ""}`,
      ]);
      const single = config.columns.filter((column) => column.primary).map((column) => column.name);
      const composite = config.primaryKeys.flatMap((key) => key.columns.map((column) => column.name));
      return [`${config.schema}.${config.name}`, { columns: Object.fromEntries(columns), primaryKey: [...single, ...composite] }];
    }),
  );
}

async function migratedShape(database: TestDatabase): Promise<Shape> {
  const client = await connect(database.adminUrl);
  const { rows } = await client.query<{ name: string; columns: Record<string, string>; primary_key: string[] | null }>(`
    SELECT n.nspname || '.' || c.relname AS name,
           jsonb_object_agg(a.attname, format_type(a.atttypid, a.atttypmod)
             || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END || CASE WHEN a.atthasdef OR a.attidentity <> '' THEN ' default' ELSE '' END) AS columns,
           (SELECT array_agg(k.attname::text ORDER BY position)
              FROM pg_constraint AS p, unnest(p.conkey) WITH ORDINALITY AS u (attnum, position)
              JOIN pg_attribute AS k ON k.attnum = u.attnum
             WHERE p.conrelid = c.oid AND p.contype = 'p' AND k.attrelid = c.oid) AS primary_key
      FROM pg_class AS c
      JOIN pg_namespace AS n ON n.oid = c.relnamespace
      JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'migrations', 'rotation')
     GROUP BY c.oid, n.nspname, c.relname`);
  await client.end();
  return Object.fromEntries(rows.map((row) => [row.name, { columns: row.columns, primaryKey: row.primary_key ?? [] }]));
}

describe("Drizzle and the migrations", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(async () => await database.drop());

  test("describe the same tables, columns, types, nullability, defaults and primary keys", async () => {
    expect(describedShape(described)).toEqual(await migratedShape(database));
  });

  test("disagree visibly when a column is added, retyped or loosened in the database alone", async () => {
    for (const change of [
      "ALTER TABLE ledger.entries ADD COLUMN note text",
      "ALTER TABLE webhooks.attempts ALTER COLUMN duration_ms TYPE bigint",
      "ALTER TABLE customers.customers ALTER COLUMN name DROP NOT NULL",
    ]) {
      const other = await createTestDatabase();
      const client = await connect(other.adminUrl);
      await client.query(change);
      await client.end();
      expect(await migratedShape(other), change).not.toEqual(describedShape(described));
      await other.drop();
    }
  });
});
