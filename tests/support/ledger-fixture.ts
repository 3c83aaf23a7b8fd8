// Accounts and transfers for tests of the data core, made the way the product makes them: as the runtime login, through
// payments.post_transfers. Also how a test asks for something that must be refused.
import { createHash, randomUUID } from "node:crypto";
import { newUuid } from "@ledge/shared/ids";
import pg from "pg";

export const MAX_MINOR = 9_223_372_036_854_775_807n;
/** An instant that is neither "now" nor midnight, so that a test sees whether it was kept. */
export const BACKDATED = "2025-03-04T05:06:07.089+00:00";

export interface AccountShape {
  readonly owner?: string;
  readonly currency?: string;
  readonly normalSide?: "debit" | "credit";
  /** null: no floor. */
  readonly overdraftLimit?: bigint | null;
}

/** Opens an account at zero: a credit-normal EUR account of the house with its floor at zero, unless told otherwise. */
export async function openAccount(client: pg.ClientBase, shape: AccountShape = {}): Promise<string> {
  const { owner = null, currency = "EUR", normalSide = "credit", overdraftLimit = 0n } = shape;
  const id = newUuid();
  await client.query("INSERT INTO ledger.accounts (id, owner_id, currency, normal_side, overdraft_limit) VALUES ($1, $2, $3, $4, $5)", [
    id,
    owner,
    currency,
    normalSide,
    overdraftLimit,
  ]);
  return id;
}

/** One item as payments.transfer_request has it; `ordinal` is its place in the batch. */
export interface Transfer {
  readonly principal: string;
  readonly key: string;
  readonly fingerprint: string;
  readonly request_id: string;
  /** What the transfer's id is random by. */
  readonly seed: string;
  readonly acting_customer: string | null;
  readonly source_account: string;
  readonly destination_account: string;
  /** A decimal string, as the wire has it; a number only where a test attacks the function with one. */
  readonly amount: string;
  readonly currency: string;
  readonly description: string | null;
  /** Set to the key, so that effects can be counted per key without asking the key's row (law 17). */
  readonly external_id: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly effective_at: string | null;
}

/** The same caller for all tests that do not care who calls. */
export const PRINCIPAL = "00000000-0000-7000-8000-000000000001";

/** A transfer under a key of its own. `overrides` may name the same key again to make a retry. */
export function transfer(source: string, destination: string, amount: bigint | string, overrides: Partial<Transfer> = {}): Transfer {
  const key = overrides.key ?? randomUUID();
  return {
    principal: PRINCIPAL,
    fingerprint: fingerprint(`${source} ${destination} ${amount}`),
    request_id: `req_${randomUUID()}`,
    seed: newUuid(),
    acting_customer: null,
    source_account: source,
    destination_account: destination,
    amount: amount.toString(),
    currency: "EUR",
    description: null,
    metadata: {},
    effective_at: null,
    ...overrides,
    key,
    external_id: key,
  };
}

/** The same request sent again: another request id and, as the lane makes it, another seed. */
export const retryOf = (first: Transfer): Transfer => ({ ...first, request_id: `req_${randomUUID()}`, seed: newUuid() });

/** 32 bytes as Postgres writes them. */
export const fingerprint = (body: string): string => `\\x${createHash("sha256").update(body).digest("hex")}`;

interface Figures {
  readonly posted: string;
  readonly version: number;
}

export interface PostingOutcome {
  readonly replayed: boolean;
  readonly reused: boolean;
  /** The bytes of the outcome as the caller gets them. */
  readonly text: string;
  readonly refusal: string | null;
  readonly transferId: string | null;
  readonly source: Figures | null;
  readonly destination: Figures | null;
}

interface OutcomeRow {
  readonly refusal?: string;
  readonly transfer_id?: string;
  readonly source?: Figures;
  readonly destination?: Figures | null;
}

/** Posts a batch in one call. */
export async function post(client: pg.ClientBase, batch: readonly Transfer[]): Promise<PostingOutcome[]> {
  const { rows } = await client.query<{ replayed: boolean; reused: boolean; text: string }>(
    `SELECT (a ->> 'replayed')::boolean AS replayed, (a ->> 'reused')::boolean AS reused, (a -> 'outcome')::text AS text
       FROM json_array_elements(payments.post_transfers($1::json)) AS a ORDER BY (a ->> 'ordinal')::integer`,
    [JSON.stringify(batch.map((item, ordinal) => ({ ordinal, ...item })))],
  );
  return rows.map((row) => {
    const outcome = JSON.parse(row.text) as OutcomeRow;
    return {
      ...row,
      refusal: outcome.refusal ?? null,
      transferId: outcome.transfer_id ?? null,
      source: outcome.source ?? null,
      destination: outcome.destination ?? null,
    };
  });
}

/** Posts a transfer that must be posted; its id. */
export async function postOne(client: pg.ClientBase, request: Transfer): Promise<string> {
  const [answer] = await post(client, [request]);
  if (answer === undefined || answer.transferId === null) throw new Error(`The fixture could not post a transfer: ${answer?.refusal}`);
  return answer.transferId;
}

/** What became of each item of a batch: "posted" or the code of its refusal. */
export async function postAndJudge(client: pg.ClientBase, ...batch: Transfer[]): Promise<string[]> {
  return (await post(client, batch)).map((answer) => answer.refusal ?? "posted");
}

/** An account that holds `amount` from a house account without a floor. */
export async function openFunded(client: pg.ClientBase, amount: bigint, shape: AccountShape = {}): Promise<string> {
  const account = await openAccount(client, shape);
  const currency = shape.currency ?? "EUR";
  const houseAccount = await openAccount(client, { normalSide: "debit", overdraftLimit: null, currency });
  const [verdict] = await postAndJudge(client, transfer(houseAccount, account, amount, { currency }));
  if (verdict !== "posted") throw new Error(`The fixture could not fund an account: ${verdict}`);
  return account;
}

/** The SQLSTATE with which a promise of a query fails, or "accepted". */
export async function sqlState(query: Promise<unknown>): Promise<string> {
  try {
    await query;
    return "accepted";
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code !== undefined) return error.code;
    throw error;
  }
}

/** As sqlState, and undone whatever came of it: an attack that succeeds spoils neither the next one nor the cluster's roles. */
export async function attempt(client: pg.ClientBase, sql: string): Promise<string> {
  await client.query("BEGIN");
  try {
    return await sqlState(client.query(sql));
  } finally {
    await client.query("ROLLBACK");
  }
}
