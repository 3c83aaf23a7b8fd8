// Whether the books are right: the laws of money and of exactly-once that can be read from the tables alone, in one statement
// and therefore in one snapshot, so that it may run under load. Its mutants are in tests/database/books.test.ts.
import type pg from "pg";

/** Signed to the side on which the account's balance grows. */
const SIGNED = "CASE WHEN e.direction = a.normal_side THEN e.amount ELSE -e.amount END";

/** Each rule selects what violates it, as text. */
const rules = {
  "debits equal credits per transaction and currency": `
    SELECT format('transaction %s: %s %s', e.transaction_id, sum(CASE e.direction WHEN 'debit' THEN e.amount ELSE -e.amount END), a.currency)
      FROM ledger.entries AS e JOIN ledger.accounts AS a ON a.id = e.account_id
     GROUP BY e.transaction_id, a.currency
    HAVING sum(CASE e.direction WHEN 'debit' THEN e.amount ELSE -e.amount END) <> 0`,

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

  // Judges the past by today's limit: right as long as no command lowers one.
  "no balance was ever below its floor": `
    SELECT format('account %s: %s', a.id, least(a.posted - a.pending_out::numeric, min(e.balance_after)))
      FROM ledger.accounts AS a LEFT JOIN ledger.entries AS e ON e.account_id = a.id
     GROUP BY a.id HAVING least(a.posted - a.pending_out::numeric, min(e.balance_after)) < -a.overdraft_limit`,

  "a transfer is one debit of its source and one credit of its destination": `
    SELECT format('transfer %s', t.id)
      FROM payments.transfers AS t
      LEFT JOIN ledger.entries AS e ON e.transaction_id = t.id
      LEFT JOIN ledger.accounts AS a ON a.id = e.account_id
     GROUP BY t.id
    HAVING count(*) <> 2 OR count(*) FILTER (WHERE e.amount = t.amount AND a.currency = t.currency
             AND e.effective_at = t.effective_at AND e.recorded_at = t.recorded_at
             AND (e.direction, e.account_id) IN (('debit', t.source_account), ('credit', t.destination_account))) <> 2
        OR count(DISTINCT e.direction) <> 2`,

  "an entry is of a transfer": `
    SELECT format('entry %s/%s', e.account_id, e.version)
      FROM ledger.entries AS e WHERE NOT EXISTS (SELECT FROM payments.transfers AS t WHERE t.id = e.transaction_id)`,

  "a transfer has exactly one key": `
    SELECT format('transfer %s: %s keys', t.id, count(k.transfer_id))
      FROM payments.transfers AS t LEFT JOIN answered AS k ON k.transfer_id = t.id
     WHERE t.reversal_of IS NULL
     GROUP BY t.id HAVING count(k.transfer_id) <> 1`,

  // A reversal's key holds its public id, which SQL cannot read: their numbers are compared.
  "there are as many reversals as keys that answer with one": `
    SELECT format('%s reversals, %s keys', t.n, k.n)
      FROM (SELECT count(*) AS n FROM payments.transfers WHERE reversal_of IS NOT NULL) AS t,
           (SELECT count(*) AS n FROM idempotency.keys WHERE operation = 'reverseTransfer' AND outcome #>> '{result,ok}' = 'true') AS k
     WHERE t.n <> k.n`,

  "reversals run the other way and never exceed their original": `
    SELECT format('transfer %s: %s of %s', o.id, sum(r.amount), o.amount)
      FROM payments.transfers AS r JOIN payments.transfers AS o ON o.id = r.reversal_of
     GROUP BY o.id
    HAVING sum(r.amount) > o.amount OR o.reversal_of IS NOT NULL
        OR bool_or((r.source_account, r.destination_account, r.currency)
                   IS DISTINCT FROM (o.destination_account, o.source_account, o.currency))`,

  "a key answers with what was booked": `
    SELECT format('key %s of %s', k.key, k.principal)
      FROM answered AS k
      LEFT JOIN payments.transfers AS t ON t.id = k.transfer_id
      LEFT JOIN ledger.entries AS debit ON debit.transaction_id = t.id AND debit.direction = 'debit'
      LEFT JOIN ledger.entries AS credit ON credit.transaction_id = t.id AND credit.direction = 'credit'
     WHERE t.id IS NULL
        OR (debit.balance_after, debit.version) IS DISTINCT FROM (k.source_posted, k.source_version)
        OR k.destination_posted IS NOT NULL
           AND (credit.balance_after, credit.version) IS DISTINCT FROM (k.destination_posted, k.destination_version)`,
} as const;

export type BookRule = keyof typeof rules;

/** Read once for all rules that need it: the keys under which a transfer was posted, with what they answered. */
const ANSWERED = `
  SELECT principal, key, (outcome ->> 'transfer_id')::uuid AS transfer_id,
         (outcome #>> '{source,posted}')::bigint AS source_posted, (outcome #>> '{source,version}')::bigint AS source_version,
         (outcome #>> '{destination,posted}')::bigint AS destination_posted,
         (outcome #>> '{destination,version}')::bigint AS destination_version
    FROM idempotency.keys WHERE operation = 'createTransfer' AND outcome ->> 'transfer_id' IS NOT NULL`;

const CHECK = `WITH answered AS MATERIALIZED (${ANSWERED}) ${Object.entries(rules)
  .map(([rule, sql]) => `SELECT '${rule}' AS rule, detail FROM (${sql}) AS broken (detail)`)
  .join(" UNION ALL ")} LIMIT 100`;

/**
 * What is wrong with the books, as "rule: what violates it"; empty when all is right. Any login that may read the tables may
 * call it, also inside a transaction, which is how a mutant is shown to it and undone.
 */
export async function checkBooks(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ rule: BookRule; detail: string }>(CHECK);
  return rows.map((row) => `${row.rule}: ${row.detail}`);
}
