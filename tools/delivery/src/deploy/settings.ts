// What deploy is asked to do, by flags and environment variables. Secrets come from the environment alone; what is missing is named before
// anything starts.
import { resolve } from "node:path";
import { BadArguments, readArguments } from "@ledge/command/command-line";
import { HOST_OF_PREVIEWS, isPreviewName } from "./environment.ts";

const ARTIFACT = ".build/artifact";
/** Of the environment variables with the Workers' secrets. */
export const SECRET_PREFIX = "LEDGE_SECRET_";
export const CLOUDFLARE_API = "https://api.cloudflare.com/client/v4";
export const NEON_API = "https://console.neon.tech/api/v2";
/** Long enough for a burst of errors to be seen in the dashboards. */
const DEFAULT_CANARY_S = "60";
const MOST_CANARY_S = 3_600;
const COMMIT = /^[0-9a-f]{7,40}$/;

export const usage = `npm run deploy -- --env NAME [--outputs FILE] [--artifact DIR] [--canary ${DEFAULT_CANARY_S}] [--secrets] [--dry-run]
npm run deploy -- --env NAME --rollback COMMIT [--artifact DIR]
npm run deploy -- --env pr-123 --destroy

Releases the commit that is checked out, from its artifact (npm run build): migrations that only add, versions callees first, smoke tests
at 0 %, 10 % and 100 % of the traffic; rolls back when one fails. Running it again continues.
  --env        an environment of Terraform, or pr-NUMBER for a preview with a database branch, queues and a host of its own
  --outputs    what terraform output -json printed for the environment (for a preview: of \`preview\`); default .build/outputs/NAME.json
  --artifact   what npm run build made; default ${ARTIFACT}
  --canary     seconds that 10 % of the traffic are served before all is; none for a preview
  --secrets    lets secrets have other values than those that serve: a rotation. Values that were replaced once are refused all the same
  --dry-run    says what is done already and what would be
  --rollback   rolls that commit's release back: the versions before it serve everybody again. With --artifact: the artifact of an earlier
               commit is released again with today's secrets, and the schema stays
  --destroy    removes a preview and lists what is left, which is nothing

From the environment: CLOUDFLARE_API_TOKEN; AUDITOR_DATABASE_URL, which reads what is done, and ROTATOR_DATABASE_URL, which opens the migrator for the steps that
migrate; LEDGE_KEY, an operator's key for the smoke test; ${SECRET_PREFIX}NAME for each secret of a Worker: every version gets them by value. A dry run does without
the rotator, an earlier artifact without both. A preview wants NEON_API_KEY and LEDGE_PREVIEW_SEED instead of these.`;

const options = {
  env: { type: "string" },
  outputs: { type: "string" },
  artifact: { type: "string" },
  canary: { type: "string", default: DEFAULT_CANARY_S },
  secrets: { type: "boolean", default: false },
  "dry-run": { type: "boolean", default: false },
  rollback: { type: "string" },
  destroy: { type: "boolean", default: false },
} as const;

type Task = "release" | "dry-run" | "rollback" | "earlier artifact" | "destroy";

/** Of a lasting environment. */
const WANTED: Readonly<Record<Task, readonly string[]>> = {
  release: ["AUDITOR_DATABASE_URL", "ROTATOR_DATABASE_URL", "LEDGE_KEY"],
  "dry-run": ["AUDITOR_DATABASE_URL", "LEDGE_KEY"],
  rollback: [],
  "earlier artifact": ["AUDITOR_DATABASE_URL", "LEDGE_KEY"],
  destroy: [],
};

export interface Settings {
  readonly task: Task;
  readonly env: string;
  readonly outputsFile: string;
  readonly artifactDir: string;
  readonly canaryMs: number;
  /** The commit to leave; only for a rollback. */
  readonly leave: string;
  readonly cloudflare: { readonly apiUrl: string; readonly token: string };
  readonly neon: { readonly apiUrl: string; readonly token: string | null };
  readonly auditorUrl: string | null;
  readonly rotatorUrl: string | null;
  readonly operatorKey: string | null;
  readonly previewSeed: string | null;
  /** `secrets` may differ from those that serve. */
  readonly setsSecrets: boolean;
  /** Of Workers, by name. */
  readonly secrets: Readonly<Record<string, string>>;
}

/**
 * The settings of a command line and environment; file names are taken from `root`.
 *
 * @throws {BadArguments}
 */
export function readSettings(args: readonly string[], environment: NodeJS.ProcessEnv, root: string): Settings {
  const { values } = readArguments(args, options);
  if (values.env === undefined) throw new BadArguments("Say which environment: --env NAME.");
  const tasks = [values["dry-run"], values.rollback !== undefined, values.destroy].filter(Boolean).length;
  if (tasks > 1) throw new BadArguments("--dry-run, --rollback and --destroy are three different things: give one.");
  if (values.rollback !== undefined && !COMMIT.test(values.rollback)) {
    throw new BadArguments(`--rollback ${values.rollback} is not 7 to 40 hex digits of a commit.`);
  }
  if (!/^\d{1,4}$/.test(values.canary) || Number(values.canary) > MOST_CANARY_S) {
    throw new BadArguments(`--canary ${values.canary} is not an integer from 0 to ${MOST_CANARY_S}.`);
  }
  const given = (name: string): string | null => (environment[name] === undefined || environment[name] === "" ? null : environment[name]);
  const token = given("CLOUDFLARE_API_TOKEN");
  if (token === null) throw new BadArguments("CLOUDFLARE_API_TOKEN is not set.");
  const isPreview = isPreviewName(values.env);
  const back = values.artifact === undefined ? "rollback" : "earlier artifact";
  const task = values.destroy ? "destroy" : values.rollback !== undefined ? back : values["dry-run"] ? "dry-run" : "release";
  const wanted = isPreview ? ["NEON_API_KEY", "LEDGE_PREVIEW_SEED"] : WANTED[task];
  const missing = task === "rollback" ? [] : wanted.filter((name) => given(name) === null);
  if (missing.length > 0) throw new BadArguments(`${missing.join(" and ")} must be set for ${values.env}.`);
  const secrets = Object.entries(environment).flatMap(([name, value]) =>
    name.startsWith(SECRET_PREFIX) && value !== undefined && value !== "" ? [[name.slice(SECRET_PREFIX.length), value] as const] : [],
  );
  return {
    task,
    env: values.env,
    outputsFile: resolve(root, values.outputs ?? `.build/outputs/${isPreview ? HOST_OF_PREVIEWS : values.env}.json`),
    artifactDir: resolve(root, values.artifact ?? ARTIFACT),
    canaryMs: isPreview ? 0 : Number(values.canary) * 1_000,
    leave: values.rollback ?? "",
    cloudflare: { apiUrl: given("CLOUDFLARE_API_BASE_URL") ?? CLOUDFLARE_API, token },
    neon: { apiUrl: given("NEON_API_URL") ?? NEON_API, token: given("NEON_API_KEY") },
    auditorUrl: given("AUDITOR_DATABASE_URL"),
    rotatorUrl: given("ROTATOR_DATABASE_URL"),
    operatorKey: given("LEDGE_KEY"),
    previewSeed: given("LEDGE_PREVIEW_SEED"),
    setsSecrets: values.secrets,
    secrets: Object.fromEntries(secrets),
  };
}
