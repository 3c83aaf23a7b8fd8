// POST /v1/holds
import { dryRunQuery } from "@ledge/kit/dry-run";
import { changedHold, createHold as body, holdDryRun } from "@ledge/shared/contracts/holds";
import { holdTag } from "@ledge/shared/entity-tags";
import { core, holdsTag, paymentsOperation } from "../operation.ts";

export const createHold = paymentsOperation({
  operationId: "createHold",
  method: "post",
  path: "/v1/holds",
  summary: "Hold money for a later transfer",
  description:
    "Reserves money of the source account for the payee until it is captured, released or expired. The posted balances stay as they are; `available` of the source falls at once. Refused for the same reasons as a transfer: `insufficient_funds`, a frozen or closed account, another currency. A hold without `expires_at` stays open until it is captured or released.",
  tag: holdsTag,
  scope: "transfers:write",
  query: dryRunQuery,
  body,
  success: { status: 201, schema: changedHold, description: "The hold, with both accounts' new balances" },
  dryRun: holdDryRun,
  etag: holdTag,
  location: "/v1/holds",
  // core-service judges whether its time has passed, after the look-up of the key: the retry of a hold that was placed may come after its expiry.
  handle: ({ env, call, body }) => core(env).createHold(call, body),
});
