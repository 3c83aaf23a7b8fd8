// The entrypoint of the payments Worker into the core. Some of its operations call a lane by methods of their own.
import type { PaymentsCore } from "@ledge/shared/contracts/payments";
import { ready } from "../lane/ready.ts";
import { placeHold, postTransfer, readById } from "../lane/routing.ts";
import { payments } from "../payments/operations.ts";
import { makeEntrypoint, onLanes } from "./make-entrypoint.ts";

export const Payments = makeEntrypoint<PaymentsCore>("payments")({
  ...onLanes("payments", { ...payments, ready }),
  createTransfer: postTransfer,
  createHold: placeHold,
  getTransfer: (env, call, id) => readById(env, "getTransfer", call, id),
  getHold: (env, call, id) => readById(env, "getHold", call, id),
});
