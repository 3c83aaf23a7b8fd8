// The rule that keeps an institution from locking itself out: one operator key must last. Pure; its callers have locked the keys.
import type { ApiKeyRow } from "./queries.ts";

type KeyLifetime = Pick<ApiKeyRow, "id" | "revokedAt" | "expiresAt">;

/** When a key ends, in ms since the epoch; one that was revoked has ended, one without an expiry never does. */
export const endOf = ({ revokedAt, expiresAt }: KeyLifetime): number =>
  revokedAt !== null ? Number.NEGATIVE_INFINITY : (expiresAt?.getTime() ?? Number.POSITIVE_INFINITY);

/**
 * Whether no other operator key lasts as long as this one: then its lifetime must not be shortened. A key that expires earlier does not count:
 * after it has expired, nobody could make another operator key.
 */
export const isLastOperator = (key: KeyLifetime, operators: readonly KeyLifetime[], now: Date): boolean =>
  endOf(key) > now.getTime() && !operators.some((other) => other.id !== key.id && endOf(other) >= endOf(key));
