// Calls of the functions that post transfers, run commands and name payers. The ledger keeps transfers: reads of them are in
// ledger/transfer-queries.ts.
import { sql } from "drizzle-orm";
import { Bug } from "../database/failure.ts";
import type { Connection, Database } from "../database/connect.ts";
import type { AskedBy, CommandAnswer, CommandRequest } from "../idempotency/command.ts";

/** One item of a batch, as payments.transfer_request has it. */
export interface TransferRequest extends AskedBy {
  /** A UUID whose random bits become those of the transfer's id. */
  readonly seed: string;
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

/** Balance figures as functions of the database return them: 64-bit numbers as text. */
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
  readonly replayed: boolean;
  readonly reused: boolean;
  readonly outcome: StoredTransferOutcome;
}

/** As payments.answers has them: parallel arrays, in the order of the requests. */
interface Answers {
  readonly replayed: readonly boolean[];
  readonly reused: readonly boolean[];
  readonly refusal: readonly (string | null)[];
  /** Of a transfer that was refused, these are null; of one whose payee the caller may not see, the destination's. */
  readonly id: readonly string[];
  readonly request_id: readonly string[];
  readonly recorded_at: readonly string[];
  readonly source_posted: readonly string[];
  readonly source_pending_in: readonly (string | null)[];
  readonly source_pending_out: readonly (string | null)[];
  readonly source_version: readonly number[];
  readonly destination_posted: readonly (string | null)[];
  readonly destination_pending_in: readonly (string | null)[];
  readonly destination_pending_out: readonly (string | null)[];
  readonly destination_version: readonly number[];
}

/** The answers one by one. */
const itemsOf = (answers: Answers): PostedItem[] =>
  answers.replayed.map((replayed, index) => ({
    replayed,
    reused: answers.reused[index] as boolean,
    outcome: outcomeAt(answers, index),
  }));

function outcomeAt(answers: Answers, index: number): StoredTransferOutcome {
  const at = <Value>(column: readonly Value[]): Value => column[index] as Value;
  const refusal = at(answers.refusal);
  if (refusal !== null) return { refusal, request_id: at(answers.request_id) };
  const posted = at(answers.destination_posted);
  return {
    transfer_id: at(answers.id),
    request_id: at(answers.request_id),
    recorded_at: at(answers.recorded_at),
    source: {
      posted: at(answers.source_posted),
      pending_in: at(answers.source_pending_in) ?? "0",
      pending_out: at(answers.source_pending_out) ?? "0",
      version: at(answers.source_version),
    },
    destination:
      posted === null
        ? null
        : {
            posted,
            pending_in: at(answers.destination_pending_in) ?? "0",
            pending_out: at(answers.destination_pending_out) ?? "0",
            version: at(answers.destination_version),
          },
  };
}

/** Posts a batch in one transaction and one round trip; the answers are in the batch's order. */
export async function postTransfers({ client }: Connection, batch: readonly TransferRequest[]): Promise<PostedItem[]> {
  const requests = JSON.stringify(batch.map((request, ordinal) => ({ ordinal, ...request })));
  const { rows } = await client.query<{ answers: Answers }>("SELECT payments.post_transfers($1::json) AS answers", [requests]);
  const [row] = rows;
  if (row === undefined) throw new Bug("the posting function did not answer");
  return itemsOf(row.answers);
}

/** The refusal of an atomic batch. */
interface RefusedBatch {
  readonly ordinal: number;
  readonly refusal: string;
}

/** A batch's outcomes in its order, or the refusal of an atomic one. */
export type BatchAnswer = StoredTransferOutcome[] | RefusedBatch;

const batchAnswer = (answer: Answers | RefusedBatch): BatchAnswer =>
  "ordinal" in answer ? answer : itemsOf(answer).map(({ outcome }) => outcome);

/** Posts a client's batch inside the caller's transaction. */
export async function postBatch(database: Database, batch: readonly TransferRequest[], atomic: boolean): Promise<BatchAnswer> {
  const requests = JSON.stringify(batch.map((request, ordinal) => ({ ordinal, ...request })));
  const { rows } = await database.execute<{ answer: Answers | RefusedBatch }>(
    sql`SELECT payments.post_batch(${requests}::json, ${atomic}) AS answer`,
  );
  const [row] = rows;
  if (row === undefined) throw new Bug("the posting function did not answer");
  return batchAnswer(row.answer);
}

/** What a dry run found, and the recorded time by which it was judged. */
interface Tried<Answer> {
  readonly asOf: string;
  readonly answer: Answer;
}

/** What a batch of transfers would be answered. */
export async function tryTransfers(
  { client }: Connection,
  batch: readonly TransferRequest[],
  atomic: boolean,
): Promise<Tried<BatchAnswer>> {
  const requests = JSON.stringify(batch.map((request, ordinal) => ({ ordinal, ...request })));
  const text = "SELECT payments.dry_run_transfers($1::json, $2) AS tried";
  const { rows } = await client.query<{ tried: { as_of: string; answer: Answers | RefusedBatch } }>(text, [requests, atomic]);
  const [row] = rows;
  if (row === undefined) throw new Bug("the posting function did not answer");
  return { asOf: row.tried.as_of, answer: batchAnswer(row.tried.answer) };
}

/** What a command would be answered. */
export async function tryCommand({ client }: Connection, request: CommandRequest): Promise<Tried<CommandAnswer>> {
  const text = "SELECT payments.dry_run_command($1::json) AS tried";
  const { rows } = await client.query<{ tried: { as_of: string; answer: CommandAnswer } }>(text, [JSON.stringify(request)]);
  const [row] = rows;
  if (row === undefined) throw new Bug("the function of commands did not answer");
  return { asOf: row.tried.as_of, answer: row.tried.answer };
}

/** Runs a set in one transaction and one round trip; the answers are in the set's order. */
export async function runCommands({ client }: Connection, batch: readonly CommandRequest[]): Promise<CommandAnswer[]> {
  const requests = JSON.stringify(batch.map((request, ordinal) => ({ ordinal, ...request })));
  const { rows } = await client.query<{ answers: CommandAnswer[] }>("SELECT payments.run_commands($1::json) AS answers", [requests]);
  return rows[0]?.answers ?? [];
}

/** The names of who has paid an account, by transfer: of those that a payee is shown (payments.payer_names). */
export async function findPayerNames(database: Database, payee: string, transferIds: readonly string[]): Promise<Map<string, string>> {
  const ids = sql.param(`{${transferIds.join(",")}}`);
  const { rows } = await database.execute<{ transfer: string; name: string }>(
    sql`SELECT * FROM payments.payer_names(${payee}, ${ids}::uuid[])`,
  );
  return new Map(rows.map(({ transfer, name }) => [transfer, name]));
}
