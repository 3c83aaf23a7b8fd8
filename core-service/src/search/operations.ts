// Search: the query or command behind each method of the contract that asks or changes something. Lanes run them.
import type { SearchCore } from "@ledge/shared/contracts/search";
import type { OperationsOf } from "../database/work.ts";
import { rebuildSearch } from "./rebuild-search.ts";
import { searchResources } from "./search-resources.ts";

export const search = { searchResources, rebuildSearch } satisfies Partial<OperationsOf<SearchCore>>;
