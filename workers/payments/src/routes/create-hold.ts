// POST /v1/holds
import { changedHold, createHold as body } from "@ledge/shared/contracts/holds";
import { holdTag } from "@ledge/shared/entity-tags";
import { core, holdsTag, paymentsOperation } from "../operation.ts";

export const createHold = paymentsOperation({
  operationId: "createHold",
  method: "post",
  path: "/v1/holds",
  summary: "Hold money for a later transfer",
  description:
    "Reserves money of the source account for the payee until it is captured, released or expired. The posted balances stay as they are; `available` of the source falls at once. Refused like a transfer is: `insufficient_funds`, a frozen or closed account, another currency. A hold without `expires_at` stays open until somebody ends it.",
  tag: holdsTag,
  scope: "transfers:write",
  body,
  success: { status: 201, schema: changedHold, description: "The hold, with both accounts' new balances" },
  etag: holdTag,
  location: "/v1/holds",
  // Whether its time has come is the core's to say, behind the key: a retry may come after it, of a hold that was placed before.
  handle: ({ env, call, body }) => core(env).createHold(call, body),
});
