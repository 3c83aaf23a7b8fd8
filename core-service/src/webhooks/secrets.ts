// Which secrets of an endpoint sign now, and what a rotation makes of them. Knows their numbers and ends, never a secret.
import { later } from "../database/stored-values.ts";
import type { EndpointRow } from "./endpoint-queries.ts";

/** For so long after its rotation a previous secret still signs: time to roll the new one out. */
const OVERLAP_MS = 24 * 60 * 60 * 1000;
/**
 * Previous secrets that sign at once, at most: each is a signature more on every delivery, and receivers read ten at most. Nobody rolls out
 * a sixth secret within a day on purpose; a script that rotates in a loop is stopped here.
 */
export const MAX_PREVIOUS_SECRETS = 5;

export type Secrets = Pick<EndpointRow, "secretVersion" | "previousSecretsUntil">;

/** The numbers of the secrets that sign at `now`, newest first. A previous secret signs until its own end, whatever was rotated after it. */
export const secretsInForce = ({ secretVersion, previousSecretsUntil }: Secrets, now: Date): readonly number[] => [
  secretVersion,
  ...previousSecretsUntil
    .toReversed()
    .map((until, age) => ({ until, version: secretVersion - 1 - age }))
    .filter(({ until }) => until > now)
    .map(({ version }) => version),
];

/** What a rotation at `now` changes; null: as many previous secrets sign as may, and none of them may end early. */
export function rotated({ secretVersion, previousSecretsUntil }: Secrets, now: Date): Secrets | null {
  const inForce = previousSecretsUntil.filter((until) => until > now);
  if (inForce.length === MAX_PREVIOUS_SECRETS) return null;
  // A clock that stepped back lets no secret end before one that was rotated earlier: who is where in the list says its number.
  const end = [...inForce, later(now, OVERLAP_MS)].reduce((latest, until) => (until > latest ? until : latest));
  return { secretVersion: secretVersion + 1, previousSecretsUntil: [...inForce, end] };
}
