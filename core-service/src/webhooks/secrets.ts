// Which secrets of an endpoint sign now, and how a rotation changes them. It knows their numbers, their ends and the ids of their keys, and must never know
// a secret.
import type { EndpointSecret } from "@ledge/shared/contracts/webhooks";
import { later } from "../database/stored-values.ts";
import type { EndpointRow } from "./endpoint-queries.ts";

/** A previous secret signs for this long after its rotation: time to roll the new one out. */
const OVERLAP_MS = 24 * 60 * 60 * 1000;
/**
 * The most previous secrets that sign at the same time: each is one more signature on every delivery, and receivers read at most ten. A sixth
 * rotation within a day is no deliberate roll-out; a script that rotates in a loop is stopped here.
 *
 * @internal Tests read the limit instead of repeating it.
 */
export const MAX_PREVIOUS_SECRETS = 5;

export type Secrets = Pick<EndpointRow, "secretVersion" | "previousSecretsUntil" | "secretKeys">;

/** The secrets that sign at `now`, newest first. A previous secret signs until its own end, whatever is rotated after it. */
export const secretsInForce = ({ secretVersion, previousSecretsUntil, secretKeys }: Secrets, now: Date): readonly EndpointSecret[] =>
  secretKeys
    .toReversed()
    .map((key, age) => ({ key, version: secretVersion - age, until: age === 0 ? null : (previousSecretsUntil.at(-age) as Date) }))
    .filter(({ until }) => until === null || until > now)
    .map(({ version, key }) => ({ version, key }));

/** The changes of a rotation at `now` to a secret of `key`; null: as many previous secrets sign as are allowed, and none of them may end early. */
export function rotated({ secretVersion, previousSecretsUntil, secretKeys }: Secrets, key: string, now: Date): Secrets | null {
  const inForce = previousSecretsUntil.filter((until) => until > now);
  if (inForce.length === MAX_PREVIOUS_SECRETS) return null;
  // If the clock has stepped back, a secret still ends no earlier than the one before it: the place in the list gives a secret's number.
  const end = [...inForce, later(now, OVERLAP_MS)].reduce((latest, until) => (until > latest ? until : latest));
  const keysInForce = secretKeys.filter((_key, at) => at === previousSecretsUntil.length || (previousSecretsUntil[at] as Date) > now);
  return { secretVersion: secretVersion + 1, previousSecretsUntil: [...inForce, end], secretKeys: [...keysInForce, key] };
}
