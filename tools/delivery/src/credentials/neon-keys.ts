// The API keys of a Neon organisation, which have no expiry: their list, and a successor of one. neon.com/docs/reference/api/organizations (list-org-api-keys,
// create-org-api-key, revoke-org-api-key).
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { ApiError, callApi, type Cloud, type Wait } from "../deploy/api.ts";
import { ageAlert, type Sighting } from "./sighting.ts";
import { ALERT_DAYS, credentialOf, neonKeyName } from "./table.ts";

export const PERMISSIONS = "an administrator of the organisation";
const NOT_FOUND = 404;

const Key = z.object({ id: z.number(), name: z.string(), created_at: z.string(), project_id: z.string().nullish() });
export type NeonKey = z.infer<typeof Key>;

export class NeonKeys {
  readonly #cloud: Cloud;
  readonly #keys: string;
  readonly #wait: Wait;

  constructor(cloud: Cloud, organisationId: string, wait: Wait = delay) {
    this.#cloud = cloud;
    this.#keys = `/organizations/${organisationId}/api_keys`;
    this.#wait = wait;
  }

  /** Without their values; the newest first. */
  async list(): Promise<NeonKey[]> {
    const found = z.array(Key).parse(await callApi(this.#cloud, "GET", this.#keys, undefined, this.#wait));
    return found.sort((one, other) => Date.parse(other.created_at) - Date.parse(one.created_at));
  }

  /** A key that reaches what another one reaches. @returns its value, which is answered this once. */
  async createLike({ name, project_id: project }: NeonKey): Promise<string> {
    const body = { key_name: name, ...(project === null || project === undefined ? {} : { project_id: project }) };
    return z.object({ key: z.string() }).parse(await callApi(this.#cloud, "POST", this.#keys, body, this.#wait)).key;
  }

  /** One that is revoked already is fine. */
  async revoke(id: number): Promise<void> {
    try {
      await callApi(this.#cloud, "DELETE", `${this.#keys}/${id}`, undefined, this.#wait);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== NOT_FOUND) throw error;
    }
  }
}

/** The key that GitHub holds, by its name. */
export async function sightNeonKeys(keys: NeonKeys, environment: string, now: Date): Promise<Sighting[]> {
  const { called: row = null, mostDays = null } = credentialOf("NEON_API_KEY") ?? {};
  const name = neonKeyName(environment);
  const remedy = `npm run rotate:credential -- --env ${environment} NEON_API_KEY`;
  const found = (await keys.list()).filter((one) => one.name === name);
  const seen = { kind: "credential", name: `Neon: ${name}`, row, mostDays, expires: null, state: "in force" } as const;
  if (found.length === 0) {
    const alert = `Neon: no key of the organisation is called ${name} (docs/runbooks/new-environment.md)`;
    return [{ ...seen, since: null, state: "not there", alert }];
  }
  return found.map(({ created_at: created }) => {
    const since = new Date(created);
    return { ...seen, since, alert: mostDays === null ? null : ageAlert(seen.name, since, mostDays, now, remedy, ALERT_DAYS) };
  });
}
