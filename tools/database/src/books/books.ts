// Checks the books by the tables alone: the laws of money, of exactly-once and of the audit log, in one snapshot, so that it may run under load.
import type pg from "pg";
import { auditRules } from "./audit-rules.ts";

/** SQL for an entry's amount, positive on the side on which the account's balance grows. */
const SIGNED = "CASE a.normal_side WHEN 'credit' THEN e.amount ELSE -e.amount END";

/** Each rule is a query for what violates it, as text. */
const rules = {
  ...auditRules,
  "debits equal credits per transaction and currency": `
    SELECT format('transaction %s: %s %s', e.posting, sum(e.amount), a.currency)
      FROM ledger.entries AS e JOIN ledger.accounts AS a ON a.id = e.account_id
     GROUP BY e.posting, a.currency
    HAVING sum(e.amount) <> 0`,

  "an entry is of an account": `
    SELECT format('entry %s/%s', e.account_id, e.version)
      FROM ledger.entries AS e WHERE NOT EXISTS (SELECT FROM ledger.accounts AS a WHERE a.id = e.account_id)`,

  "a balance is the fold of its entries": `
    SELECT format('account %s: %s, its entries make %s', a.id, a.posted, coalesce(sum(${SIGNED}), 0))
      FROM ledger.accounts AS a LEFT JOIN ledger.entries AS e ON e.account_id = a.id
     GROUP BY a.id HAVING a.posted <> coalesce(sum(${SIGNED}), 0)`,

  "versions run 1..n without a gap": `
    SELECT format('account %s: version %s, %s entries up to %s', a.id, a.version, count(e.*), max(e.version))
      FROM ledger.accounts AS a LEFT JOIN ledger.entries AS e ON e.account_id = a.id
     GROUP BY a.id HAVING a.version <> count(e.*) OR a.version <> coalesce(max(e.version), 0)`,

  "balance_after is the running balance": `
    SELECT format('entry %s/%s: %s, not %s', account_id, version, balance_after, running)
      FROM (SELECT e.account_id, e.version, e.balance_after,
                   sum(${SIGNED}) OVER (PARTITION BY e.account_id ORDER BY e.version) AS running
              FROM ledger.entries AS e JOIN ledger.accounts AS a ON a.id = e.account_id) AS fold
     WHERE balance_after <> running`,

  // Each balance is checked against the limit at its time: a change of the limit records the version of the entry before it.
  "no balance was ever below its overdraft limit": `
    SELECT format('account %s: %s', a.id, least(a.posted - a.pending_out::numeric, min(e.balance_after)))
      FROM ledger.accounts AS a
      LEFT JOIN ledger.entries AS e ON e.account_id = a.id
      LEFT JOIN LATERAL (SELECT c.number, c.old_limit FROM ledger.overdraft_changes AS c
                          WHERE c.account_id = a.id AND c.version >= e.version ORDER BY c.number LIMIT 1) AS next ON true
     GROUP BY a.id
    HAVING a.posted - a.pending_out::numeric < -a.overdraft_limit
        OR bool_or(e.balance_after < -CASE WHEN next.number IS NULL THEN a.overdraft_limit ELSE next.old_limit END)`,

  "an account is blocked exactly when its customer is": `
    SELECT format('account %s: %s, its customer is %s', a.id, a.owner_blocked, coalesce(c.verification, 'nobody'))
      FROM ledger.accounts AS a LEFT JOIN customers.customers AS c ON c.id = a.owner_id
     WHERE a.owner_blocked <> coalesce(c.verification IN ('rejected', 'suspended'), false)`,

  "pending is the sum of the open holds": `
    SELECT format('account %s: %s in, %s out', a.id, a.pending_in, a.pending_out)
      FROM ledger.accounts AS a
      LEFT JOIN (SELECT source_account AS account_id, 'debit' AS direction, amount - captured AS held FROM payments.holds WHERE status = 'open'
                  UNION ALL
                 SELECT destination_account, 'credit', amount - captured FROM payments.holds WHERE status = 'open') AS h ON h.account_id = a.id
     GROUP BY a.id
    HAVING a.pending_in <> coalesce(sum(h.held) FILTER (WHERE h.direction = a.normal_side), 0)
        OR a.pending_out <> coalesce(sum(h.held) FILTER (WHERE h.direction <> a.normal_side), 0)`,

  "pending is the fold of its own entries": `
    SELECT format('account %s: %s pending entries of %s', a.id, count(p.*), a.pending_version)
      FROM ledger.accounts AS a LEFT JOIN ledger.pending_entries AS p ON p.account_id = a.id
     GROUP BY a.id
    HAVING a.pending_version <> count(p.*) OR a.pending_version <> coalesce(max(p.version), 0)
        OR a.pending_in + a.pending_out::numeric <> coalesce(sum(p.change), 0)
        OR (a.pending_in, a.pending_out) IS DISTINCT FROM (coalesce((array_agg(p.pending_in ORDER BY p.version DESC))[1], 0),
                                                          coalesce((array_agg(p.pending_out ORDER BY p.version DESC))[1], 0))`,

  "captures are transfers of their hold, and never exceed it": `
    SELECT format('hold %s: %s of %s captured, its transfers make %s', h.id, h.captured, h.amount, coalesce(sum(t.amount), 0))
      FROM payments.holds AS h LEFT JOIN ledger.transfers AS t ON t.hold = h.id
     GROUP BY h.id
    HAVING h.captured <> coalesce(sum(t.amount), 0) OR h.captured > h.amount
        OR bool_or(t.id IS NOT NULL AND (t.source_account, t.destination_account, t.currency) IS DISTINCT FROM (h.source_account, h.destination_account, h.currency))
     UNION ALL
    SELECT format('transfer %s of no hold', t.id)
      FROM ledger.transfers AS t WHERE t.hold IS NOT NULL AND NOT EXISTS (SELECT FROM payments.holds AS h WHERE h.id = t.hold)`,

  "backdatings are the entries of what counts before it was recorded": `
    SELECT format('entry %s/%s', account_id, version)
      FROM (SELECT e.account_id, e.version, p.effective_at, ${SIGNED} AS change,
                   sum(${SIGNED}) OVER (PARTITION BY e.account_id ORDER BY e.version) AS so_far
              FROM (SELECT id, effective_at FROM ledger.transfers UNION ALL SELECT id, effective_at FROM ledger.transactions) AS p
              JOIN ledger.entries AS e ON e.posting = p.id AND p.effective_at < e.recorded_at
              JOIN ledger.accounts AS a ON a.id = e.account_id) AS wanted
      FULL JOIN ledger.backdatings AS kept USING (account_id, version)
     WHERE (wanted.effective_at, wanted.change, wanted.so_far) IS DISTINCT FROM (kept.effective_at, kept.change, kept.change_so_far)
     UNION ALL
    SELECT format('day %s of %s', day, account_id)
      FROM (SELECT account_id, (effective_at AT TIME ZONE 'UTC')::date AS day, sum(change) AS change FROM ledger.backdatings GROUP BY 1, 2) AS wanted
      FULL JOIN ledger.backdated_days AS kept USING (account_id, day)
     WHERE wanted.change IS DISTINCT FROM kept.change`,

  "nothing counts before its account was opened": `
    SELECT format('entry %s/%s counts before %s', e.account_id, e.version, a.opened_on)
      FROM ledger.entries AS e
      JOIN ledger.accounts AS a ON a.id = e.account_id
      LEFT JOIN ledger.backdatings AS b ON (b.account_id, b.version) = (e.account_id, e.version)
     WHERE (coalesce(b.effective_at, e.recorded_at) AT TIME ZONE 'UTC')::date < a.opened_on`,

  "recorded time never runs back along versions": `
    SELECT format('account %s goes back to %s at %s %s', account_id, recorded_at, what, version)
      FROM (SELECT what, account_id, version, recorded_at, lag(recorded_at) OVER (PARTITION BY what, account_id ORDER BY version) AS before
              FROM (SELECT 'entry' AS what, account_id, version, recorded_at FROM ledger.entries
                     UNION ALL SELECT 'pending entry', account_id, version, recorded_at FROM ledger.pending_entries
                     UNION ALL SELECT 'overdraft change', account_id, number, recorded_at FROM ledger.overdraft_changes) AS kept) AS steps
     WHERE recorded_at < before`,

  // Otherwise the clock has lost its state, and the next entry could be recorded at an earlier time.
  "nothing is recorded ahead of the clock": `
    SELECT format('the clock is at %s, recorded was %s', clock.at, recorded.latest)
      FROM (SELECT to_timestamp(last_value / 1000.0) AS at FROM ledger.clock_ms) AS clock,
           (SELECT greatest((SELECT max(recorded_at) FROM ledger.entries), (SELECT max(recorded_at) FROM ledger.pending_entries)) AS latest) AS recorded
     WHERE recorded.latest > clock.at`,

  "an id has the time that it was recorded at": `
    SELECT format('%s recorded at %s', id, recorded_at)
      FROM (SELECT id, recorded_at FROM ledger.transfers UNION ALL SELECT id, recorded_at FROM ledger.transactions) AS dated
     WHERE uuid_extract_timestamp(id) IS DISTINCT FROM recorded_at`,

  "a transfer is one debit of its source and one credit of its destination": `
    SELECT format('transfer %s', t.id)
      FROM ledger.transfers AS t
      LEFT JOIN ledger.entries AS e ON e.posting = t.id
      LEFT JOIN ledger.accounts AS a ON a.id = e.account_id
     GROUP BY t.id
    HAVING count(*) <> 2 OR count(DISTINCT sign(e.amount)) <> 2
        OR count(*) FILTER (WHERE a.currency = t.currency AND e.recorded_at = t.recorded_at
             AND (e.amount, e.account_id) IN ((-t.amount, t.source_account), (t.amount, t.destination_account))) <> 2`,

  // Answers and events are made of these figures.
  "the figures in the row of a posting are those of its entries": `
    SELECT format('transfer %s', t.id)
      FROM ledger.transfers AS t
      LEFT JOIN ledger.entries AS d ON (d.account_id, d.version) = (t.source_account, t.source_version)
      LEFT JOIN ledger.entries AS c ON (c.account_id, c.version) = (t.destination_account, t.destination_version)
     WHERE (d.posting, d.balance_after, c.posting, c.balance_after) IS DISTINCT FROM (t.id, t.source_balance, t.id, t.destination_balance)
     UNION ALL
    SELECT format('transaction %s', coalesce(named.id, made.id))
      FROM (SELECT x.id, leg.account_id, leg.version FROM ledger.transactions AS x, unnest(x.accounts, x.versions) AS leg (account_id, version)) AS named
      FULL JOIN (SELECT e.posting AS id, e.account_id, e.version FROM ledger.entries AS e JOIN ledger.transactions AS x ON x.id = e.posting) AS made
        USING (id, account_id, version)
     WHERE named.* IS NULL OR made.* IS NULL`,

  "the pending amounts in the row of a transfer are those of its time": `
    SELECT format('transfer %s: %s', t.id, side.account_id)
      FROM ledger.transfers AS t
     CROSS JOIN LATERAL (VALUES (t.source_account, t.source_pending_in, t.source_pending_out),
                                (t.destination_account, t.destination_pending_in, t.destination_pending_out)) AS side (account_id, pending_in, pending_out)
      LEFT JOIN LATERAL (SELECT p.pending_in, p.pending_out FROM ledger.pending_entries AS p
                          WHERE p.account_id = side.account_id AND p.recorded_at < t.recorded_at ORDER BY p.version DESC LIMIT 1) AS p ON true
     WHERE (nullif(p.pending_in, 0), nullif(p.pending_out, 0)) IS DISTINCT FROM (side.pending_in, side.pending_out)
       -- Of what was recorded in the same millisecond, the order is not known.
       AND NOT EXISTS (SELECT FROM ledger.pending_entries AS q WHERE q.account_id = side.account_id AND q.recorded_at = t.recorded_at)`,

  "an entry is of a transfer or of a transaction by its legs": `
    SELECT format('entry %s/%s', e.account_id, e.version)
      FROM ledger.entries AS e
      LEFT JOIN ledger.transfers AS t ON t.id = e.posting
      LEFT JOIN ledger.transactions AS x ON x.id = e.posting
     WHERE (t.id IS NULL) = (x.id IS NULL)
        OR x.id IS NOT NULL AND e.recorded_at <> x.recorded_at`,

  // The list of an account's transfers passes entries by it.
  "an entry of a transaction points at the last transfer of its account": `
    SELECT format('entry %s/%s: %s', account_id, version, last_transfer)
      FROM (SELECT e.account_id, e.version, e.last_transfer, x.id IS NOT NULL AS is_leg,
                   max(e.version) FILTER (WHERE x.id IS NULL) OVER (PARTITION BY e.account_id ORDER BY e.version) AS last
              FROM ledger.entries AS e LEFT JOIN ledger.transactions AS x ON x.id = e.posting) AS pointed
     WHERE last_transfer IS DISTINCT FROM CASE WHEN is_leg THEN coalesce(last, 0) END`,

  "what was booked has exactly one key": `
    SELECT format('%s: %s keys', booked.id, count(k.id))
      FROM (SELECT id FROM ledger.transfers UNION ALL SELECT id FROM payments.holds UNION ALL SELECT id FROM ledger.transactions) AS booked
      FULL JOIN (SELECT id FROM answered UNION ALL SELECT id FROM answered_else) AS k ON k.id = booked.id
     GROUP BY booked.id HAVING count(k.id) <> 1 OR booked.id IS NULL`,

  "what was booked has exactly its events": `
    SELECT format('%s of %s: %s events', booked.type, booked.resource, count(e.*))
      FROM (SELECT 'transfer.posted' AS type, id AS resource, 1 AS times FROM ledger.transfers
             UNION ALL SELECT 'transaction.posted', id, 1 FROM ledger.transactions
             UNION ALL SELECT 'hold.placed', id, 1 FROM payments.holds
             UNION ALL SELECT 'hold.captured', hold, count(*) FROM ledger.transfers WHERE hold IS NOT NULL GROUP BY hold
             UNION ALL SELECT 'hold.' || status, id, 1 FROM payments.holds WHERE status IN ('released', 'expired')) AS booked
      FULL JOIN (SELECT * FROM emitted WHERE type LIKE 'transfer.%' OR type LIKE 'transaction.%' OR type LIKE 'hold.%') AS e USING (type, resource)
     GROUP BY type, resource, booked.type, booked.resource, booked.times
    HAVING count(e.*) <> coalesce(booked.times, 0)
     UNION ALL
    SELECT format('%s of %s: its id is %s', type, resource, id) FROM emitted WHERE type IN ('transfer.posted', 'transaction.posted') AND id <> resource`,

  "an event names the accounts of its entries, and their versions": `
    SELECT format('%s of %s: %s', t.type, t.resource, t.versions)
      FROM emitted AS t
      LEFT JOIN (SELECT posting, jsonb_object_agg(account_id, version) AS wanted
                   FROM (SELECT posting, account_id, max(version) AS version FROM ledger.entries GROUP BY posting, account_id) AS last
                  GROUP BY posting) AS n ON n.posting = t.resource
     WHERE t.type IN ('transfer.posted', 'transaction.posted')
       AND n.wanted IS DISTINCT FROM (SELECT jsonb_object_agg(account_id, version) FROM unnest(t.accounts, t.versions) AS u (account_id, version)
                                        WHERE account_id IS NOT NULL)`,

  "the feed has no gap, and per account it follows the versions": `
    SELECT format('head at %s, %s events up to %s', h.position, count(e.*), max(e.position))
      FROM outbox.head AS h LEFT JOIN outbox.events AS e ON true
     GROUP BY h.position HAVING h.position <> count(e.*) OR h.position <> coalesce(max(e.position), 0)
     UNION ALL
    SELECT format('account %s goes back to version %s at %s', account_id, version, place)
      FROM (SELECT account_id, version, place, lag(version) OVER (PARTITION BY account_id ORDER BY place) AS before
              FROM emitted, unnest(accounts, versions) AS u (account_id, version)) AS steps
     WHERE version < before
     UNION ALL
    SELECT format('account %s at %s', account_id, position)
      FROM (SELECT DISTINCT account_id, position FROM outbox.events, unnest(accounts) AS account_id WHERE type <> 'transaction.posted') AS wanted
      FULL JOIN outbox.account_events AS kept USING (account_id, position)
     WHERE (wanted.*) IS NULL OR (kept.*) IS NULL`,

  "reversals run the other way, never exceed their original and never count before it": `
    SELECT format('transfer %s: %s of %s', o.id, sum(r.amount), o.amount)
      FROM ledger.transfers AS r JOIN ledger.transfers AS o ON o.id = r.reversal_of
     GROUP BY o.id
    HAVING sum(r.amount) > o.amount OR o.reversal_of IS NOT NULL OR min(coalesce(r.effective_at, r.recorded_at)) < coalesce(o.effective_at, o.recorded_at)
        OR bool_or((r.source_account, r.destination_account, r.currency)
                   IS DISTINCT FROM (o.destination_account, o.source_account, o.currency))`,

  "a key answers with what was booked": `
    SELECT format('transfer %s', k.id)
      FROM answered AS k
      LEFT JOIN ledger.transfers AS t ON t.id = k.id
     WHERE t.id IS NULL
        OR k.principal <> t.actor
        OR k.source_posted IS NOT NULL AND (t.source_balance, t.source_version) IS DISTINCT FROM (k.source_posted, k.source_version)
        OR k.destination_posted IS NOT NULL
           AND (t.destination_balance, t.destination_version) IS DISTINCT FROM (k.destination_posted, k.destination_version)
     UNION ALL
    SELECT format('key %s of %s', key, principal)
      FROM idempotency.keys AS k FULL JOIN idempotency.refusals AS n USING (principal, key, recorded_at)
     -- A refusal goes after its retention, never before its minimum of 90 days, and its key stays.
     WHERE coalesce(k.resource IS NULL AND k.outcome IS NULL, false) <> (n.code IS NOT NULL)
       AND NOT (n.code IS NULL AND recorded_at < now() - interval '90 days')`,
} as const;

