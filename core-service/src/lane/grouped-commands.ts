// Commands that a lane runs in groups: what waits while a set is in flight is the next set, which is one transaction.
import { shareOf, type WriteCall } from "@ledge/shared/context";
import { newUuid } from "@ledge/shared/ids";
import type { Connection } from "../database/connect.ts";
import {
  type Asked,
  type Command,
  type CommandAnswer,
  type CommandOutcome,
  commandOutcome,
  type CommandRequest,
  commandRequest,
} from "../idempotency/command.ts";
import { ledgerCommands } from "../ledger/operations.ts";
import { paymentCommands } from "../payments/operations.ts";
import { runCommands } from "../payments/queries.ts";
import type { WaitingSpan } from "./batch-span.ts";
import { commitBatch } from "./commit-batch.ts";
import { GroupCommit, type GroupCommitOptions } from "./group-commit.ts";

/** Every command that runs in a set. */
export const commands = { ...paymentCommands, ...ledgerCommands } satisfies Readonly<Record<string, Command>>;

export type CommandName = keyof typeof commands;
export type CommandArguments = { readonly [Name in CommandName]: Parameters<(typeof commands)[Name]["ask"]> };
export type CommandOutcomes = { readonly [Name in CommandName]: CommandOutcome<(typeof commands)[Name]> };

/** What surrounds the running of a command, such as the alarm of a hold's expiry. */
type Around = <T>(asked: Asked, run: () => Promise<T>) => Promise<T>;

export class GroupedCommands {
  readonly #group: GroupCommit<CommandRequest, CommandAnswer>;
  readonly #around: Around;

  /** @param commit runs a task on the lane's connection, whose commit may append events. */
  constructor(
    commit: <T>(task: (connection: Connection) => Promise<T>) => Promise<T>,
    around: Around,
    options: GroupCommitOptions<CommandRequest>,
  ) {
    const run = (items: readonly CommandRequest[]) => commit((connection) => runCommands(connection, items));
    this.#group = new GroupCommit<CommandRequest, CommandAnswer>((batch) => commitBatch(run, batch), options);
    this.#around = around;
  }

  async run<Name extends CommandName>(
    name: Name,
    call: WriteCall,
    args: CommandArguments[Name],
    span: WaitingSpan,
  ): Promise<CommandOutcomes[Name]> {
    const command: Command = commands[name];
    const asked = command.ask(...(args as unknown as never));
    const request = commandRequest(name, call, asked, newUuid());
    const answer = await this.#around(asked, () => this.#group.submit(request, shareOf(call.principal), span));
    return commandOutcome(call, command, answer) as CommandOutcomes[Name];
  }
}
