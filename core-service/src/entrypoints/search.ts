// The entrypoint of the search Worker into the core: searches, and the steps of its queue consumer.
import type { SearchCore } from "@ledge/shared/contracts/search";
import { following } from "../feed/operations.ts";
import { search } from "../search/operations.ts";
import { makeEntrypoint, onLanes } from "./make-entrypoint.ts";
import { readyOn } from "./ready-on.ts";

export const Search = makeEntrypoint<SearchCore>("search")({ ...onLanes("search", { ...search, ...following }), ready: readyOn("search") });
