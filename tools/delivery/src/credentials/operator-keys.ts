// The platform's keys that may make keys, as an operator sees them.
import type { Ledge, Resource } from "@ledge/client";
import { ageAlert, expiryAlert, type Sighting } from "./sighting.ts";
import { ALERT_DAYS, CREDENTIALS, credentialOf, SMOKE_KEY } from "./table.ts";

type ApiKey = Resource<"getApiKey">;

/** Whether a key is taken at this time. */
const isInForce = ({ revoked_at: revoked, expires_at: expires }: ApiKey, now: Date): boolean =>
  revoked === null && (expires === null || new Date(expires) > now);

/** Those that are in force, newest first. */
export async function operatorKeys(ledge: Ledge, now: Date): Promise<ApiKey[]> {
  const found: ApiKey[] = [];
  for await (const key of ledge.list("/v1/api-keys")) if (key.scopes.includes("operator") && isInForce(key, now)) found.push(key);
  return found;
}

export async function sightOperatorKeys(ledge: Ledge, environment: string, now: Date): Promise<Sighting[]> {
  return (await operatorKeys(ledge, now)).map((key) => sightKey(key, environment, now));
}

function sightKey(
  { id, name: called, created_at: created, expires_at: expiry, rotated_to: successor }: ApiKey,
  environment: string,
  now: Date,
): Sighting {
  const isOfSmoke = called === SMOKE_KEY;
  const { called: row = null, mostDays = null } =
    (isOfSmoke ? credentialOf("LEDGE_KEY") : CREDENTIALS.find((one) => one.called === "the operator's key of people")) ?? {};
  const remedy = isOfSmoke ? `npm run rotate:credential -- --env ${environment} LEDGE_KEY` : `POST /v1/api-keys/${id}/rotate`;
  const name = `${id} (${called})`;
  const since = new Date(created);
  const expires = expiry === null ? null : new Date(expiry);
  const seen = { kind: "credential", name, row, since, mostDays, expires } as const;
  // It has a successor already, and ends by itself.
  if (successor !== null) return { ...seen, state: "has a successor", alert: null };
  const expired = expires === null ? null : expiryAlert(name, expires, now, remedy);
  return {
    ...seen,
    state: "in force",
    alert: expired ?? (mostDays === null ? null : ageAlert(name, since, mostDays, now, remedy, ALERT_DAYS)),
  };
}
