// Dry runs: what a write would answer now, evaluated by the functions that do it. It runs on a session whose every transaction is one snapshot in which
// Postgres refuses to write and to lock a row (decision 84), so it waits for nobody, and nobody for it.
import type { DryRunCall } from "@ledge/shared/context";
import type { BatchDryRun, CreateTransferBatch } from "@ledge/shared/contracts/batches";
import type { RefusalOf } from "@ledge/shared/contracts/refusals";
import type { CreateTransfer, TransferDryRun } from "@ledge/shared/contracts/transfers";
import { newUuid } from "@ledge/shared/ids";
import { accepted, type Result, type WriteOutcome, type WriteRefusal } from "@ledge/shared/result";
import type { Connection } from "../database/connect.ts";
import { Bug } from "../database/failure.ts";
import { readInstant } from "../database/stored-values.ts";
import { type Command, commandRequest, commandResult } from "../idempotency/command.ts";
import { refusalBy } from "../idempotency/exactly-once.ts";
import { batchResult } from "../payments/create-transfer-batch.ts";
import { transferRequest, transferResult } from "../payments/create-transfer.ts";
import { tryCommand, tryTransfers } from "../payments/queries.ts";
import { type CommandArguments, type CommandName, type CommandOutcomes, commands } from "./grouped-commands.ts";

/** By operation, with the outcome of each. */
export type DryRunOutcomes = CommandOutcomes & {
  readonly createTransfer: WriteOutcome<TransferDryRun, RefusalOf<"createTransfer">>;
  readonly createTransferBatch: WriteOutcome<BatchDryRun, RefusalOf<"createTransferBatch">>;
};
export type DryRunName = keyof DryRunOutcomes;
export type DryRunArguments = CommandArguments & {
  readonly createTransfer: [CreateTransfer];
  readonly createTransferBatch: [CreateTransferBatch];
};

/** The members in which the answer to a command has the id of what the command makes. */
const MADE: Readonly<Record<CommandName, readonly string[]>> = {
  captureHold: ["transfer"],
  createHold: ["id"],
  createTransaction: ["id"],
  releaseHold: [],
  reverseTransfer: ["id"],
};

/** Says what a write would answer. @param connection of a session that begins with ONE_SNAPSHOT. @throws Bug, or the driver's error. */
export async function dryRun<Name extends DryRunName>(
  connection: Connection,
  name: Name,
  call: DryRunCall,
  args: DryRunArguments[Name],
): Promise<DryRunOutcomes[Name]> {
  const result = await resultOf(connection, name, call, args);
  return { ...result, recorded: false, replayed: false, requestId: call.requestId } as DryRunOutcomes[Name];
}

async function resultOf(
  connection: Connection,
  name: DryRunName,
  call: DryRunCall,
  [...args]: readonly unknown[],
): Promise<Result<unknown>> {
  if (name === "createTransfer") return await tryTransfer(connection, call, args[0] as CreateTransfer);
  if (name === "createTransferBatch") return await tryBatch(connection, call, args[0] as CreateTransferBatch);
  const command: Command = commands[name];
  const { asOf, answer } = await tryCommand(connection, commandRequest(name, call, command.ask(...(args as never)), newUuid()));
  const result = commandResult(command, answer.outcome);
  if (!result.ok) return result;
  return tried({ ...(result.value as object), ...Object.fromEntries(MADE[name].map((member) => [member, null])) }, asOf);
}

/** The answer to a dry run. */
const tried = <Value extends object>(value: Value, asOf: string): Result<Value & Pick<TransferDryRun, "dry_run" | "as_of">, never> =>
  accepted({ ...value, dry_run: true, as_of: readInstant(asOf).toISOString() });

async function tryTransfer(
  connection: Connection,
  call: DryRunCall,
  input: CreateTransfer,
): Promise<Result<TransferDryRun, RefusalOf<"createTransfer"> | WriteRefusal>> {
  // Nothing that a transfer changes has a tag.
  const unmet = refusalBy(call.precondition, null);
  if (unmet !== null) return unmet;
  const { asOf, answer } = await tryTransfers(connection, [transferRequest(call, input, newUuid())], false);
  const [outcome] = Array.isArray(answer) ? answer : [];
  if (outcome === undefined) throw new Bug("a transfer that was tried has no outcome");
  const result = transferResult(input, outcome);
  return result.ok ? tried({ ...result.value, id: null }, asOf) : result;
}

async function tryBatch(
  connection: Connection,
  call: DryRunCall,
  input: CreateTransferBatch,
): Promise<Result<BatchDryRun, RefusalOf<"createTransferBatch"> | WriteRefusal>> {
  const requests = input.transfers.map((transfer) => transferRequest(call, transfer, newUuid()));
  const { asOf, answer } = await tryTransfers(connection, requests, input.mode === "atomic");
  const result = batchResult(input, answer);
  // As for the batch itself: nothing that it changes has a tag, which matters once the ledger has nothing against it.
  if (!result.ok) return result;
  const unmet = refusalBy(call.precondition, null);
  if (unmet !== null) return unmet;
  const outcomes = result.value.outcomes.map((item) =>
    item.status === "posted" ? { ...item, transfer: { ...item.transfer, id: null } } : item,
  );
  return tried({ ...result.value, outcomes }, asOf);
}
