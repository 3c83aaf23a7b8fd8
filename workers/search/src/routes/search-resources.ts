// POST /v1/search
import { sealPage } from "@ledge/kit/cursor";
import { hits, searchResources as body } from "@ledge/shared/contracts/search";
import { accepted } from "@ledge/shared/result";
import { core, searchOperation, tag } from "../operation.ts";

export const searchResources = searchOperation({
  operationId: "searchResources",
  method: "post",
  path: "/v1/search",
  summary: "Search by a text",
  description:
    "Finds customers, accounts, transfers, holds and, for those who may read them, transactions of several legs and webhook endpoints by the beginning of a text. It changes nothing, so it takes no `Idempotency-Key`; it is a POST because a text may name people. The search follows the events: what was just written is found a second or two later, and `as_of` says up to when everything is. A page may have fewer hits than `limit` and still not be the last one: `has_more` says it. `next_cursor` goes with the same search alone, and with the same key. A key that is bound to a customer finds what is that customer's alone, by what it may see of it.",
  tag,
  scope: ["customers:read", "accounts:read", "transfers:read"],
  reads: true,
  body,
  success: {
    status: 200,
    schema: hits,
    description: "A page of hits: what has the text as its id or external id first, then the others in the order of `sort`",
  },
  async handle({ env, call, body, page, cursorScope }) {
    const { cursor: _cursor, limit: _limit, ...search } = body;
    const { as_of, ...found } = await core(env).searchResources(call, search, page);
    return accepted({ ...sealPage(cursorScope, found), as_of });
  },
});
