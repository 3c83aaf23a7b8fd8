// GET /v1/holds
import { sealPage } from "@ledge/kit/cursor";
import { amountQuery, NARROWS, payersExternalId } from "@ledge/shared/contracts/filters";
import { hold, holdStatus } from "@ledge/shared/contracts/holds";
import { accepted } from "@ledge/shared/result";
import { id, page as pageOf, pageQuery } from "@ledge/shared/schema";
import { z } from "zod";
import { core, holdsTag, paymentsOperation } from "../operation.ts";

export const listHolds = paymentsOperation({
  operationId: "listHolds",
  method: "get",
  path: "/v1/holds",
  summary: "List holds, newest first",
  description:
    "The holds that match every filter, newest first. A key that is bound to a customer sees the holds from or to that customer's accounts.",
  tag: holdsTag,
  scope: "transfers:read",
  query: z.object({
    account: id("account").optional().meta({ description: "Only holds from or to this account" }),
    status: holdStatus.optional().meta({ description: `Only holds in this state${NARROWS}` }),
    external_id: payersExternalId,
    ...amountQuery,
    ...pageQuery,
  }),
  success: { status: 200, schema: pageOf(hold), description: "A page of holds" },
  async handle({ env, call, query, page, cursorScope }) {
    return accepted(sealPage(cursorScope, await core(env).listHolds(call, query, page)));
  },
});
