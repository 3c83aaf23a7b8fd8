// A small platform to deploy: a repository of three Workers with all relevant shapes (callers and callees, Durable Objects, a queue with its
// consumer, secrets), with an account, an edge and a database. Everything except the clouds is real: git, Wrangler, Postgres.
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { configOf, filesOf, MIGRATIONS, moduleOf, writeArtifact } from "@ledge/delivery/build/artifact";
import type { DatabaseUrls } from "@ledge/database/local/make-database";
import { ACCOUNT_ID, type CloudflareStandIn, startCloudflare } from "../../stand-ins/cloudflare/stand-in.ts";
import { STORE_ID } from "../../stand-ins/cloudflare/worker.ts";
import { type Edge, startEdge } from "../../stand-ins/cloudflare/edge.ts";
import { PROJECT_ID } from "../../stand-ins/neon/stand-in.ts";
import { openOwnDatabase } from "./open-database.ts";

export const TOKEN = "cloudflare-token-of-a-test";
const WORKERS = ["front", "middle", "core"] as const;
/** Their callers reach them by RPC alone. */
const BY_RPC = ["core"];
const CONFIGS = ["wrangler.toml", "middle/wrangler.toml", "core/wrangler.toml"];
const MODULES = [
  ["front", "front.js"],
  ["middle", "middle/index.js"],
  ["core", "core/index.js"],
] as const;
/** The file that the Worker in the middle serves. */
export const PAGE = "page.html";
/** Runs deploy. */
export const CHILD = fileURLToPath(new URL("./deploy-child.ts", import.meta.url));
const TOP = 'compatibility_date = "2026-11-01"\nworkers_dev = false\npreview_urls = false\n';

