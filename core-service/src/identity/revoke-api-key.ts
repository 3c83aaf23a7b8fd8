// Revokes an API key. The edge refuses it as soon as its cache of principals has expired, within seconds; other keys of its principal stay valid.
import type { RefusalOf } from "@ledge/shared/contracts/refusals";
import type { WriteCall } from "@ledge/shared/context";
import type { ApiKey } from "@ledge/shared/contracts/identity";
import { apiKeyTag } from "@ledge/shared/entity-tags";
import { decodeId } from "@ledge/shared/ids";
import { accepted, type WriteOutcome, refused } from "@ledge/shared/result";
import type { Work } from "../database/work.ts";
import { exactlyOnce } from "../idempotency/exactly-once.ts";
import { isLastOperator } from "./last-operator.ts";
import { changeApiKey, lockApiKey, showApiKey } from "./queries.ts";

export const revokeApiKey = (work: Work, call: WriteCall, keyId: string): Promise<WriteOutcome<ApiKey, RefusalOf<"revokeApiKey">>> =>
  exactlyOnce(work, call, "revokeApiKey", keyId, async ({ database, now, emit, unmet }) => {
    const uuid = decodeId("apiKey", keyId);
    const locked = uuid === null ? null : await lockApiKey(database, uuid);
    if (locked === null) return refused("not_found");
    const { row, operators } = locked;
    const refusal = unmet(apiKeyTag(showApiKey(row)));
    if (refusal !== null) return refusal;
    // The time of the first revocation is kept.
    if (row.revokedAt !== null) return accepted(showApiKey(row));
    const revokedAt = now();
    if (operators.length > 0 && isLastOperator(row, operators, revokedAt)) return refused("last_operator_key");
    const key = showApiKey(await changeApiKey(database, row.id, { revokedAt }));
    emit("api_key.revoked", row.id, key);
    return accepted(key);
  });
