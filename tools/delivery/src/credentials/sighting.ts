// What is seen of a credential or a certificate, and when somebody is to be notified of it.
import { ALERT_DAYS } from "./table.ts";

export const DAY_MS = 86_400_000;

export interface Sighting {
  readonly kind: "credential" | "certificate";
  /** As metrics and people name it. */
  readonly name: string;
  /** Of the table, what the credential is called there; null: it is in no row of it. */
  readonly row: string | null;
  /** Since when it is what it is; null: nobody can say. */
  readonly since: Date | null;
  readonly mostDays: number | null;
  /** Null: it has no end that its issuer enforces. */
  readonly expires: Date | null;
  readonly state: string;
  /** What somebody has to do, in a sentence; null: nothing. */
  readonly alert: string | null;
}

export const daysBetween = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / DAY_MS;
export const dateOf = (instant: Date): string => instant.toISOString().slice(0, 10);

/** Why something that expires wants somebody's attention; null: it does not yet. */
export function expiryAlert(name: string, expires: Date, now: Date, remedy: string): string | null {
  const left = daysBetween(now, expires);
  if (left > ALERT_DAYS) return null;
  const when = left <= 0 ? `expired on ${dateOf(expires)}` : `expires on ${dateOf(expires)}, in ${Math.ceil(left)} days`;
  return `${name} ${when}: ${remedy}`;
}

/** Why something whose age alone is limited wants somebody's attention. @param noticeDays before it is as old as it may get. */
export function ageAlert(name: string, since: Date, mostDays: number, now: Date, remedy: string, noticeDays: number): string | null {
  const age = daysBetween(since, now);
  if (age <= mostDays - noticeDays) return null;
  return `${name} is ${Math.floor(age)} days old, of ${mostDays} at the most: ${remedy}`;
}
