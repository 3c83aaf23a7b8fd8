// Revokes an API key. The edge forgets it within the seconds that it caches principals for.
import type { WriteCall } from "@ledge/shared/context";
import type { ApiKey } from "@ledge/shared/contracts/identity";
import { decodeId } from "@ledge/shared/ids";
import { accepted, type Outcome, refused } from "@ledge/shared/result";
import type { Work } from "../database/work.ts";
import { exactlyOnce } from "../idempotency/exactly-once.ts";
import { findApiKey, revoke, showApiKey } from "./queries.ts";

export const revokeApiKey = (work: Work, call: WriteCall, keyId: string): Promise<Outcome<ApiKey>> =>
  exactlyOnce(work, call, "revokeApiKey", async ({ database, now, tell }) => {
    const uuid = decodeId("apiKey", keyId);
    if (uuid === null) return refused("not_found");
    const isFirst = await revoke(database, uuid, now());
    const row = await findApiKey(database, uuid);
    if (row === null) return refused("not_found");
    const key = showApiKey(row);
    if (isFirst) tell("api_key.revoked", uuid, key);
    return accepted(key);
  });
