// Planted bugs, each of which chaos must catch: they prove that its checkers can fail. A mutant changes the database after its
// migrations, the text of a Worker's bundle, or the clients.
import type { BookRule } from "@ledge/database/books/books";
import type pg from "pg";
import type { Bundle } from "@ledge/dev/workerd/bundle-workers";
import type { DeliveryLaw } from "./judge-deliveries.ts";
import type { EffectLaw } from "./judge-effects.ts";
import type { ReadLaw } from "./judge-reads.ts";
import { type AtMarkers, plant } from "./plant.ts";

/** A bug in a function of the database. */
interface FunctionBug {
  readonly name: string;
  readonly bug: AtMarkers;
  /** The name of the function with the bug, when the original is to stay; left out: it is replaced. */
  readonly as?: string;
}

/** An exact text in a Worker's bundle, and its replacement. */
interface BundleChange {
  /** The path of the Worker's configuration. */
  readonly name: string;
  readonly original: string;
  readonly replacement: string;
}

export interface Mutant {
  readonly name: string;
  readonly what: string;
  /** The laws that it breaks: a violation of any other does not count as catching it. */
  readonly breaks: readonly (BookRule | DeliveryLaw | EffectLaw | ReadLaw | typeof DRAINS)[];
  readonly functions?: readonly FunctionBug[];
  /** Executed after the functions are changed. */
  readonly sql?: string;
  readonly bundles?: readonly BundleChange[];
  readonly forgetsKeys?: boolean;
}

/** The law that run.ts checks by waiting until nothing is under way. */
export const DRAINS = "everything drains";
const ONCE = "what was asked once is done once";
const IN_ORDER = "an endpoint is sent the feed in its order";
const CORE = "core-service/wrangler.toml";
const WEBHOOKS = "workers/webhooks/wrangler.toml";

