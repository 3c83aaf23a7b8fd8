// The tokens and keys that a person makes by hand, as docs/runbooks/new-environment.md says, and how they are seen.
import { randomBytes } from "node:crypto";
import { expect } from "vitest";
import type { GitHubStandIn } from "../../stand-ins/github/stand-in.ts";
import type { Clouds, Tokens } from "./clouds.ts";

const LASTS_MS = 90 * 86_400_000;

/** What a person makes in the clouds' dashboards, by the names and with the ends that the page says. */
export function makeTokens({ cloudflare, neon }: Clouds, name: string, { release, read, rotation, neon: neonKey }: Tokens): void {
  const made = new Date();
  const expires = new Date(made.getTime() + LASTS_MS);
  const values = { release, drift: read, rotation, state: "of-the-token-of-r2" };
  for (const [word, value] of Object.entries(values)) {
    const policies = [{ effect: "allow", permission_groups: [{ id: `group-of-${word}`, name: `what ${word} needs` }], resources: {} }];
    const times = { issued_on: made.toISOString(), expires_on: expires.toISOString() };
    cloudflare.account.tokens.push({
      id: randomBytes(16).toString("hex"),
      name: `ledge ${name} ${word}`,
      status: "active",
      ...times,
      policies,
      value,
    });
  }
  neon.keys.push({ id: 1, name: `ledge ${name}`, created_at: made.toISOString(), key: neonKey });
}

/** What `npm run credentials` prints of a new environment, with all that it can be given: each kind has an age or an end. */
export function expectNothingDue(printed: string, name: string): void {
  expect(printed).toContain("Nothing is due.");
  for (const seen of ["ledge_rotator", `ledge ${name} state`, `Neon: ledge ${name}`, "\\(smoke test\\)", `api\\.ledge`])
    expect(printed).toMatch(new RegExp(`${seen}.* \\d`));
}

/** What a person puts into the page's commands who has what the GitHub environment holds, and rotates a token. */
export const givenBy = (github: GitHubStandIn, name: string): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(
    ["AUDITOR_DATABASE_URL", "LEDGE_KEY"].map((secret) => [`${secret}=…`, `${secret}='${github.state()[name]?.secrets[secret]}'`]),
  ),
  SECRET: "CLOUDFLARE_ROTATION_TOKEN",
});

/** GitHub holds the only token of rotations that is left, and it is not the one before. */
export function expectSuccessor({ cloudflare }: Clouds, github: GitHubStandIn, name: string, before: string): void {
  const [made, ...others] = cloudflare.account.tokens.filter((one) => one.name === `ledge ${name} rotation`);
  expect([others, github.state()[`rotation-${name}`]?.secrets["CLOUDFLARE_ROTATION_TOKEN"]]).toEqual([[], made?.value]);
  expect(made?.value).not.toBe(before);
}
