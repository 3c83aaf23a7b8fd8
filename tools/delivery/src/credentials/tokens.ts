// The tokens of a Cloudflare account, as a token that may read them sees them.
import type { AccountToken, AccountTokens } from "./account-tokens.ts";
import { expiryAlert, type Sighting } from "./sighting.ts";
import { type Credential, credentialsOf, environmentsOf, tokenName } from "./table.ts";

/** Of a permission that makes tokens, by its name in Cloudflare. */
const MINTS = /\bAPI Tokens (?:Write|Edit)\b/;

export async function sightTokens(tokens: AccountTokens, environment: string, now: Date): Promise<Sighting[]> {
  const found = await tokens.list();
  const ours = credentialsOf(environment).filter(({ token }) => token !== undefined);
  const names = new Set(ours.map(({ token = "" }) => tokenName(environment, token)));
  return [
    ...ours.flatMap((credential) => sightOurs(credential, environment, found, now)),
    ...found.filter(({ name }) => !names.has(name)).map((one) => ({ ...seenOf(one), alert: endlessAlert(one) })),
  ];
}

const dateIn = (text: string | null | undefined): Date | null => (text === null || text === undefined ? null : new Date(text));

const seenOf = ({ name, status, issued_on: issued, expires_on: expires }: AccountToken): Omit<Sighting, "alert"> => ({
  kind: "credential",
  name,
  row: null,
  since: dateIn(issued),
  mostDays: null,
  expires: dateIn(expires),
  state: status,
});

/** A token of the table: it is there, once, and active; it expires, and not soon; and it makes no tokens. */
function sightOurs(credential: Credential, environment: string, all: readonly AccountToken[], now: Date): Sighting[] {
  const { called, token = "", mostDays, secrets } = credential;
  const name = tokenName(environment, token);
  const found = all.filter((one) => one.name === name);
  const remedy = `npm run rotate:credential -- --env ${environment} ${secrets[0]}`;
  const missing = { kind: "credential", name, row: called, since: null, mostDays, expires: null, state: "not there" } as const;
  if (found.length === 0)
    return [{ ...missing, alert: `${name}: no token of the account has this name (docs/runbooks/new-environment.md)` }];
  return found.map((one, at) => {
    const seen = { ...seenOf(one), row: called, mostDays };
    const mints = one.policies.some(({ permission_groups: groups }) => groups.some((group) => MINTS.test(group.name ?? "")));
    const alert = mints
      ? `${name} may make tokens, and is held by GitHub's ${environmentsOf(credential, environment).join(", ")}: take that away from it at once`
      : at > 0
        ? `${name} is there ${found.length} times: a rotation was cut short, ${remedy} ends those of before`
        : one.status !== "active"
          ? `${name} is ${one.status}: ${remedy}`
          : (endlessAlert(one) ?? expiryAlert(name, seen.expires as Date, now, remedy));
    return { ...seen, alert };
  });
}

const endlessAlert = ({ name, status, expires_on: expires }: AccountToken): string | null =>
  status === "active" && (expires === null || expires === undefined)
    ? `${name}, a token of the Cloudflare account, never expires: give it an end, or delete it`
    : null;
