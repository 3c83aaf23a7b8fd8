// The literal run of docs/runbooks/new-environment.md: its commands, taken from the page, run by a shell in a copy of the checkout, against stand-ins of the
// clouds that begin as empty accounts. What the page leaves to people is done here, at the place where the page has it.
import { globSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { isLiveKey } from "@ledge/database/operator-key";
import { type LocalPostgres, startLocalPostgres } from "@ledge/database/postgres/local-postgres";
import { makeServerFolder } from "@ledge/database/postgres/server-folder";
import { LAST_SECRET, newValues, storesOf } from "@ledge/delivery/environment/values";
import { ROOT } from "@ledge/repository/root";
import { CONFIGS } from "@ledge/repository/workers";
import { isIssuedApiKey } from "@ledge/shared/api-key";
import { parseDocument } from "@ledge/verification/documents/documents";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ACCOUNT_ID, type CloudflareStandIn, startCloudflare } from "../stand-ins/cloudflare/stand-in.ts";
import { REPOSITORY } from "../stand-ins/github/rest.ts";
import { GITHUB_TOKEN, type GitHubStandIn, installGitHub } from "../stand-ins/github/stand-in.ts";
import { type NeonStandIn, PROJECT_ID, startNeon } from "../stand-ins/neon/stand-in.ts";
import { connect } from "../support/database.ts";
import { NAME_SERVERS } from "./provider/cloudflare-rules.ts";
import { makeStateBucket, STATE_BUCKET } from "./support/first-run.ts";
import { openShell, type Shell } from "./support/shell.ts";
import { describeWithTerraform, openWorkshop, type Workshop } from "./support/terraform.ts";
import { readBy, stepsOf } from "./support/workflow.ts";

const PAGE = "docs/runbooks/new-environment.md";
const NAME = "prod";
const RELEASE_TOKEN = "cloudflare-token-of-a-test";
const READ_TOKEN = "cloudflare-token-that-reads";
const NEON_KEY = "neon-key-of-a-test";
/** What the page has a person put in, by its variable. */
const TYPED: Readonly<Record<string, string>> = {
  CLOUDFLARE_ACCOUNT_ID: ACCOUNT_ID,
  CLOUDFLARE_API_TOKEN: RELEASE_TOKEN,
  CLOUDFLARE_RELEASE_TOKEN: RELEASE_TOKEN,
  CLOUDFLARE_READ_TOKEN: READ_TOKEN,
  NEON_API_KEY: NEON_KEY,
  AWS_ACCESS_KEY_ID: "r2-key-id",
  AWS_SECRET_ACCESS_KEY: "r2-key",
  STATE_READ_ACCESS_KEY_ID: "r2-key-id-that-reads",
  STATE_READ_SECRET_ACCESS_KEY: "r2-key-that-reads",
};

const folder = makeServerFolder("ledge-first-run-");
let cluster: LocalPostgres;
let cloudflare: CloudflareStandIn;
let neon: NeonStandIn;
let workshop: Workshop;
let github: GitHubStandIn;
let shell: Shell;