export type BookRule = keyof typeof rules;
/** @internal A test has a mutant of each. */
export const bookRules = Object.keys(rules) as BookRule[];

/** SQL for a TypeID's UUID, independent of the codec that tests/unit/ids tests: 26 digits of base 32, converted as four words of 32 bits. */
const uuidOf = (id: string): string => `(
  SELECT string_agg(lpad(to_hex((div(number, power(2::numeric, 96 - 32 * word)) % 4294967296)::bigint), 8, '0'), '' ORDER BY word)::uuid
    FROM (SELECT sum((strpos('0123456789abcdefghjkmnpqrstvwxyz', substr(suffix, place, 1)) - 1) * power(32::numeric, 26 - place)) AS number
            FROM (SELECT split_part(${id}, '_', 2) AS suffix) AS s, generate_series(1, 26) AS place) AS n,
         generate_series(0, 3) AS word)`;

const figures = (balances: string): string => `
  (${balances} #>> '{source,posted}')::bigint AS source_posted, (${balances} #>> '{source,version}')::bigint AS source_version,
  (${balances} #>> '{destination,posted}')::bigint AS destination_posted, (${balances} #>> '{destination,version}')::bigint AS destination_version`;

/** The transfers that keys answer with, and the balances in stored answers: that of createTransfer is made of the transfer. Materialized, because several rules read it. */
const ANSWERED = `
  SELECT resource AS id, principal, NULL AS source_posted, NULL AS source_version, NULL AS destination_posted, NULL AS destination_version
    FROM idempotency.keys WHERE resource IS NOT NULL
   UNION ALL
  SELECT (outcome ->> CASE operation WHEN 'captureHold' THEN 'transfer' ELSE 'id' END)::uuid, principal, ${figures("outcome")}
    FROM idempotency.keys WHERE operation IN ('captureHold', 'reverseTransfer') AND outcome ->> 'id' IS NOT NULL
   UNION ALL
  SELECT ${uuidOf("item #>> '{transfer,id}'")}, principal, ${figures("(item #> '{transfer,balances}')")}
    FROM idempotency.keys AS k, json_array_elements(k.outcome #> '{result,value,outcomes}') AS item
   WHERE k.operation = 'createTransferBatch' AND k.outcome #>> '{result,ok}' = 'true' AND item ->> 'status' = 'posted'`;

