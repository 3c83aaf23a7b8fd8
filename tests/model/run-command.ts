// Runs a command that lanes run in groups, alone: on the database, as a lane does, which handles lost races.
import type { WriteCall } from "@ledge/shared/context";
import type pg from "pg";
import type { Connection } from "../../core-service/src/database/connect.ts";
import type { Work } from "../../core-service/src/database/work.ts";
import type { CommandArguments, CommandName, CommandOutcomes } from "../../core-service/src/lane/grouped-commands.ts";
import { GroupedCommands } from "../../core-service/src/lane/grouped-commands.ts";

const clientOf = (work: Work): pg.Client => (work.database as unknown as { readonly $client: pg.Client }).$client;

export async function runCommand<Name extends CommandName>(
  work: Work,
  name: Name,
  call: WriteCall,
  ...args: CommandArguments[Name]
): Promise<CommandOutcomes[Name]> {
  const connection = { client: clientOf(work), database: work.database } as unknown as Connection;
  const options = { maxWeight: 1, maxWaiting: 1, overloaded: () => new Error("one at a time"), endsAll: () => false };
  return await new GroupedCommands(
    (task) => task(connection),
    (_asked, run) => run(),
    options,
  ).run(name, call, args, { context: null, hops: [] });
}
