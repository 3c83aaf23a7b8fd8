// Holds, reversals and operators' transactions for tests of the data core: by the functions that the product calls, with the key's row that it writes.
import { randomUUID } from "node:crypto";
import { encodeId, type IdKind, newUuid } from "@ledge/shared/ids";
import type pg from "pg";
import { fingerprint, PRINCIPAL } from "./ledger-fixture.ts";

export interface Verdict {
  /** The new id: a hold's, a capture's transfer's, a transaction's. */
  readonly id: string;
  /** A refusal's code, or "done". */
  readonly verdict: string;
}

interface HoldShape {
  readonly currency?: string;
  readonly expiresAt?: string | null;
  readonly actingCustomer?: string | null;
}

export async function placeHold(
  client: pg.ClientBase,
  source: string,
  destination: string,
  amount: bigint | string,
  { currency = "EUR", expiresAt = null, actingCustomer = null }: HoldShape = {},
): Promise<Verdict> {
  const id = newUuid();
  const values = [id, actingCustomer, source, destination, amount.toString(), currency, expiresAt];
  const call = "(payments.place_hold($1, $2, $3, $4, $5, $6, NULL, NULL, '{}', $7, NULL)).refusal";
  return await underKey(client, call, values, "createHold", id, { id: encodeId("hold", id) });
}

export async function captureHold(
  client: pg.ClientBase,
  hold: string,
  amount: bigint | string | null = null,
  final = amount === null,
  actingCustomer: string | null = null,
): Promise<Verdict> {
  const id = newUuid();
  const values = [hold, id, actingCustomer, amount?.toString() ?? null, final];
  const call = "(payments.capture_hold($1, $2, $3, $4, $5, NULL, NULL, NULL, NULL)).refusal";
  return await underKey(client, call, values, "captureHold", id, { transfer: encodeId("transfer", id) });
}

export async function releaseHold(client: pg.ClientBase, hold: string, actingCustomer: string | null = null): Promise<string> {
  const call = "(payments.release_hold($1, $2, NULL)).refusal";
  return (await underKey(client, call, [hold, actingCustomer], "releaseHold", hold, {})).verdict;
}

interface ReversalShape {
  readonly amount?: bigint;
  readonly effectiveAt?: string | null;
  readonly actingCustomer?: string | null;
}

export async function reverseTransfer(
  client: pg.ClientBase,
  original: string,
  { amount, effectiveAt = null, actingCustomer = null }: ReversalShape = {},
): Promise<Verdict> {
  const id = newUuid();
  const values = [id, original, actingCustomer, amount?.toString() ?? null, effectiveAt];
  const call = "(payments.reverse_transfer($1, $2, $3, $4, NULL, NULL, '{}', $5, NULL)).refusal";
  return await underKey(client, call, values, "reverseTransfer", id, { id: encodeId("transfer", id) });
}

/** Moves a hold's expiry into the past, as only the administrator can: time is an argument, and nothing waits for it. */
export async function letExpire(admin: pg.ClientBase, hold: string): Promise<void> {
  await admin.query("UPDATE payments.holds SET expires_at = recorded_at WHERE id = $1", [hold]);
}

export interface Leg {
  readonly account: string;
  readonly direction: "debit" | "credit";
  readonly amount: string;
  readonly currency?: string;
}

export async function postTransaction(client: pg.ClientBase, legs: readonly Leg[], effectiveAt: string | null = null): Promise<Verdict> {
  const id = newUuid();
  const items = JSON.stringify(legs.map((leg, ordinal) => ({ ordinal, currency: "EUR", ...leg })));
  const call = "ledger.post_transaction($1, $2, NULL, NULL, '{}', $3)";
  const value = { id: encodeId("transaction" satisfies IdKind, id) };
  await client.query("BEGIN");
  try {
    const posted = await underKey(client, call, [id, items, effectiveAt], "createTransaction", id, value);
    if (posted.verdict === "done") await tellTransaction(client, id);
    return posted;
  } finally {
    await client.query("COMMIT");
  }
}

/** As the command does, under the locks of its posting. */
async function tellTransaction(client: pg.ClientBase, id: string): Promise<void> {
  await client.query(
    `INSERT INTO outbox.pending (type, resource, accounts, versions, data, occurred_at)
     SELECT 'transaction.posted', $1, array_agg(account_id), array_agg(version), '{}', now()
       FROM (SELECT account_id, max(version) AS version FROM ledger.entries WHERE transaction_id = $1 GROUP BY account_id) AS e`,
    [id],
  );
}

/** Calls a function and, unless it refused, writes its key in the same transaction. */
async function underKey(
  client: pg.ClientBase,
  call: string,
  values: readonly unknown[],
  operation: string,
  id: string,
  value: object,
): Promise<Verdict> {
  const outcome = JSON.stringify({ result: { ok: true, value } });
  const n = values.length;
  const { rows } = await client.query<{ refusal: string | null }>(
    `WITH called AS MATERIALIZED (SELECT ${call} AS refusal),
          keyed AS (INSERT INTO idempotency.keys (principal, key, fingerprint, operation, outcome, recorded_at)
                    SELECT $${n + 1}, $${n + 2}, $${n + 3}, $${n + 4}, $${n + 5}, now() FROM called WHERE refusal IS NULL)
     SELECT refusal FROM called`,
    [...values, PRINCIPAL, randomUUID(), fingerprint(id), operation, outcome],
  );
  return { id, verdict: rows[0]?.refusal ?? "done" };
}
