// Compares a Worker's list of keys with what the database's rows name. A Worker whose list lacks one is not ready: so a release that leaves out a key in
// use ends at its first smoke test, before it serves anybody.
import { type KeyList, KeyNotListed } from "@ledge/shared/key-list";
import type { UnlistedKey } from "@ledge/shared/contracts/readiness";
import { log } from "@ledge/shared/telemetry/log";

/** @param unlisted the keys that rows name and the list lacks. @throws KeyNotListed when there is one; all of them are logged. */
export function requireListed(service: string, list: KeyList, unlisted: readonly UnlistedKey[]): void {
  for (const { id, rows } of unlisted)
    log({ level: "error", service, operation: "keys.unlisted", subject: `${list}:${id}`, counts: { rows } });
  const [first] = unlisted;
  if (first !== undefined) throw new KeyNotListed(list, first.id);
}
