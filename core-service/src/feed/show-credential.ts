// The public form of a credential's change, of what rotation.sql notes of it.
import type { Credential } from "@ledge/shared/contracts/credentials";
import { encodeId } from "@ledge/shared/ids";
import { Bug } from "../database/failure.ts";
import { readInstant, readInstantOrNull } from "../database/stored-values.ts";

/** As outbox.sequence has it. */
interface CredentialFacts {
  readonly login: string;
  readonly change: Credential["change"];
  readonly valid_until: string | null;
  readonly changed_at: string;
}

/** @param data the event's; @throws when it has none. */
export function showCredential(resource: string, data: unknown): Credential & Record<string, unknown> {
  if (typeof data !== "object" || data === null) throw new Bug("an event without data");
  const { login, change, valid_until, changed_at } = data as CredentialFacts;
  return {
    id: encodeId("credential", resource),
    login,
    change,
    valid_until: readInstantOrNull(valid_until)?.toISOString() ?? null,
    changed_at: readInstant(changed_at).toISOString(),
  };
}
