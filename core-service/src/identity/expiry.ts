// Refuses expiry times that have passed. Judged where the key is made, after the look-up of the Idempotency-Key: a retry may come after the
// expiry of a key that was made before it.
import { refused, type Refused } from "@ledge/shared/result";

/** The refusal of an instant that has passed; null: it lies in the future, or none was given. */
export const refusalOfPast = (member: string, instant: Date | null, now: Date): Refused<"validation_failed"> | null =>
  instant === null || instant > now ? null : faulty(member, "must be in the future");

export function faulty(member: string, detail: string): Refused<"validation_failed"> {
  return refused("validation_failed", undefined, [{ pointer: `/${member}`, detail }]);
}
