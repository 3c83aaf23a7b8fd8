// POST /v1/search/rebuild
import { rebuiltSearch } from "@ledge/shared/contracts/search";
import { core, searchOperation, tag } from "../operation.ts";

export const rebuildSearch = searchOperation({
  operationId: "rebuildSearch",
  method: "post",
  path: "/v1/search/rebuild",
  summary: "Rebuild the search",
  description:
    "Builds what is searched anew from the books, beside what serves; searches are answered by the one that serves until the new one is whole. A rebuild that is under way goes on, and the answer is when it began. `GET /readyz` says whether it is over.",
  tag,
  scope: "operator",
  success: { status: 200, schema: rebuiltSearch, description: "The rebuild is under way" },
  handle: ({ env, call }) => core(env).rebuildSearch(call),
});
