// Reads of API keys.
import type { RefusalOf } from "@ledge/shared/contracts/refusals";
import type { Call } from "@ledge/shared/context";
import type { ApiKey } from "@ledge/shared/contracts/identity";
import type { UnlistedKey } from "@ledge/shared/contracts/readiness";
import { decodeId, encodeId } from "@ledge/shared/ids";
import { accepted, refused, type Result } from "@ledge/shared/result";
import type { Page, PageRequest } from "@ledge/shared/schema";
import { cutPage } from "../database/page.ts";
import type { Work } from "../database/work.ts";
import { findApiKey, findApiKeys, findUnlistedPeppers, showApiKey } from "./queries.ts";

export async function getApiKey(work: Work, _call: Call, keyId: string): Promise<Result<ApiKey, RefusalOf<"getApiKey">>> {
  const uuid = decodeId("apiKey", keyId);
  const row = uuid === null ? null : await findApiKey(work.database, uuid);
  return row === null ? refused("not_found") : accepted(showApiKey(row));
}

export async function listApiKeys(work: Work, _call: Call, page: PageRequest): Promise<Page<ApiKey>> {
  const rows = await findApiKeys(work.database, page);
  return cutPage(rows, page.limit, { show: showApiKey, positionOf: (row) => row.id, idOf: (row) => encodeId("apiKey", row.id) });
}

export const unlistedPeppers = ({ database, now }: Work, listed: readonly string[]): Promise<readonly UnlistedKey[]> =>
  findUnlistedPeppers(database, listed, now());
