// The entrypoint of the payments Worker into the core. What lanes do in groups is called by methods of its own.
import type { PaymentsCore } from "@ledge/shared/contracts/payments";
import { postTransfer, readById, runCommand } from "../lane/routing.ts";
import { payments } from "../payments/operations.ts";
import { makeEntrypoint, onLanes } from "./make-entrypoint.ts";
import { readyOn } from "./ready-on.ts";

export const Payments = makeEntrypoint<PaymentsCore>("payments")({
  ...onLanes("payments", payments),
  ready: readyOn("payments"),
  createTransfer: postTransfer,
  reverseTransfer: (env, call, id, input) => runCommand(env, "reverseTransfer", call, id, [id, input]),
  createHold: (env, call, input) => runCommand(env, "createHold", call, input.source_account, [input]),
  captureHold: (env, call, id, input) => runCommand(env, "captureHold", call, id, [id, input]),
  releaseHold: (env, call, id) => runCommand(env, "releaseHold", call, id, [id]),
  getTransfer: (env, call, id) => readById(env, "getTransfer", call, id),
  getHold: (env, call, id) => readById(env, "getHold", call, id),
});
