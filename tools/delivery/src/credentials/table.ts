// Every credential: who holds it, how old it may get, how it is rotated. docs/runbooks/rotate.md has the same table, and .github/workflows read these secrets in
// these environments and no others: tests/deploy/credentials-table.test.ts compares the three.
import { HOST_OF_PREVIEWS } from "../deploy/environment.ts";
import { COLLECTOR_SECRET } from "../deploy/render.ts";

/** Before a credential is too old, or a certificate expires, somebody is notified: time for a person to be back from holidays. */
export const ALERT_DAYS = 21;
/** Of the runtime's login, which rotates by itself every week: a rotation was missed, and so was its repetition. */
const RUNTIME_MOST_DAYS = 10.5;
const QUARTER_DAYS = 90;
const YEAR_DAYS = 365;

/** How a credential gets a successor. */
type Rotated =
  | "by itself"
  /** The workflow `rotate`, every week. */
  | "npm run rotate"
  /** By a person: `npm run rotate:credential`. */
  | "npm run rotate:credential"
  | "npm run rotate:key"
  | "by hand";

export interface Credential {
  /** As the page calls it. */
  readonly called: string;
  /** Names of its secrets in GitHub's environments, or in a file of people's. */
  readonly secrets: readonly string[];
  /** GitHub's environments that hold it: of an environment NAME, and of the one of previews. None: people have it, or nobody. */
  readonly environments: readonly string[];
  /** How old it may get; null: that is no number of days. */
  readonly mostDays: number | null;
  readonly rotated: Rotated;
  /** Its state, where it cannot be seen. */
  readonly unseen: string;
  /** Of Cloudflare's tokens, the last word of the name in the account: `ledge NAME WORD` (docs/runbooks/new-environment.md). */
  readonly token?: string;
}

const AUDITOR = "not seen here: AUDITOR_DATABASE_URL shows it";
const TOKEN = "not seen here: CLOUDFLARE_API_TOKEN shows it";
const OPERATOR = "not seen here: LEDGE_KEY shows it";
/** No date of it is kept anywhere. */
const REMINDER = "not known: a reminder of yours";

export const CREDENTIALS: readonly Credential[] = [
  held("`ledge_runtime_a`, `ledge_runtime_b`", [], [], RUNTIME_MOST_DAYS, "npm run rotate", AUDITOR),
  held("`ledge_migrator`", [], [], null, "by itself", AUDITOR),
  held("`ledge_rotator`", ["ROTATOR_DATABASE_URL"], ["NAME", "rotation-NAME"], QUARTER_DAYS, "npm run rotate:credential", AUDITOR),
  held("`ledge_auditor`", ["AUDITOR_DATABASE_URL"], ["NAME", "drift-NAME"], YEAR_DAYS, "npm run rotate:credential", AUDITOR),
  held("`ledge_retention`", ["RETENTION_DATABASE_URL"], ["retention-NAME"], YEAR_DAYS, "npm run rotate:credential", AUDITOR),
  held("`ledge_analyst`", ["ANALYST_DATABASE_URL"], [], YEAR_DAYS, "npm run rotate:credential", AUDITOR),
  held("the owner (`neondb_owner`)", [], [], null, "by hand", "nobody has it"),
  held("the operator's key of the smoke test", ["LEDGE_KEY"], ["NAME", "rotation-NAME"], YEAR_DAYS, "npm run rotate:credential", OPERATOR),
  held("the operator's key of people", [], [], YEAR_DAYS, "by hand", OPERATOR),
  held(
    "the Workers' keys",
    ["API_KEY_PEPPER", "API_KEY_MAC_SECRETS", "CURSOR_KEY", "LOG_KEY", "RECEIPT_KEYS", "WEBHOOK_MASTER_KEY"],
    ["NAME"],
    YEAR_DAYS,
    "npm run rotate:key",
    REMINDER,
  ),
  token("Cloudflare's token of releases", ["CLOUDFLARE_API_TOKEN"], ["NAME", HOST_OF_PREVIEWS], "release"),
  token("Cloudflare's token of drift", ["CLOUDFLARE_READ_TOKEN"], ["drift-NAME"], "drift"),
  token("Cloudflare's token of rotations", ["CLOUDFLARE_ROTATION_TOKEN"], ["rotation-NAME"], "rotation"),
  token("R2's keys of Terraform's state", ["STATE_ACCESS_KEY_ID", "STATE_SECRET_ACCESS_KEY"], ["NAME", "drift-NAME"], "state"),
  held(
    "Neon's key",
    ["NEON_API_KEY"],
    ["NAME", HOST_OF_PREVIEWS],
    QUARTER_DAYS,
    "npm run rotate:credential",
    "not seen here: NEON_API_KEY shows it",
  ),
  held("the collector's credentials", [COLLECTOR_SECRET], ["NAME"], YEAR_DAYS, "by hand", `${REMINDER}, where there is a collector`),
  held("the seed of previews", ["LEDGE_PREVIEW_SEED"], [HOST_OF_PREVIEWS], YEAR_DAYS, "by hand", REMINDER),
  held("GitHub's token of a workflow", [], [], null, "by itself", "ends with its job"),
];

function held(
  called: string,
  secrets: readonly string[],
  environments: readonly string[],
  mostDays: number | null,
  rotated: Rotated,
  unseen: string,
): Credential {
  return { called, secrets, environments, mostDays, rotated, unseen };
}

function token(called: string, secrets: readonly string[], environments: readonly string[], word: string): Credential {
  return { ...held(called, secrets, environments, QUARTER_DAYS, "npm run rotate:credential", TOKEN), token: word };
}

/** The credential with a secret of that name. */
export const credentialOf = (secret: string): Credential | undefined => CREDENTIALS.find(({ secrets }) => secrets.includes(secret));

/** GitHub's environments of an environment that hold a credential. */
export const environmentsOf = ({ environments }: Credential, name: string): string[] =>
  environments.filter((one) => (one === HOST_OF_PREVIEWS) === (name === HOST_OF_PREVIEWS)).map((one) => one.replace("NAME", name));

/** What an environment has: that of previews has what GitHub holds for it, and no other has the seed. */
export const credentialsOf = (name: string): readonly Credential[] =>
  CREDENTIALS.filter((one) => environmentsOf(one, name).length > 0 || (name !== HOST_OF_PREVIEWS && one.environments.length === 0));

/** The name of a token in the Cloudflare account, by which it is found. */
export const tokenName = (environment: string, word: string): string => `ledge ${environment} ${word}`;

/** The name of the key in Neon's organisation. */
export const neonKeyName = (environment: string): string => `ledge ${environment}`;

/** The name of the smoke test's key on the platform, as `environment:prepare` makes it. */
export const SMOKE_KEY = "smoke test";
