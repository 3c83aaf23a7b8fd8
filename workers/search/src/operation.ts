// What the search Worker's operations share: their environment, their stub of core-service, their tag in the contract.
import { coreOf } from "@ledge/kit/core";
import { operation } from "@ledge/kit/operation";
import type { SearchCore } from "@ledge/shared/contracts/search";

export const searchOperation = operation<Env>();
export const core = (env: Env): SearchCore => coreOf<SearchCore>(env.CORE);
export const tag = "Search";
