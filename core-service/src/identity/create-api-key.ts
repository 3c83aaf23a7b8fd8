// Stores a new API key: its keyed hash, never its token. The encrypted token is stored in the recorded result, for retries alone.
import type { RefusalOf } from "@ledge/shared/contracts/refusals";
import type { WriteCall } from "@ledge/shared/context";
import type { CreateApiKey, NewApiKeyToken, SealedApiKey } from "@ledge/shared/contracts/identity";
import { decodeId } from "@ledge/shared/ids";
import { accepted, type WriteOutcome, refused } from "@ledge/shared/result";
import { findCustomer } from "../customers/queries.ts";
import { readInstantOrNull } from "../database/stored-values.ts";
import type { Work } from "../database/work.ts";
import { exactlyOnce } from "../idempotency/exactly-once.ts";
import { refusalOfPast } from "./expiry.ts";
import { type ApiKeyRow, insertApiKey, showApiKey } from "./queries.ts";

export const createApiKey = (
  work: Work,
  call: WriteCall,
  input: CreateApiKey & NewApiKeyToken,
): Promise<WriteOutcome<SealedApiKey, RefusalOf<"createApiKey">>> =>
  exactlyOnce(work, call, "createApiKey", null, async ({ database, now, newId, emit }) => {
    const createdAt = now();
    const expiresAt = readInstantOrNull(input.expires_at);
    const refusal = refusalOfPast("expires_at", expiresAt, createdAt);
    if (refusal !== null) return refusal;
    const customerId = typeof input.customer_id === "string" ? decodeId("customer", input.customer_id) : null;
    if (customerId !== null && (await findCustomer(database, customerId, null)) === null) return refused("customer_not_found");
    const id = newId();
    const row: ApiKeyRow = {
      id,
      principal: id,
      rotatedFrom: null,
      rotatedTo: null,
      name: input.name,
      prefix: input.prefix,
      pepper: input.pepper,
      hash: input.hash,
      scopes: [...input.scopes],
      customerId,
      rateBurst: input.rate_limit?.burst ?? null,
      ratePerMinute: input.rate_limit?.per_minute ?? null,
      expiresAt,
      revokedAt: null,
      createdAt,
    };
    await insertApiKey(database, row);
    emit("api_key.created", row.id, showApiKey(row));
    return accepted({ ...showApiKey(row), sealedToken: input.sealedToken });
  });
