// The key of Neon's organisation that GitHub holds: a second one of the same name is made, and those of before are revoked.
import { NeonKeys, PERMISSIONS } from "../credentials/neon-keys.ts";
import { neonKeyName } from "../credentials/table.ts";
import { Neon } from "../deploy/neon.ts";
import type { Kind } from "./replacement.ts";

export const neonKey: Kind = {
  secrets: ["NEON_API_KEY"],
  wants: [["NEON_ADMIN_KEY"]],
  async find({ environment, given, apis, wait }) {
    const cloud = { name: "Neon", baseUrl: apis.neon, token: given("NEON_ADMIN_KEY") as string, permissions: PERMISSIONS };
    const keys = new NeonKeys(cloud, environment.neon.organisationId, wait);
    const name = neonKeyName(environment.name);
    const before = (await keys.list()).filter((one) => one.name === name);
    const [model] = before;
    if (model === undefined) {
      throw new Error(`The organisation has no key called ${name}: make one of this name in Neon's console, and put it into GitHub.`);
    }
    return {
      called: `Neon's key ${name} (${before.length === 1 ? "one" : before.length} in the organisation)`,
      async make() {
        const made = await keys.createLike(model);
        return {
          secrets: { NEON_API_KEY: made },
          // What the key is for: it reads the project.
          prove: async () => void (await new Neon({ ...cloud, token: made }, environment.neon.projectId, wait).branches("")),
          async end(onStep) {
            for (const { id } of before) {
              await keys.revoke(id);
              onStep(`the key ${id} of before is revoked`);
            }
          },
        };
      },
    };
  },
};
