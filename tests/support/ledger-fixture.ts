// Accounts and transfers for tests of the data core, made as the product makes them: by the runtime login, through payments.post_transfers. Also
// returns the SQLSTATE of statements that must be refused.
import { createHash, randomUUID } from "node:crypto";
import { newUuid } from "@ledge/shared/ids";
import pg from "pg";

export const MAX_MINOR = 9_223_372_036_854_775_807n;
/** An instant that is neither "now" nor midnight, so that a test sees whether it was stored. */
export const BACKDATED = "2025-03-04T05:06:07.089+00:00";

export interface AccountShape {
  readonly owner?: string;
  readonly currency?: string;
  readonly normalSide?: "debit" | "credit";
  /** null: no overdraft limit. */
  readonly overdraftLimit?: bigint | null;
  /** YYYY-MM-DD; if left out, so early that a test may post to it at any time. */
  readonly openedOn?: string;
}

/** Opens an account at zero. The default is a credit-normal EUR house account with an overdraft limit of zero. */
export async function openAccount(client: pg.ClientBase, shape: AccountShape = {}): Promise<string> {
  const { owner = null, currency = "EUR", normalSide = "credit", overdraftLimit = 0n, openedOn = "1900-01-01" } = shape;
  const id = newUuid();
  await client.query(
    "INSERT INTO ledger.accounts (id, owner_id, currency, normal_side, overdraft_limit, opened_on) VALUES ($1, $2, $3, $4, $5, $6)",
    [id, owner, currency, normalSide, overdraftLimit, openedOn],
  );
  return id;
}

/** One item as payments.transfer_request has it; `ordinal` is its position in the batch. */
export interface Transfer {
  readonly principal: string;
  readonly key: string;
  readonly fingerprint: string;
  readonly request_id: string;
  /** The random part of the transfer's id. */
  readonly seed: string;
  readonly acting_customer: string | null;
  readonly source_account: string;
  readonly destination_account: string;
  /** A decimal string, as on the wire. A number is passed only by tests that attack the function. */
  readonly amount: string;
  readonly currency: string;
  readonly description: string | null;
  /** Equal to the key, so that effects can be counted per key without reading the key's row (law 17). */
  readonly external_id: string | null;
  readonly external_id_unique?: true;
  readonly metadata: Readonly<Record<string, string>>;
  readonly effective_at: string | null;
  readonly backdating_days?: number | null;
}

/** The caller of all tests in which the caller does not matter. */
export const PRINCIPAL = "00000000-0000-7000-8000-000000000001";

/** A transfer under a new key. `overrides` may repeat a key to make a retry. */
export function transfer(source: string, destination: string, amount: bigint | string, overrides: Partial<Transfer> = {}): Transfer {
  const key = overrides.key ?? randomUUID();
  return {
    principal: PRINCIPAL,
    fingerprint: fingerprint(`${source} ${destination} ${amount}`),
    request_id: randomUUID(),
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

/** The same request sent again: with a new request id and, as the lane sends it, a new seed. */
export const retryOf = (first: Transfer): Transfer => ({ ...first, request_id: randomUUID(), seed: newUuid() });

/** 32 bytes as Postgres writes them. */
export const fingerprint = (body: string): string => `\\x${createHash("sha256").update(body).digest("hex")}`;

interface Figures {
  readonly posted: string;
  readonly version: number;
}

export interface PostingOutcome {
  readonly replayed: boolean;
  readonly reused: boolean;
  /** All that the caller receives of the outcome. */
  readonly text: string;
  readonly refusal: string | null;
  /** What exists already, of a refusal for that reason. */
  readonly existing: string | null;
  readonly transferId: string | null;
  readonly source: Figures | null;
  readonly destination: Figures | null;
}

/** As payments.answers has them. */
interface Answers extends Readonly<Record<string, readonly (string | number | boolean | null)[]>> {
  readonly replayed: readonly boolean[];
  readonly reused: readonly boolean[];
}

/** Posts a batch in one call. */
export async function post(client: pg.ClientBase, batch: readonly Transfer[]): Promise<PostingOutcome[]> {
  const { rows } = await client.query<{ answers: Answers }>("SELECT payments.post_transfers($1::json) AS answers", [
    JSON.stringify(batch.map((item, ordinal) => ({ ordinal, ...item }))),
  ]);
  if (batch.length === 0) return [];
  const { replayed, reused, ...columns } = (rows[0] as { answers: Answers }).answers;
  return replayed.map((isReplayed, index) => {
    const outcome = Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column[index] ?? null]));
    const figures = (side: "source" | "destination"): Figures | null => {
      const [posted, version] = [outcome[`${side}_posted`] ?? null, outcome[`${side}_version`]];
      return posted === null ? null : { posted: String(posted), version: Number(version) };
    };
    return {
      replayed: isReplayed,
      reused: reused[index] as boolean,
      text: JSON.stringify(outcome),
      refusal: outcome["refusal"] as string | null,
      existing: outcome["existing"] as string | null,
      transferId: outcome["id"] as string | null,
      source: figures("source"),
      destination: figures("destination"),
    };
  });
}

/** Posts a transfer that must succeed. @returns its id. */
export async function postOne(client: pg.ClientBase, request: Transfer): Promise<string> {
  const [answer] = await post(client, [request]);
  if (answer === undefined || answer.transferId === null) throw new Error(`The fixture could not post a transfer: ${answer?.refusal}`);
  return answer.transferId;
}

/** The outcome of each item of a batch: "posted" or the code of its refusal. */
export async function postAndJudge(client: pg.ClientBase, ...batch: Transfer[]): Promise<string[]> {
  return (await post(client, batch)).map((answer) => answer.refusal ?? "posted");
}

/** Opens an account that holds `amount`, funded by a house account without an overdraft limit. */
export async function openFunded(client: pg.ClientBase, amount: bigint, shape: AccountShape = {}): Promise<string> {
  const account = await openAccount(client, shape);
  const currency = shape.currency ?? "EUR";
  const houseAccount = await openAccount(client, { normalSide: "debit", overdraftLimit: null, currency });
  const [verdict] = await postAndJudge(client, transfer(houseAccount, account, amount, { currency }));
  if (verdict !== "posted") throw new Error(`The fixture could not fund an account: ${verdict}`);
  return account;
}

/** The SQLSTATE with which a query fails, or "accepted". */
export async function sqlState(query: Promise<unknown>): Promise<string> {
  try {
    await query;
    return "accepted";
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code !== undefined) return error.code;
    throw error;
  }
}

/** As `sqlState`, and always rolled back: an attack that succeeds affects neither the next attack nor the cluster's roles. */
export async function attempt(client: pg.ClientBase, sql: string): Promise<string> {
  await client.query("BEGIN");
  try {
    return await sqlState(client.query(sql));
  } finally {
    await client.query("ROLLBACK");
  }
}
