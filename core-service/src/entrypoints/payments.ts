// The entrypoint of the payments Worker into the core. What lanes do in groups is called by methods of its own, and so is what can be tried.
import type { PaymentsCore } from "@ledge/shared/contracts/payments";
import { postTransfer, readById, runCommand, runOnLane } from "../lane/routing.ts";
import { payments } from "../payments/operations.ts";
import { makeEntrypoint, onLanes } from "./make-entrypoint.ts";
import { orDryRun } from "./or-dry-run.ts";
import { readyOn } from "./ready-on.ts";

export const Payments = makeEntrypoint<PaymentsCore>("payments")({
  ...onLanes("payments", payments),
  ready: readyOn("payments"),
  createTransfer: orDryRun("createTransfer", postTransfer),
  createTransferBatch: orDryRun("createTransferBatch", (env, call, input) =>
    runOnLane(env, "payments", "createTransferBatch", [call, input]),
  ),
  reverseTransfer: orDryRun("reverseTransfer", (env, call, id, input) => runCommand(env, "reverseTransfer", call, id, [id, input])),
  createHold: orDryRun("createHold", (env, call, input) => runCommand(env, "createHold", call, input.source_account, [input])),
  captureHold: orDryRun("captureHold", (env, call, id, input) => runCommand(env, "captureHold", call, id, [id, input])),
  releaseHold: orDryRun("releaseHold", (env, call, id) => runCommand(env, "releaseHold", call, id, [id])),
  getTransfer: (env, call, id) => readById(env, "getTransfer", call, id),
  getHold: (env, call, id) => readById(env, "getHold", call, id),
});
