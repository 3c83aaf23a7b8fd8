// POST /v1/holds/{id}/release
import { dryRunQuery } from "@ledge/kit/dry-run";
import { changedHold, releaseDryRun } from "@ledge/shared/contracts/holds";
import { holdTag } from "@ledge/shared/entity-tags";
import { core, holdParams, holdsTag, paymentsOperation } from "../operation.ts";

export const releaseHold = paymentsOperation({
  operationId: "releaseHold",
  method: "post",
  path: "/v1/holds/{id}/release",
  summary: "Release what is still held",
  description:
    "Ends the hold and makes the rest available to its source again; what was captured stays posted. A hold that has ended is refused with `hold_not_open` or `hold_expired`. For the payee and the institution: the payer's own key is refused.",
  tag: holdsTag,
  scope: "transfers:write",
  params: holdParams,
  query: dryRunQuery,
  success: { status: 200, schema: changedHold, description: "The released hold, with both accounts' new balances" },
  dryRun: releaseDryRun,
  etag: holdTag,
  handle: ({ env, call, params }) => core(env).releaseHold(call, params.id),
});
