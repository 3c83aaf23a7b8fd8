// The entrypoint of the ledger Worker into the core. Transactions are posted in sets with other commands.
import type { LedgerCore } from "@ledge/shared/contracts/ledger";
import { runCommand } from "../lane/routing.ts";
import { ledger } from "../ledger/operations.ts";
import { makeEntrypoint, onLanes } from "./make-entrypoint.ts";
import { orDryRun } from "./or-dry-run.ts";
import { readyOn } from "./ready-on.ts";

export const Ledger = makeEntrypoint<LedgerCore>("ledger")({
  ...onLanes("ledger", ledger),
  ready: readyOn("ledger"),
  createTransaction: orDryRun("createTransaction", (env, call, input) =>
    runCommand(env, "createTransaction", call, call.requestId, [input]),
  ),
});