export const mutants: readonly Mutant[] = [
  {
    name: "key-outside",
    what: "the keys of transfers are written by a second transaction, after the one that posts",
    breaks: ["what was booked has exactly one key", "a key answers with what was booked", ONCE],
    // Wraps the real function and moves its new keys elsewhere, so that the mutant keeps working when the function changes.
    sql: `
      ALTER FUNCTION payments.post_transfers(json) RENAME TO post_with_keys;
      CREATE TABLE payments.keys_to_come (LIKE idempotency.keys);
      CREATE FUNCTION payments.post_transfers(requests json) RETURNS json LANGUAGE plpgsql SECURITY DEFINER AS $$
      DECLARE answers json := payments.post_with_keys(requests);
      BEGIN
        WITH fresh AS (
          DELETE FROM idempotency.keys AS k
           USING json_to_recordset(requests) AS r (ordinal int, principal uuid, key text)
           WHERE NOT (answers -> 'replayed' ->> r.ordinal)::boolean AND k.principal = r.principal AND k.key = r.key RETURNING k.*)
        INSERT INTO payments.keys_to_come SELECT * FROM fresh;
        -- Noted for the audit log when they are kept: the bug is one of the keys alone.
        DELETE FROM audit.pending WHERE keys IS NOT NULL AND xmin::text = pg_current_xact_id()::text;
        RETURN answers;
      END $$;
      CREATE FUNCTION payments.keep_keys(requests json) RETURNS void LANGUAGE sql SECURITY DEFINER AS $$
        WITH own AS (
          DELETE FROM payments.keys_to_come AS k USING json_to_recordset(requests) AS r (principal uuid, key text)
           WHERE k.principal = r.principal AND k.key = r.key RETURNING k.*)
        INSERT INTO idempotency.keys SELECT * FROM own ON CONFLICT DO NOTHING
      $$;
      GRANT EXECUTE ON FUNCTION payments.post_transfers(json), payments.keep_keys(json) TO ledge_runtime`,
    bundles: [
      {
        name: CORE,
        original: 'client.query("SELECT payments.post_transfers($1::json) AS answers", [requests]);',
        replacement:
          'client.query("SELECT payments.post_transfers($1::json) AS answers", [requests]);\n' +
          '  await client.query("SELECT payments.keep_keys($1::json)", [requests]);',
      },
    ],
  },
  {
    name: "no-row-lock",
    what: "accounts are not locked, and the two checks behind the lock are off: that ledger.post was not overtaken, and that versions are unique",
    breaks: [
      "a balance is the fold of its entries",
      "versions run 1..n without a gap",
      "balance_after is the running balance",
      "recorded time never runs back along versions",
      // A hold's own figures are overwritten as a posting's are; which of them a run draws first is chance.
      "pending is the sum of the open holds",
      "pending is the fold of its own entries",
    ],
    functions: [
      { name: "ledger.lock_accounts", bug: { "row-lock": "--" } },
      { name: "ledger.post", bug: { overtaken: "; --" } },
    ],
    sql: `
      ALTER TABLE ledger.entries DROP CONSTRAINT entries_pkey;
      CREATE INDEX ON ledger.entries (account_id, version)`,
  },
  {
    name: "limit-at-end",
    what: "overdraft limits are checked against the balances that a batch ends with, and not against those of every prefix",
    breaks: ["no balance was ever below its overdraft limit"],
    // A batch whose final balances break a limit is refused as before, by the original function.
    functions: [
      {
        name: "ledger.post",
        bug: {
          "debit-overdraft-limit": "false AND",
          "credit-overdraft-limit": "false AND",
          "hold-debit-limit": "false AND",
          "hold-credit-limit": "false AND",
        },
        as: "ledger.post_laxly",
      },
    ],
    sql: `
      ALTER FUNCTION ledger.post(ledger.posting[], timestamptz, ledger.held[]) RENAME TO post_strictly;
      CREATE FUNCTION ledger.post(postings ledger.posting[], posted_at timestamptz, held ledger.held[] DEFAULT NULL)
      RETURNS ledger.posting_outcome[] LANGUAGE plpgsql AS $$
      BEGIN
        RETURN ledger.post_laxly(postings, posted_at, held);
      EXCEPTION WHEN check_violation THEN
        RETURN ledger.post_strictly(postings, posted_at, held);
      END $$`,
  },
  {
    name: "drifting-replay",
    what: "a replay of a transfer is answered with the balances of its accounts at present, and not with those after it",
    breaks: ["one key has one answer"],
    functions: [
      {
        name: "payments.answers",
        bug: {
          "as-booked": `(
            SELECT b.id, b.request_id, b.source_account, b.destination_account,
                   s.posted AS source_balance, nullif(s.pending_in, 0) AS source_pending_in, nullif(s.pending_out, 0) AS source_pending_out,
                   s.version AS source_version,
                   d.posted AS destination_balance, nullif(d.pending_in, 0) AS destination_pending_in,
                   nullif(d.pending_out, 0) AS destination_pending_out, d.version AS destination_version
              FROM ledger.transfers AS b
              JOIN ledger.accounts AS s ON s.id = b.source_account
              JOIN ledger.accounts AS d ON d.id = b.destination_account) AS t ON t.id = k.resource --`,
        },
      },
    ],
  },
  {
    name: "stale-reads",
    what: "reads by id are answered from a snapshot that is up to a fifth of a second old, as by a replica that lags",
    breaks: ["a read shows what was acknowledged before it"],
    bundles: [
      {
        name: CORE,
        original: "this.#use(({ database }) => findSet(database, read, items))",
        replacement: `this.#use(async ({ client, database }) => {
          if (Date.now() - (client.snapshotMs ?? 0) > 200) {
            await client.query("ROLLBACK");
            await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ");
            client.snapshotMs = Date.now();
          }
          return findSet(database, read, items);
        })`,
      },
    ],
  },
  { name: "forgetful-retry", what: "a client's retry takes a new key", breaks: [ONCE], forgetsKeys: true },
  {
    name: "id-after-last",
    what: "the feed continues after the newest id that it has, and so leaves out events that were committed late",
    breaks: ["the feed has no gap, and per account it follows the versions", DRAINS],
    functions: [
      {
        name: "outbox.sequence",
        bug: {
          "next-taken":
            "WHERE id > coalesce((SELECT id FROM outbox.events ORDER BY position DESC LIMIT 1), '00000000-0000-0000-0000-000000000000')",
        },
      },
    ],
  },
  {
    name: "record-outside",
    what: "what is recorded under a key is noted for the audit log by the next transaction, and not by its own",
    breaks: ["a key has exactly one record"],
    sql: `
      CREATE TABLE audit.to_come (principal uuid, key text);
      CREATE FUNCTION audit.note_later() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
      BEGIN
        WITH earlier AS (DELETE FROM audit.to_come RETURNING *)
        INSERT INTO audit.pending (principals, keys) SELECT array_agg(principal), array_agg(key) FROM earlier HAVING count(*) > 0;
        INSERT INTO audit.to_come SELECT principal, key FROM written;
        RETURN NULL;
      END $$;
      DROP TRIGGER append_keys ON idempotency.keys;
      CREATE TRIGGER note_later AFTER INSERT ON idempotency.keys REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION audit.note_later()`,
  },
  {
    name: "trusting-consumer",
    what: "the consumer applies the event of the newest message alone, and skips those before it",
    breaks: [IN_ORDER, "an endpoint gets each event at least once"],
    bundles: [
      {
        name: CORE,
        original: "await lockInbox(database, consumer)",
        replacement: "Math.max(await lockInbox(database, consumer), through - 1)",
      },
    ],
  },
  {
    name: "impatient-dispatcher",
    what: "a delivery that failed does not hold up those behind it",
    breaks: [IN_ORDER],
    bundles: [{ name: WEBHOOKS, original: "if (!goesOn || ports.nowMs() >= endMs) break;", replacement: "" }],
  },
];

/** Plants a mutant in a migrated database. @throws when a function has lost a marker. */
export async function plantInDatabase(mutant: Mutant | null, admin: pg.Client): Promise<void> {
  for (const { name, bug, as } of mutant?.functions ?? []) await plant(admin, name, bug, as);
  if (mutant?.sql !== undefined) await admin.query(mutant.sql);
}

/** The bundles with a mutant planted. @throws when a bundle does not have the text that the mutant changes: adapt the mutant then. */
export function plantInBundles(mutant: Mutant | null, bundles: readonly Bundle[]): Bundle[] {
  return bundles.map(({ configPath, script }) => ({
    configPath,
    script: (mutant?.bundles ?? []).filter(({ name }) => name === configPath).reduce(replaced, script),
  }));
}

function replaced(source: string, { name, original, replacement }: BundleChange): string {
  const parts = source.split(original);
  if (parts.length !== 2) throw new Error(`${name} has ${parts.length - 1} of "${original}", and not one: adapt the mutant.`);
  return parts.join(replacement);
}
