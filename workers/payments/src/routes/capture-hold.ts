// POST /v1/holds/{id}/capture
import { dryRunQuery } from "@ledge/kit/dry-run";
import { capturedHold, captureDryRun, captureHold as body } from "@ledge/shared/contracts/holds";
import { holdTag } from "@ledge/shared/entity-tags";
import { core, holdParams, holdsTag, paymentsOperation } from "../operation.ts";

export const captureHold = paymentsOperation({
  operationId: "captureHold",
  method: "post",
  path: "/v1/holds/{id}/capture",
  summary: "Capture a hold, in full or in part",
  description:
    "Posts a transfer of all or a part of what is held, and answers with its id. A capture with `final` releases the rest; without it the hold stays open for further captures. Together they never exceed the hold (`capture_exceeds_hold`). A hold that has ended is refused with `hold_not_open` or `hold_expired`. For the payee and the institution alone: a key that is bound to the payer is refused.",
  tag: holdsTag,
  scope: "transfers:write",
  params: holdParams,
  query: dryRunQuery,
  body,
  success: { status: 200, schema: capturedHold, description: "The hold, the transfer that was posted, and both accounts' new balances" },
  dryRun: captureDryRun,
  etag: holdTag,
  handle: ({ env, call, params, body }) => core(env).captureHold(call, params.id, body),
});
