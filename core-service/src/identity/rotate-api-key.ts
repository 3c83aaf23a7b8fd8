// Issues a successor of an API key: the same principal, with its name, scopes and customer. So a request that was sent with the old key can be
// retried with the new one, and gets its recorded answer (law 14). The old key ends a while later, and never later than it would have.
import type { RefusalOf } from "@ledge/shared/contracts/refusals";
import type { WriteCall } from "@ledge/shared/context";
import type { NewApiKeyToken, RotateApiKey, SealedApiKey } from "@ledge/shared/contracts/identity";
import { apiKeyTag } from "@ledge/shared/entity-tags";
import { decodeId, encodeId } from "@ledge/shared/ids";
import { LATEST } from "@ledge/shared/instants";
import { accepted, type WriteOutcome, refused } from "@ledge/shared/result";
import { later, readInstant, readInstantOrNull } from "../database/stored-values.ts";
import type { Work } from "../database/work.ts";
import { exactlyOnce } from "../idempotency/exactly-once.ts";
import { faulty, refusalOfPast } from "./expiry.ts";
import { endOf, isLastOperator } from "./last-operator.ts";
import { type ApiKeyRow, changeApiKey, insertApiKey, lockApiKey, showApiKey } from "./queries.ts";

/** Time to deploy the new key everywhere; as long as the previous secret of a webhook endpoint stays in force. */
const OVERLAP_MS = 24 * 60 * 60 * 1000;
/** Two valid keys of one principal double what can leak: a roll-out takes days, not months. */
const MAX_OVERLAP_MS = 7 * OVERLAP_MS;
/** No key may end outside the range of times that clients can send. */
const LAST = readInstant(LATEST);

export const rotateApiKey = (
  work: Work,
  call: WriteCall,
  keyId: string,
  input: RotateApiKey & NewApiKeyToken,
): Promise<WriteOutcome<SealedApiKey, RefusalOf<"rotateApiKey">>> =>
  exactlyOnce(work, call, "rotateApiKey", keyId, async ({ database, now, newId, emit, unmet }) => {
    const uuid = decodeId("apiKey", keyId);
    const locked = uuid === null ? null : await lockApiKey(database, uuid);
    if (locked === null) return refused("not_found");
    const { row, operators } = locked;
    const createdAt = now();
    const until = input.previous_key_until === undefined ? later(createdAt, OVERLAP_MS) : readInstant(input.previous_key_until);
    const expiresAt = input.expires_at === undefined ? sameLifetime(row, createdAt) : readInstantOrNull(input.expires_at);
    const refusal =
      refusalOfPast("expires_at", expiresAt, createdAt) ??
      refusalOfPast("previous_key_until", until, createdAt) ??
      (until > later(createdAt, MAX_OVERLAP_MS) ? faulty("previous_key_until", "must be within 7 days") : null) ??
      unmet(apiKeyTag(showApiKey(row)));
    if (refusal !== null) return refusal;
    if (row.rotatedTo !== null) return refused("api_key_rotated", `Its successor is ${encodeId("apiKey", row.rotatedTo)}.`);

    const { prefix, pepper, hash } = input;
    const successor: ApiKeyRow = {
      ...row,
      id: newId(),
      rotatedFrom: row.id,
      rotatedTo: null,
      prefix,
      pepper,
      hash,
      expiresAt,
      revokedAt: null,
      createdAt,
    };
    const isShortened = endOf(row) > until.getTime();
    if (isShortened && operators.length > 0 && isLastOperator(row, [...operators, successor], createdAt))
      return refused("last_operator_key");
    await insertApiKey(database, successor);
    const ended = { rotatedTo: successor.id, ...(isShortened ? { expiresAt: until } : {}) };
    const previous = await changeApiKey(database, row.id, ended);
    emit("api_key.rotated", previous.id, showApiKey(previous));
    emit("api_key.created", successor.id, showApiKey(successor));
    return accepted({ ...showApiKey(successor), sealedToken: input.sealedToken });
  });

/** The end of a successor that is valid for as long as the key was: ninety days after ninety days; null: it never expires. */
function sameLifetime({ createdAt, expiresAt }: ApiKeyRow, now: Date): Date | null {
  if (expiresAt === null) return null;
  const end = later(now, expiresAt.getTime() - createdAt.getTime());
  return end < LAST ? end : LAST;
}
