// Calls of the functions that post transfers and run commands. The ledger keeps them: reads of transfers are in ledger/transfer-queries.ts.
import { sql } from "drizzle-orm";
import { Bug } from "../database/failure.ts";
import type { Connection, Database } from "../database/connect.ts";
import type { CommandAnswer, CommandRequest } from "../idempotency/command.ts";

/** One item of a batch, as payments.transfer_request has it. */
export interface TransferRequest {
  readonly principal: string;
  readonly key: string;
  /** Hex of 32 bytes, with the `\x` of Postgres. */
  readonly fingerprint: string;
  readonly request_id: string;
  readonly trace_id: string;
  /** A UUID whose random bits become those of the transfer's id. */
  readonly seed: string;
  readonly acting_customer: string | null;
  readonly source_account: string;
  readonly destination_account: string;
  /** Integer minor units; the function judges sign and range. */
  readonly amount: string;
  readonly currency: string;
  readonly description: string | null;
  readonly external_id: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly effective_at: string | null;
}

/** Balance figures as the function stores them: 64-bit numbers as text. */
export interface StoredBalance {
  readonly posted: string;
  readonly pending_in: string;
  readonly pending_out: string;
  readonly version: number;
}

export type StoredTransferOutcome =
  | { readonly refusal: string; readonly request_id: string }
  | {
      readonly transfer_id: string;
      readonly request_id: string;
      readonly recorded_at: string;
      readonly source: StoredBalance;
      readonly destination: StoredBalance | null;
    };

export interface PostedItem {
  readonly ordinal: number;
  readonly replayed: boolean;
  readonly reused: boolean;
  readonly outcome: StoredTransferOutcome;
}

/** Posts a batch in one transaction and one round trip; the answers are in the batch's order. */
export async function postTransfers({ client }: Connection, batch: readonly TransferRequest[]): Promise<PostedItem[]> {
  const requests = JSON.stringify(batch.map((request, ordinal) => ({ ordinal, ...request })));
  const { rows } = await client.query<{ answers: PostedItem[] }>("SELECT payments.post_transfers($1::json) AS answers", [requests]);
  return rows[0]?.answers ?? [];
}

/** Posts a client's batch inside the caller's transaction: its items' outcomes in order, or the refusal that rolled an atomic one back. */
export async function postBatch(
  database: Database,
  batch: readonly TransferRequest[],
  atomic: boolean,
): Promise<StoredTransferOutcome[] | { readonly ordinal: number; readonly refusal: string }> {
  const requests = JSON.stringify(batch.map((request, ordinal) => ({ ordinal, ...request })));
  const { rows } = await database.execute<{ answer: StoredTransferOutcome[] | { ordinal: number; refusal: string } }>(
    sql`SELECT payments.post_batch(${requests}::json, ${atomic}) AS answer`,
  );
  const [row] = rows;
  if (row === undefined) throw new Bug("the posting function did not answer");
  return row.answer;
}

/** Runs a set in one transaction and one round trip; the answers are in the set's order. */
export async function runCommands({ client }: Connection, batch: readonly CommandRequest[]): Promise<CommandAnswer[]> {
  const requests = JSON.stringify(batch.map((request, ordinal) => ({ ordinal, ...request })));
  const { rows } = await client.query<{ answers: CommandAnswer[] }>("SELECT payments.run_commands($1::json) AS answers", [requests]);
  return rows[0]?.answers ?? [];
}
