// Who could still make keys: the rule that keeps an institution from locking itself out. Pure; the locks are taken before.
import type { ApiKeyRow } from "./queries.ts";

type Life = Pick<ApiKeyRow, "id" | "revokedAt" | "expiresAt">;

/** When a key ends, in ms since the epoch; one that was revoked has ended, one without an expiry never does. */
export const endOf = ({ revokedAt, expiresAt }: Life): number =>
  revokedAt !== null ? Number.NEGATIVE_INFINITY : (expiresAt?.getTime() ?? Number.POSITIVE_INFINITY);

/**
 * Whether an operator key is the last one that lasts: no other operator key lasts as long. Its life must not be shortened then. A key that
 * expires earlier does not count: when it has, nobody would be left who could make another.
 */
export const isLastOperator = (key: Life, operators: readonly Life[], now: Date): boolean =>
  endOf(key) > now.getTime() && !operators.some((other) => other.id !== key.id && endOf(other) >= endOf(key));