beforeAll(async () => {
  cluster = await startLocalPostgres(join(folder, "postgres"), ["fsync=off"]);
  const admin = await connect(cluster.adminUrl);
  await admin.query("CREATE DATABASE root_branch");
  await admin.end();
  cloudflare = await startCloudflare(RELEASE_TOKEN, READ_TOKEN);
  cloudflare.account.isR2Bought = false;
  neon = await startNeon(NEON_KEY, cluster.adminUrl.replace(/\/postgres$/, "/root_branch"), "ledge");
  workshop = await openWorkshop({
    project: { id: PROJECT_ID, default_branch_id: neon.rootBranch, database_host: "ep-primary.example.com" },
  });
  github = await installGitHub(join(folder, "github"), process.env["PATH"] ?? "");
  const {
    AWS_ENDPOINT_URL_S3: _url,
    AWS_ACCESS_KEY_ID: _id,
    AWS_SECRET_ACCESS_KEY: _key,
    TF_INPUT: _input,
    TF_VAR_account_id: _account,
    ...env
  } = workshop.env;
  shell = openShell({
    ...env,
    ...github.env,
    CLOUDFLARE_API_BASE_URL: cloudflare.url,
    NEON_API_URL: neon.url,
    WRANGLER_SEND_METRICS: "false",
    CI: "true",
  });
});
afterAll(async () => {
  shell?.remove();
  await workshop?.[Symbol.asyncDispose]();
  await Promise.all([cloudflare?.stop(), neon?.stop(), github?.rest.stop()]);
  await cluster?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A block of the page as somebody types it: the environment's name, and what only they know. */
const typed = (block: string): string =>
  block
    .replaceAll("https://$CLOUDFLARE_ACCOUNT_ID.eu.r2.cloudflarestorage.com", workshop.bucket.url)
    .replace(/\bNAME\b/g, NAME)
    .replace(/\b([A-Z_0-9]+)=…/g, (_, variable: string) => `${variable}=${TYPED[variable] ?? `nobody-knows-${variable}`}`);

async function run(block: string, more: NodeJS.ProcessEnv = {}): Promise<string> {
  const { code, output } = await shell.run(typed(block), more);
  expect(code, `${block}\n${output}`).toBe(0);
  return output;
}

function putValues(printed: string): void {
  const store = /secrets_store_id = "(\w+)"/.exec(printed)?.[1] ?? "";
  const file = join(shell.checkout, "terraform/environments", NAME, "main.tf");
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replace(/(account_id\s+= )".*"/, `$1"${ACCOUNT_ID}"`).replace(/(secrets_store_id\s+= )".*"/, `$1"${store}"`));
}

describeWithTerraform("the page of a new environment", () => {
  test("leads from two empty accounts to an environment that can be released to, and that shows no drift", async () => {
    const blocks = parseDocument(PAGE, readFileSync(join(ROOT, PAGE), "utf8")).blocks.filter(({ language }) => language === "bash");
    const [credentials = "", bucket = "", bootstrap = "", zone = "", clouds = "", environments = "", prepare = "", drift = "", ...others] =
      blocks.map(({ text }) => text);
    expect(others).toEqual([]);
    // 1. Workers Paid and R2 are bought.
    cloudflare.account.isR2Bought = true;
    await run(credentials);
    await run(bucket);
    // 2. The R2 token for the bucket, which is there; then the values of main.tf.
    expect([...cloudflare.account.buckets.keys()]).toEqual([STATE_BUCKET]);
    makeStateBucket(workshop, ACCOUNT_ID);
    putValues(await run(bootstrap));
    expect(await run(zone)).toMatch(new RegExp(NAME_SERVERS.join('",\\s+"')));
    // 3. The zone's plan, and the name servers.
    workshop.zone.plan = "pro";
    workshop.zone.isDelegated = true;
    expect(await run(clouds)).toContain("Nothing to object to.");
    expect([...cloudflare.stateObjects.keys()]).toEqual([expect.stringMatching(/^copies\/[0-9a-f-]{36}\/\d{6}\.tfstate$/)]);
    // 5. Tokens. Without GitHub's environments nothing is made.
    const early = await shell.run(typed(prepare));
    expect([early.code, early.output]).toEqual([1, expect.stringContaining(`GitHub has no environment ${NAME}`)]);
    expect(neon.calls).toEqual([]);
    await run(environments);
    // A first run is cut short, when all but the last secret is set.
    const cut = await shell.run(typed(prepare), { GITHUB_STAND_IN_FAILS: LAST_SECRET });
    expect([cut.code, cut.output]).toEqual([1, expect.stringContaining("Server Error")]);
    expect(await liveKeys()).toHaveLength(2);
    expect(await run(prepare)).toContain(`${NAME} can be released to`);
    await expectOneSource();
    expect(await liveKeys()).toEqual(["operators", "smoke test"]);
    // 4. The DS record has taken effect.
    workshop.zone.hasDsRecord = true;
    await run(drift);
    // The workflow, by what GitHub holds for it, and by nothing else: no key of Neon is there every night.
    for (const [job, hasKey] of [
      ["drift", false],
      ["database", true],
    ] as const) {
      workshop.organisation.hasKey = hasKey;
      const steps = stepsOf("drift", job, NAME, github.state(), GITHUB_TOKEN);
      expect(steps.some(({ env }) => "NEON_API_KEY" in env)).toBe(hasKey);
      for (const { command, env } of steps) {
        if (command.includes("npm run drift")) await expectNothingServes(command, env);
        else await run(`cd '${shell.checkout}'\n${command}`, { ...env, GITHUB_REPOSITORY: REPOSITORY });
      }
    }
  });

  test.each([
    [
      "drift",
      "a queue",
      () => workshop.cloudflare.cloud.changeByHand("cloudflare_queue", { queue_name: "ledge-audit" }, { queue_name: "lost" }),
    ],
    ["database", "the branch", () => workshop.neon.cloud.changeByHand("neon_project", {}, { default_branch_protected: false })],
  ] as const)("has a workflow whose job %s finds that %s was changed by hand", async (job, _what, changeByHand) => {
    changeByHand();
    workshop.organisation.hasKey = job === "database";
    const [plan] = stepsOf("drift", job, NAME, github.state());
    expect((await shell.run(`cd '${shell.checkout}'\n${plan?.command}`, plan?.env)).code).toBe(2);
  });

  test("leaves an environment that is prepared alone", async () => {
    const before = github.state();
    const { code, output } = await shell.run(`npm run --silent environment:prepare -- --env ${NAME} > again`);
    expect([code, output]).toEqual([1, expect.stringContaining(`GitHub's environment ${NAME} is prepared already`)]);
    expect(github.state()).toEqual(before);
  });

  test("leaves an environment alone that has a release, whatever GitHub holds: it may be another repository's", async () => {
    const gateway = cloudflare.account.createWorker("ledge-gateway");
    gateway.deployments.push({ id: "a-release", versions: [], annotations: {}, codeUpdate: { mode: "immediate" } });
    const empty = join(folder, "another.json");
    writeFileSync(empty, "{}");
    const asked = neon.calls.length;
    const { code, output } = await shell.run(`npm run --silent environment:prepare -- --env ${NAME} > again`, { GITHUB_STAND_IN: empty });
    expect([code, output]).toEqual([1, expect.stringContaining("ledge-gateway has a release in this account")]);
    expect([readFileSync(empty, "utf8"), neon.calls.length]).toEqual(["{}", asked]);
  });
});

/** Everybody has the same values: the operator's keys are known to who has the pepper, and each login's URL opens the database. */
async function expectOneSource(): Promise<void> {
  const { [NAME]: release, [`drift-${NAME}`]: drift, [`retention-${NAME}`]: retention } = github.state();
  const secrets = release?.secrets ?? {};
  const file = join(shell.checkout, "..", `${NAME}.env`);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const kept = Object.fromEntries(
    [...readFileSync(file, "utf8").matchAll(/^(\w+)='(.*)'$/gm)].map(([, name = "", value = ""]) => [name, value]),
  );
  for (const key of [secrets[LAST_SECRET] ?? "", kept["OPERATOR_KEY"] ?? ""]) {
    expect(await isLiveKey(secrets["MIGRATOR_DATABASE_URL"] ?? "", secrets["API_KEY_PEPPER"] ?? "", key)).toBe(true);
    expect(isIssuedApiKey(key, secrets["API_KEY_MAC_SECRETS"] ?? "")).toBe(true);
  }
  const urls = [
    secrets["RUNTIME_DATABASE_URL"],
    drift?.secrets["GRANTS_DATABASE_URL"],
    retention?.secrets["RETENTION_DATABASE_URL"],
    kept["ANALYST_DATABASE_URL"],
    kept["OWNER_DATABASE_URL"],
  ];
  const logins: unknown[] = [];
  for (const url of urls) {
    const client = await connect(url ?? "");
    logins.push((await client.query("SELECT session_user AS login")).rows[0]);
    await client.end();
  }
  expect(logins).toEqual(
    ["ledge_runtime_a", "ledge_auditor", "ledge_retention", "ledge_analyst", "neondb_owner"].map((login) => ({ login })),
  );
  const rules = [NAME, `drift-${NAME}`].map((name) => github.rest.environments.get(name));
  expect(rules.map((one) => [one?.reviewers.length, one?.policies.map(({ name }) => name)])).toEqual([
    [1, ["main"]],
    [0, ["main"]],
  ]);
}

/** What differs before the first release is that nothing serves: the state has its copy, and nothing is there besides. */
async function expectNothingServes(command: string, env: NodeJS.ProcessEnv): Promise<void> {
  const outputs = JSON.parse(readFileSync(join(shell.checkout, ".build/outputs", `${NAME}.json`), "utf8")) as {
    zone: { value: { id: string } };
  };
  cloudflare.zone.id = outputs.zone.value.id;
  const { code, output } = await shell.run(`cd '${shell.checkout}'\n${command}`, env);
  const faults = [...output.matchAll(/^✗ (.*)$/gm)].map(([, fault]) => fault);
  expect([code, faults], output).toEqual([1, CONFIGS.map(() => expect.stringMatching(/^ledge-[a-z]+ serves no version$/))]);
}

/** Names of the API keys that the database takes. */
async function liveKeys(): Promise<string[]> {
  const admin = await connect(cluster.adminUrl.replace(/\/postgres$/, "/root_branch"));
  try {
    const { rows } = await admin.query<{ name: string }>("SELECT name FROM identity.api_keys WHERE revoked_at IS NULL ORDER BY name");
    return rows.map(({ name }) => name);
  } finally {
    await admin.end();
  }
}

describe("the workflows", () => {
  test("read from GitHub's environments what is prepared, and all that is prepared is read", () => {
    const values = newValues("log.ledge.example");
    const given = { releaseToken: "", readToken: "", neonKey: "", stateEndpoint: "", stateKeyId: "", stateKey: "" };
    const prepared = storesOf("NAME", values, given, "postgres://owner@host/ledge", "{}").map(({ environment, secrets, variables }) => ({
      environment,
      secrets: [...Object.keys(secrets), ...(environment === "NAME" ? [LAST_SECRET] : [])].sort(),
      // The windows of retention are set where they differ from those of the product.
      variables: Object.keys(variables).sort(),
    }));
    const read = ["deploy", "drift", "retention"].flatMap(readBy);
    const merged = prepared.map(({ environment }) => {
      const own = read.filter((one) => one.environment === environment);
      const all = (kind: "secrets" | "variables"): string[] =>
        [...new Set(own.flatMap((one) => one[kind]))].filter((name) => !name.startsWith("RETENTION_") || kind === "secrets").sort();
      return { environment, secrets: all("secrets"), variables: all("variables") };
    });
    expect(merged).toEqual(prepared);
    expect([...new Set(read.map(({ environment }) => environment))].sort()).toEqual(prepared.map(({ environment }) => environment).sort());
  });

  test("plan every module of the platform, the database by itself", () => {
    const modules = globSync("*", { cwd: join(ROOT, "terraform/modules") })
      .filter((name) => name !== "platform")
      .sort();
    const targets = [
      ...readFileSync(join(ROOT, ".github/workflows/drift.yml"), "utf8").matchAll(/-target=module\.platform\.module\.(\w+)/g),
    ].map(([, name]) => name);
    expect(targets.sort()).toEqual(modules);
  });
});