interface Run {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

export interface SamplePlatform {
  readonly root: string;
  readonly cloudflare: CloudflareStandIn;
  readonly database: DatabaseUrls;
  /** Changes files and commits them, with the artifact. @returns the commit. */
  commit(files: Readonly<Record<string, string>>): string;
  /** What deploy reads from the environment. */
  environment(args: readonly string[]): Readonly<Record<string, string>>;
  /** Runs deploy in a separate process. @param killAfter kills it after this many steps. */
  deploy(args: readonly string[], more?: { killAfter?: number; env?: Readonly<Record<string, string>> }): Promise<Run>;
  /** Runs rotate:key, as `deploy` is run. */
  rotateKey(args: readonly string[], more?: { killAfter?: number; env?: Readonly<Record<string, string>> }): Promise<Run>;
  /** The serving versions of each Worker with their share of the traffic, by commit: `front: 1a2b3c4d 100`. */
  serving(): string[];
  stop(): Promise<void>;
}

/** With a database on a cluster of its own. */
export async function openSamplePlatform(): Promise<SamplePlatform> {
  const root = mkdtempSync(join(tmpdir(), "ledge-deliver-"));
  const database = await openOwnDatabase();
  const cloudflare = await startCloudflare(TOKEN);
  const edge: Edge = await startEdge(cloudflare.account, WORKERS, BY_RPC);
  const previewEdge: Edge = await startEdge(
    cloudflare.account,
    WORKERS.map((name) => `${name}-pr-7`),
    BY_RPC.map((name) => `${name}-pr-7`),
  );
  for (const queue of ["happenings", "happenings-dead"]) cloudflare.account.createQueue(queue);
  cloudflare.account.buckets.set("files", new Set());
  const login = { value: "a credential", comment: "generation 1: ledge_runtime_a@first", scopes: ["workers"] };
  cloudflare.account.secrets.set("RUNTIME_DATABASE", { id: "slot-of-a-test", name: "RUNTIME_DATABASE", ...login });
  const git = (...args: string[]): string =>
    execFileSync("git", ["-C", root, "-c", "user.name=test", "-c", "user.email=test@example.com", ...args])
      .toString()
      .trim();
  git("init", "--quiet");
  const platform: SamplePlatform = {
    root,
    cloudflare,
    database,
    commit(files) {
      write(root, files);
      git("add", "--all");
      git("commit", "--quiet", "--allow-empty", "-m", "a change");
      const commit = git("rev-parse", "HEAD");
      // The Workers are one module each: there is nothing to bundle.
      const modules = MODULES.map(([name, path]) => [moduleOf(name), readFileSync(join(root, path), "utf8")] as const);
      const configs = CONFIGS.map((path, at) => [configOf(WORKERS[at] ?? ""), readFileSync(join(root, path), "utf8")] as const);
      const migrations = [[MIGRATIONS, readdirSync(join(root, "migrations")).sort().join("\n")]] as const;
      const page = readFileSync(join(root, "middle", PAGE));
      const served = [[`${filesOf("middle")}/${PAGE}`, page] as const];
      writeArtifact(
        join(root, ".build", "artifact"),
        commit,
        new Map<string, string | Buffer>([...modules, ...configs, ...migrations, ...served]),
      );
      return commit;
    },
    environment: (args) => ({
      TEST_ROOT: root,
      TEST_CONFIGS: CONFIGS.join(","),
      TEST_EDGE: args.includes("pr-7") ? previewEdge.url : edge.url,
      CLOUDFLARE_API_BASE_URL: cloudflare.url,
      ...secretsOf(database),
    }),
    deploy: (args, { killAfter = 0, env = {} } = {}) =>
      runChild(["--env", "dev", "--canary", "0", ...args], {
        ...platform.environment(args),
        TEST_KILL_AFTER: String(killAfter),
        ...env,
      }),
    rotateKey: (args, { killAfter = 0, env = {} } = {}) =>
      runChild(["--env", "dev", ...args], {
        ...platform.environment(args),
        TEST_KILL_AFTER: String(killAfter),
        TEST_ROTATES: "1",
        ...env,
      }),
    serving: () =>
      WORKERS.flatMap((name) =>
        (cloudflare.account.workers.get(name)?.deployments[0]?.versions ?? []).map(({ version_id: id, percentage }) => {
          const version = cloudflare.account.workers.get(name)?.versions.find((one) => one.id === id);
          return `${name}: ${version?.metadata.annotations?.["workers/tag"]?.slice(0, 8)} ${percentage}`;
        }),
      ),
    async stop() {
      await Promise.all([cloudflare.stop(), edge.stop(), previewEdge.stop()]);
      await database.drop();
      rmSync(root, { recursive: true, force: true });
    },
  };
  write(root, {
    ".gitignore": ".build\n.ledge\nnode_modules\n",
    "wrangler.toml": `name = "front"\nmain = "front.js"\n${TOP}services = [{ binding = "MIDDLE", service = "middle", props = { caller = "front" } }]\n[vars]\nCOMMIT = ""\n`,
    "middle/wrangler.toml": `name = "middle"\nmain = "index.js"\n${TOP}services = [{ binding = "CORE", service = "core", entrypoint = "Middle" }]\n[secrets]\nrequired = ["CURSOR_KEY"]\n[assets]\ndirectory = "."\nbinding = "ASSETS"\nrun_worker_first = true\n${logs(false)}`,
    [`middle/${PAGE}`]: "<p>first</p>",
    "core/wrangler.toml": coreConfig(["Lane"]),
    "migrations/0001_first.sql": "-- The first table.\nCREATE SCHEMA sample;\nCREATE TABLE sample.items (id integer PRIMARY KEY);\n",
    ...scripts("first"),
  });
  mkdirSync(join(root, ".build", "outputs"), { recursive: true });
  writeFileSync(join(root, ".build", "outputs", "dev.json"), JSON.stringify(outputs("dev", "no branch")));
  return platform;
}

const secretsOf = ({ auditorUrl, rotatorUrl }: DatabaseUrls): Record<string, string> => ({
  CLOUDFLARE_API_TOKEN: TOKEN,
  AUDITOR_DATABASE_URL: auditorUrl,
  ROTATOR_DATABASE_URL: rotatorUrl,
  LEDGE_KEY: "operator-key-of-a-test",
  LEDGE_SECRET_CORE_URL: "secret-of-core",
  LEDGE_SECRET_CURSOR_KEY: "cursor-key-of-middle-and-core",
});

/** What `terraform output -json` prints for an environment of the sample. */
export const outputs = (environment: string, neonBranch: string): unknown =>
  Object.fromEntries(
    Object.entries({
      environment,
      cloudflare_account_id: ACCOUNT_ID,
      zone: { id: "zone-of-a-test", name: "dev.example.com" },
      applications: { api: "api.dev.example.com", docs: "docs.dev.example.com", log: "log.dev.example.com" },
      checkpoint_bucket: { name: "files", jurisdiction: "eu" },
      queues: { happenings: "happenings-dead" },
      secrets_store: { id: STORE_ID, slots: { RUNTIME_DATABASE: "slot-of-a-test" } },
      neon: { organisation_id: "org-of-a-test", project_id: PROJECT_ID, branch_id: neonBranch },
      database: { host: "database.example.com", name: "ledge" },
      region: { database: "aws-eu-central-1", location_hint: "weur", jurisdiction: "eu" },
    }).map(([name, value]) => [name, { value, sensitive: false, type: "string" }]),
  );

/** Of a config, whether Cloudflare writes a line of its own for each request. */
const logs = (areInvocations: boolean): string =>
  `[observability]\nenabled = true\n[observability.logs]\nenabled = true\ninvocation_logs = ${areInvocations}\n`;

/** The config of the core, with these Durable Objects. */
export const coreConfig = (classes: readonly string[]): string =>
  `name = "core"\nmain = "index.js"\n${TOP}[durable_objects]\nbindings = [${classes.map((name) => `{ name = "${name.toUpperCase()}", class_name = "${name}" }`).join(", ")}]\n${classes
    .map((name) => `[exports.${name}]\ntype = "durable-object"\nstorage = "sqlite"\n`)
    .join(
      "",
    )}[[queues.producers]]\nbinding = "EVENTS"\nqueue = "happenings"\n[[r2_buckets]]\nbinding = "FILES"\nbucket_name = "files"\n[[queues.consumers]]\nqueue = "happenings"\nmax_retries = 3\nretry_delay = 5\ndead_letter_queue = "happenings-dead"\n[secrets]\nrequired = ["CORE_URL", "CURSOR_KEY"]\n[[secrets_store_secrets]]\nbinding = "RUNTIME_DATABASE"\nstore_id = "local"\nsecret_name = "RUNTIME_DATABASE"\n`;

/** The Workers, which answer what the test sets. */
export const scripts = (saying: string, classes: readonly string[] = ["Lane"]): Record<string, string> => ({
  "front.js": `export default { fetch: (request, env) => env.MIDDLE.fetch(request) };\n`,
  "middle/index.js": `export default { fetch: () => new Response(${JSON.stringify(saying)}) };\n`,
  "core/index.js": `import { DurableObject, WorkerEntrypoint } from "cloudflare:workers";\n${classes.map((name) => `export class ${name} extends DurableObject {}\n`).join("")}export class Middle extends WorkerEntrypoint {}\nexport default { queue() {} };\n`,
});

function write(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(root, path, ".."), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}

const passedOn = (names: readonly string[]): NodeJS.ProcessEnv => Object.fromEntries(names.map((name) => [name, process.env[name]]));

function runChild(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CHILD, ...args], {
      env: { ...passedOn(["PATH", "HOME", "NODE_COMPILE_CACHE"]), ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let out = "";
    let err = "";
    child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ code, signal, out, err }));
  });
}
