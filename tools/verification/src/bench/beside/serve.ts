// `node tools/run.mjs bench:serve`: serves this checkout as one side of a comparison that another checkout runs. It reads commands on stdin,
// answers on stdout (protocol.ts) and ends when its input ends. It must expose nothing of its code beyond the protocol.
import { createInterface } from "node:readline";
import { type BenchDatabase, type Databases, databasesOf } from "../bench-postgres.ts";
import { type Contender, ledge } from "../contenders.ts";
import { type Platform, startPlatform } from "../end-to-end-platform.ts";
import { OPERATIONS } from "../kinds.ts";
import { post } from "../posting.ts";
import { openLedger, type Shape, shapes, workload } from "../workload.ts";
import { type Answers, type Command, type CommandName, readCommand } from "./protocol.ts";

interface Posting {
  readonly database: BenchDatabase;
  readonly accounts: readonly string[];
  readonly contender: Contender;
}

/** What the commands have opened so far. */
const open: { posting: Posting | null; platform: Platform | null } = { posting: null, platform: null };

/** One for the whole server: its logins have one set of passwords. */
let databases: Databases | null = null;
const databasesIn = (clusterUrl: string): Databases => (databases ??= databasesOf(clusterUrl));

async function answer(command: Command): Promise<Answers<CommandName>> {
  switch (command.do) {
    case "open-posting": {
      const { database, accounts } = await openLedger(databasesIn(command.postgres));
      open.posting = { database, accounts, contender: await ledge(database.runtimeUrl) };
      return { kinds: [...shapes] };
    }
    case "post": {
      if (open.posting === null) throw new Error("open-posting comes first");
      const { contender, accounts } = open.posting;
      const next = workload(command.shape as Shape, accounts, command.seed);
      return { transfers_per_second: await post(contender, command.per_call, next, command.turn_ms) };
    }
    case "open-platform":
      open.platform = await startPlatform(databasesIn(command.postgres));
      return { kinds: ["nothing", ...OPERATIONS], ...open.platform.target, accounts: [...open.platform.target.accounts] };
    case "settle":
      await open.platform?.settle();
      return {};
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  let written: object;
  try {
    written = { answer: await answer(readCommand(line)) };
  } catch (error) {
    written = { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  process.stdout.write(`${JSON.stringify(written)}\n`);
}
await open.posting?.contender.close();
await open.posting?.database.drop();
await open.platform?.stop();
process.exit(0);
