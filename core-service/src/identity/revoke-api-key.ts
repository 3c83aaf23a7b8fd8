// Revokes an API key. The edge forgets it within the seconds that it caches principals for; other keys of its principal stay as they are.
import type { RefusalOf } from "@ledge/shared/contracts/refusals";
import type { WriteCall } from "@ledge/shared/context";
import type { ApiKey } from "@ledge/shared/contracts/identity";
import { apiKeyTag } from "@ledge/shared/entity-tags";
import { decodeId } from "@ledge/shared/ids";
import { accepted, type Outcome, refused } from "@ledge/shared/result";
import type { Work } from "../database/work.ts";
import { exactlyOnce } from "../idempotency/exactly-once.ts";
import { isLastOperator } from "./last-operator.ts";
import { changeApiKey, lockApiKey, showApiKey } from "./queries.ts";

export const revokeApiKey = (work: Work, call: WriteCall, keyId: string): Promise<Outcome<ApiKey, RefusalOf<"revokeApiKey">>> =>
  exactlyOnce(work, call, "revokeApiKey", async ({ database, now, tell, unmet }) => {
    const uuid = decodeId("apiKey", keyId);
    const locked = uuid === null ? null : await lockApiKey(database, uuid);
    if (locked === null) return refused("not_found");
    const { row, operators } = locked;
    const refusal = unmet(apiKeyTag(showApiKey(row)));
    if (refusal !== null) return refusal;
    // The first revocation's time stands.
    if (row.revokedAt !== null) return accepted(showApiKey(row));
    const revokedAt = now();
    if (operators.length > 0 && isLastOperator(row, operators, revokedAt)) return refused("last_operator_key");
    const key = showApiKey(await changeApiKey(database, row.id, { revokedAt }));
    tell("api_key.revoked", row.id, key);
    return accepted(key);
  });
