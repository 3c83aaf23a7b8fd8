// Holds, reversals and operators' transactions for tests of the data core. They are made by the functions that the product calls, with the
// idempotency row that the product writes.
import { randomUUID } from "node:crypto";
import { encodeId, type IdKind, newUuid } from "@ledge/shared/ids";
import type pg from "pg";
import { fingerprint, PRINCIPAL } from "./ledger-fixture.ts";

export interface Verdict {
  /** The new id: of a hold, of a capture's transfer, or of a transaction. */
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
  const call = "(SELECT refusal, $1::uuid AS id FROM payments.place_hold($1, $2, $3, $4, $5, $6, NULL, NULL, '{}', $7, NULL))";
  return await underKey(client, call, values, "createHold", (made) => ({ id: encodeId("hold", made) }));
}

export async function captureHold(
  client: pg.ClientBase,
  hold: string,
  amount: bigint | string | null = null,
  final = amount === null,
  actingCustomer: string | null = null,
): Promise<Verdict> {
  const values = [hold, newUuid(), actingCustomer, amount?.toString() ?? null, final];
  const call = "(SELECT refusal, transfer AS id FROM payments.capture_hold($1, $2, $3, $4, $5, NULL, NULL, NULL, NULL))";
  return await underKey(client, call, values, "captureHold", (made) => ({ transfer: encodeId("transfer", made) }));
}

export async function releaseHold(client: pg.ClientBase, hold: string, actingCustomer: string | null = null): Promise<string> {
  const call = "(SELECT refusal, $1::uuid AS id FROM payments.release_hold($1, $2, NULL))";
  return (await underKey(client, call, [hold, actingCustomer], "releaseHold", () => ({}))).verdict;
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
  const values = [newUuid(), original, actingCustomer, amount?.toString() ?? null, effectiveAt];
  const call = "(SELECT refusal, id FROM payments.reverse_transfer($1, $2, $3, $4, NULL, NULL, '{}', $5, NULL))";
  return await underKey(client, call, values, "reverseTransfer", (made) => ({ id: encodeId("transfer", made) }));
}

/** Moves a hold's expiry into the past, as only the administrator can, so that no test has to wait. */
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
  const items = JSON.stringify(legs.map((leg, ordinal) => ({ ordinal, currency: "EUR", ...leg })));
  const call = "(SELECT refusal, id FROM ledger.post_transaction($1, $2, NULL, NULL, '{}', $3))";
  const value = (made: string) => ({ id: encodeId("transaction" satisfies IdKind, made) });
  await client.query("BEGIN");
  try {
    const posted = await underKey(client, call, [newUuid(), items, effectiveAt], "createTransaction", value);
    if (posted.verdict === "done") await appendTransactionEvents(client, posted.id);
    return posted;
  } finally {
    await client.query("COMMIT");
  }
}

/** Appends the events as the command does, under the locks of the posting. */
async function appendTransactionEvents(client: pg.ClientBase, id: string): Promise<void> {
  await client.query(
    `INSERT INTO outbox.pending (type, resource, accounts, versions, data, occurred_at)
     SELECT 'transaction.posted', $1, array_agg(account_id), array_agg(version), '{}', now()
       FROM (SELECT account_id, max(version) AS version FROM ledger.entries WHERE posting = $1 GROUP BY account_id) AS e`,
    [id],
  );
}

/** Calls a function that returns a refusal or an id. Unless it refuses, the idempotency row is written in the same transaction. */
async function underKey(
  client: pg.ClientBase,
  call: string,
  values: readonly unknown[],
  operation: string,
  value: (made: string) => object,
): Promise<Verdict> {
  // The call runs in its own transaction unless the test has one open.
  const isOwn = client.getTransactionStatus() === "I";
  if (isOwn) await client.query("BEGIN");
  try {
    const { rows } = await client.query<{ refusal: string | null; id: string }>(`SELECT * FROM ${call} AS called`, [...values]);
    const { refusal, id } = rows[0] as { refusal: string | null; id: string };
    if (refusal !== null) return { id, verdict: refusal };
    const outcome = JSON.stringify({ result: { ok: true, value: value(id) } });
    await client.query(
      "INSERT INTO idempotency.keys (principal, key, fingerprint, operation, outcome, recorded_at) VALUES ($1, $2, $3, $4, $5, now())",
      [PRINCIPAL, randomUUID(), fingerprint(id), operation, outcome],
    );
    return { id, verdict: "done" };
  } finally {
    if (isOwn) await client.query("COMMIT");
  }
}
