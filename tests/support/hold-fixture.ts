// Holds, reversals and operators' transactions for tests of the data core. They are made by the functions that the product calls, and have the
// idempotency row that the product writes.
import { randomUUID } from "node:crypto";
import { newUuid } from "@ledge/shared/ids";
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
  readonly texts?: {
    readonly description?: string;
    readonly external_id?: string | null;
    readonly metadata?: Readonly<Record<string, string>>;
  };
}

export const placeHold = (
  client: pg.ClientBase,
  source: string,
  destination: string,
  amount: bigint | string,
  { currency = "EUR", expiresAt = null, actingCustomer = null, texts = {} }: HoldShape = {},
): Promise<Verdict> =>
  run(client, "createHold", {
    source_account: source,
    destination_account: destination,
    amount: amount.toString(),
    currency,
    metadata: {},
    ...texts,
    expires_at: expiresAt,
    acting_customer: actingCustomer,
  });

export const captureHold = (
  client: pg.ClientBase,
  hold: string,
  amount: bigint | string | null = null,
  final = amount === null,
  actingCustomer: string | null = null,
): Promise<Verdict> =>
  run(client, "captureHold", { target: hold, amount: amount?.toString() ?? null, is_final: final, acting_customer: actingCustomer });

export const releaseHold = async (client: pg.ClientBase, hold: string, actingCustomer: string | null = null): Promise<string> =>
  (await run(client, "releaseHold", { target: hold, acting_customer: actingCustomer })).verdict;

/** Captures a hold if its tag is listed: the condition If-Match. */
export const captureHoldIf = (client: pg.ClientBase, hold: string, tags: readonly string[]): Promise<Verdict> =>
  run(client, "captureHold", { target: hold, is_final: true, if_match: tags });

interface ReversalShape {
  readonly amount?: bigint | string;
  readonly effectiveAt?: string | null;
  readonly actingCustomer?: string | null;
  readonly backdatingDays?: number | null;
}

export const reverseTransfer = (
  client: pg.ClientBase,
  original: string,
  { amount, effectiveAt = null, actingCustomer = null, backdatingDays = null }: ReversalShape = {},
): Promise<Verdict> =>
  run(client, "reverseTransfer", {
    target: original,
    amount: amount?.toString() ?? null,
    metadata: {},
    effective_at: effectiveAt,
    acting_customer: actingCustomer,
    backdating_days: backdatingDays,
  });

/** Runs one command under a new key. */
async function run(client: pg.ClientBase, operation: string, asked: object): Promise<Verdict> {
  const [id, key] = [newUuid(), randomUUID()];
  const request = {
    ordinal: 0,
    operation,
    principal: PRINCIPAL,
    key,
    fingerprint: fingerprint(key),
    request_id: key,
    seed: id,
    ...asked,
  };
  const { rows } = await client.query<{ answers: [{ outcome: { refusal?: string; id: string; transfer?: string | null } }] }>(
    "SELECT payments.run_commands($1::json) AS answers",
    [JSON.stringify([request])],
  );
  const [{ outcome }] = (rows[0] as (typeof rows)[number]).answers;
  return outcome.refusal === undefined ? { id: outcome.transfer ?? outcome.id, verdict: "done" } : { id, verdict: outcome.refusal };
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

interface TransactionShape {
  readonly effectiveAt?: string | null;
  /** The condition If-Match. */
  readonly ifMatch?: readonly string[] | null;
}

export const postTransaction = (
  client: pg.ClientBase,
  legs: readonly Leg[],
  { effectiveAt = null, ifMatch = null }: TransactionShape = {},
): Promise<Verdict> =>
  run(client, "createTransaction", {
    legs: legs.map((leg, ordinal) => ({ ordinal, currency: "EUR", ...leg })),
    metadata: {},
    effective_at: effectiveAt,
    if_match: ifMatch,
  });
