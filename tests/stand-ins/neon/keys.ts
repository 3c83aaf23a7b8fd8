// The API keys of the organisation.
import { randomBytes } from "node:crypto";
import { json, type Route } from "../http.ts";
import { ok, refused } from "./answers.ts";

/** Of the organisation: "Only organization administrators" make them, "Valid until revoked" (neon.com/docs/manage/api-keys). */
export interface OrganisationKey {
  readonly id: number;
  readonly name: string;
  readonly created_at: string;
  readonly project_id?: string;
  /** It is answered once. */
  readonly key: string;
}

/**
 * Of the one organisation that there is, whatever its id. neon.com/docs/reference/api/organizations: list-org-api-keys, create-org-api-key, revoke-org-api-key. The list has no values. Whether a key of an organisation may
 * make keys is said nowhere: here only an administrator's does.
 */
export function organisationKeys(keys: OrganisationKey[], adminToken: string): Route[] {
  const path = (rest: string): RegExp => new RegExp(`^/organizations/org-[a-z-]+/api_keys${rest}$`);
  const shown = (one: OrganisationKey) => ({ ...one, key: undefined, last_used_at: null, last_used_from_addr: "" });
  let ids = 3_084_350;
  const forbidden = refused(403, 0, "not allowed to manage the organization's API keys");
  return [
    ["GET", path(""), () => ok(keys.map(shown))],
    [
      "POST",
      path(""),
      (call) => {
        if (call.token !== adminToken) return forbidden;
        const { key_name: name, project_id: project } = json<{ key_name?: string; project_id?: string }>(call);
        if (name === undefined || name === "") return refused(400, 0, "key_name is required");
        const made = {
          id: (ids += 1),
          name,
          created_at: new Date().toISOString(),
          key: `napi_${randomBytes(32).toString("hex")}`,
        };
        keys.push(project === undefined ? made : { ...made, project_id: project });
        return ok(keys.at(-1));
      },
    ],
    [
      "DELETE",
      path("/(\\d+)"),
      (call, [wanted = ""]) => {
        if (call.token !== adminToken) return forbidden;
        const at = keys.findIndex(({ id: one }) => one === Number(wanted));
        if (at === -1) return refused(404, 0, "API key not found");
        const [revoked] = keys.splice(at, 1);
        return ok({ ...shown(revoked as OrganisationKey), revoked: true });
      },
    ],
  ];
}