/** The holds and operators' transactions that are in stored answers. */
const ANSWERED_ELSE = `
  SELECT (outcome ->> 'id')::uuid AS id FROM idempotency.keys WHERE operation IN ('createHold', 'createTransaction') AND outcome ->> 'id' IS NOT NULL`;

/** All events in their order: those that wait for a position come after those that have one. `id`: NULL until it is the event's. */
const EMITTED = `
  SELECT position AS place, id, type, resource, accounts, versions FROM outbox.feed
   UNION ALL
  SELECT (SELECT position FROM outbox.head) + row_number() OVER (ORDER BY p.seq, posted.place), posted.id, p.type, coalesce(p.resource, posted.id),
         CASE WHEN posted.id IS NULL THEN p.accounts ELSE ARRAY[t.source_account, t.destination_account] END,
         CASE WHEN posted.id IS NULL THEN p.versions ELSE ARRAY[t.source_version, t.destination_version] END
    FROM outbox.pending AS p
    LEFT JOIN LATERAL unnest(p.transfers) WITH ORDINALITY AS posted (id, place) ON true
    LEFT JOIN ledger.transfers AS t ON t.id = posted.id`;

const CHECK = `WITH emitted AS MATERIALIZED (${EMITTED}), answered AS MATERIALIZED (${ANSWERED}), answered_else AS MATERIALIZED (${ANSWERED_ELSE}) ${Object.entries(
  rules,
)
  .map(([rule, sql]) => `SELECT '${rule}' AS rule, detail FROM (${sql}) AS broken (detail)`)
  .join(" UNION ALL ")} LIMIT 100`;

/**
 * The violations of the laws, as "rule: what violates it". Any login that may read the tables may call it, also inside a transaction: tests plant
 * a mutant there, and roll it back.
 */
export async function checkBooks(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ rule: BookRule; detail: string }>(CHECK);
  return rows.map((row) => `${row.rule}: ${row.detail}`);
}
