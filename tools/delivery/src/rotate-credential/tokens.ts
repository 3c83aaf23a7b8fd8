// The tokens of the Cloudflare account: a second one of the same name, with the same permissions, is made; those of before are deleted. R2's keys are such a token.
import { createHash } from "node:crypto";
import { AccountTokens, PERMISSIONS_TO_EDIT } from "../credentials/account-tokens.ts";
import { DAY_MS, dateOf } from "../credentials/sighting.ts";
import { type Credential, tokenName } from "../credentials/table.ts";
import type { Kind } from "./replacement.ts";

/** What is published of a token: itself, or what it is as R2's key (developers.cloudflare.com/r2/api/tokens). */
const secretsOf = (secrets: readonly string[], { id, value }: { readonly id: string; readonly value: string }): Record<string, string> => {
  const [first = "", second] = secrets;
  return second === undefined ? { [first]: value } : { [first]: id, [second]: createHash("sha256").update(value).digest("hex") };
};

/** @param credential one of Cloudflare's tokens. */
export const accountToken = ({ secrets, token = "", mostDays }: Credential): Kind => ({
  secrets,
  wants: [["CLOUDFLARE_ADMIN_TOKEN"]],
  async find({ environment, given, apis, wait, now }) {
    const admin = given("CLOUDFLARE_ADMIN_TOKEN") as string;
    const cloud = { name: "Cloudflare", baseUrl: apis.cloudflare, token: admin, permissions: PERMISSIONS_TO_EDIT };
    const tokens = new AccountTokens(cloud, environment.accountId, wait);
    const name = tokenName(environment.name, token);
    const before = (await tokens.list()).filter((one) => one.name === name);
    // Of several, what the newest may do: it was made like the others, or by a person who meant to change it.
    const [model] = before;
    if (model === undefined) {
      throw new Error(
        `The account has no token called ${name}, which the successor would be made like: give the one that GitHub has this name.`,
      );
    }
    return {
      called: `${name} (${before.length === 1 ? "one" : before.length} in the account)`,
      async make() {
        const expires = new Date(now.getTime() + (mostDays ?? 0) * DAY_MS);
        const made = await tokens.createLike(model, expires);
        return {
          secrets: secretsOf(secrets, made),
          prove: () => tokens.prove(made),
          async end(onStep) {
            for (const { id } of before) {
              await tokens.delete(id);
              onStep(`the token ${id} of before is deleted; the new one expires on ${dateOf(expires)}`);
            }
          },
        };
      },
    };
  },
});
