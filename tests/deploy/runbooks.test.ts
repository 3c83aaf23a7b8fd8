// The literal run of the runbooks, from two empty accounts to a platform that answers, and on: their commands, taken from the pages, are run by a shell in a copy of the
// checkout, against one set of stand-ins of the clouds, on which the uploaded Workers run. What the pages leave to people is done here, at the place where they
// have it.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeServerFolder } from "@ledge/database/postgres/server-folder";
import { LAST_SECRET } from "@ledge/delivery/environment/values";
import { BY_RPC } from "@ledge/repository/workers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ACCOUNT_ID } from "../stand-ins/cloudflare/stand-in.ts";
import { REPOSITORY } from "../stand-ins/github/rest.ts";
import { GITHUB_TOKEN, type GitHubStandIn, installGitHub } from "../stand-ins/github/stand-in.ts";
import { NAME_SERVERS } from "../terraform/provider/cloudflare-rules.ts";
import { expectBuilt } from "./support/built.ts";
import { type Clouds, openClouds, type Tokens } from "./support/clouds.ts";
import { expectNothingDue, expectSuccessor, givenBy, makeTokens } from "./support/make-tokens.ts";
import { candidatesIn, letIn } from "./support/let-in.ts";
import { makeStateBucket, STATE_BUCKET } from "../terraform/support/first-run.ts";
import { openPage } from "./support/page.ts";
import { type Person, personAt } from "./support/person.ts";
import { valuesOf } from "./support/values.ts";
import { expectOneSource, keptIn, liveKeys } from "./support/prepared.ts";
import { type Checkout, copyCheckout, openShell, type Shell } from "./support/shell.ts";
import { describeWith } from "../terraform/support/terraform.ts";
import { TOKENS, TOKENS_OF_PREVIEWS } from "./support/tokens.ts";
import { stepsOf, writeSecrets } from "./support/workflow.ts";

const NAME = "prod";
const PREVIEW = "pr-123";
const NO_DRIFT = `${NAME} is what its release and Terraform left.`;
const folder = makeServerFolder("ledge-runbooks-");
const page = {
  environment: openPage("new-environment"),
  deploy: openPage("deploy"),
  drift: openPage("drift"),
  rollBack: openPage("roll-back"),
  rotate: openPage("rotate"),
  previews: openPage("previews"),
};
let clouds: Clouds;
let previews: Clouds;
let github: GitHubStandIn;
let checkout: Checkout;
let operator: Person;
let ofPreviews: Person;
/** What all shells have printed. */
const printed: string[] = [];
let first = "";
let second = "";

beforeAll(async () => {
  [clouds, previews] = await Promise.all([
    openClouds(join(folder, NAME), TOKENS, BY_RPC),
    openClouds(
      join(folder, "preview"),
      TOKENS_OF_PREVIEWS,
      BY_RPC.map((name) => `${name}-${PREVIEW}`),
    ),
  ]);
  github = await installGitHub(join(folder, "github"), process.env["PATH"] ?? "");
  checkout = copyCheckout();
  operator = someone(clouds, NAME, TOKENS);
  ofPreviews = someone(previews, "preview", TOKENS_OF_PREVIEWS);
});
afterAll(async () => {
  checkout?.remove();
  await Promise.all([clouds?.stop(), previews?.stop(), github?.rest.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

const shellOn = ({ env }: Clouds): Shell => {
  const edges = { "ledge.example": clouds.edge.url, "ledge-preview.example": previews.edge.url };
  const elsewhere = new URL("../stand-ins/elsewhere.mjs", import.meta.url);
  const own = {
    EDGES: JSON.stringify(edges),
    NODE_OPTIONS: `--import=${elsewhere}`,
    NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"],
  };
  return openShell(checkout, { ...env, ...github.env, ...own }, printed);
};

/** Somebody who makes the environment of that name. */
const someone = (there: Clouds, name: string, tokens: Tokens): Person =>
  personAt(shellOn(there), {
    values: valuesOf(tokens),
    words: {
      "OWNER/NAME": REPOSITORY,
      NAME: name,
      // The stand-ins speak no TLS.
      "https://$CLOUDFLARE_ACCOUNT_ID.eu.r2.cloudflarestorage.com": there.workshop.bucket.url,
      "HOST/ledge?sslmode=require": `${there.neon.host}/ledge`,
    },
  });

/** The commands of a page's section, which has one block. */
const commands = (on: keyof typeof page, heading: string): string => page[on].commands(heading).join("");

/** Phases 1 to 4 of the page, with what people do in the clouds between them. */
async function makeEnvironment(person: Person, { cloudflare, workshop, show }: Clouds, name: string): Promise<void> {
  cloudflare.account.isR2Bought = true;
  await person.run(commands("environment", "Credentials for this shell alone"));
  const [bucket = "", bootstrap = ""] = page.environment.commands("The bucket of the state, then its token, then the store of secrets");
  await person.run(bucket);
  const made = cloudflare.calls.find(({ method, path }) => method === "POST" && path.endsWith("/r2/buckets"));
  expect(made?.headers["cf-r2-jurisdiction"]).toBe("eu");
  // The R2 token is for the bucket, which is there.
  expect([...cloudflare.account.buckets.keys()]).toEqual([STATE_BUCKET]);
  makeStateBucket(workshop, ACCOUNT_ID);
  const [, store = ""] = /secrets_store_id = "(\w+)"/.exec(await person.run(bootstrap)) ?? [];
  const file = join(checkout.path, "terraform/environments", name, "main.tf");
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replace(/(account_id\s+= )".*"/, `$1"${ACCOUNT_ID}"`).replace(/(secrets_store_id\s+= )".*"/, `$1"${store}"`));
  expect(await person.run(commands("environment", "The zone"))).toMatch(new RegExp(NAME_SERVERS.join('",\\s+"')));
  workshop.zone.plan = "pro";
  workshop.zone.isDelegated = true;
  expect(await person.run(commands("environment", "Everything else in the clouds"))).toContain("Nothing to object to.");
  expect([...cloudflare.stateObjects.keys()]).toEqual([expect.stringMatching(/^copies\/[0-9a-f-]{36}\/\d{6}\.tfstate$/)]);
  show();
}

const cursorKeys = (): string => clouds.secret("ledge-accounts", "CURSOR_KEY") ?? "";
const GREEN = ["✓ smoke at 0 %, which cannot reach ledge-core", "✓ smoke at 10 %", "✓ smoke at 100 %"];
const smokes = (printed: string): string[] => printed.split("\n").filter((line) => line.startsWith("✓ smoke at "));

const runOf = (sha: string) => ({ token: GITHUB_TOKEN, repository: REPOSITORY, sha });

/** A job of a workflow, by what GitHub holds for it and by nothing else. */
async function runJob(workflow: string, job: string): Promise<string> {
  const runner = personAt(shellOn(clouds), { values: {}, words: {} });
  let printed = "";
  for (const { command, env } of stepsOf(workflow, job, NAME, github.state(), runOf(first))) {
    printed += await runner.run(`cd '${checkout.path}'\n${command}`, { ...env, GITHUB_REPOSITORY: REPOSITORY });
  }
  return printed;
}

const writeSecretsFile = (): void => writeSecrets(checkout.path, NAME, github.state(), runOf(second));

describeWith(["terraform", "psql"], "the runbooks, as they stand,", () => {
  test("lead from two empty accounts to an environment that can be released to", async () => {
    await makeEnvironment(operator, clouds, NAME);
    makeTokens(clouds, NAME, TOKENS);
    const [environments = "", prepare = ""] = page.environment.commands("Keys, database, GitHub");
    // Without GitHub's environments nothing is made.
    expect(await operator.ends(1, prepare)).toContain(`GitHub has no environment ${NAME}`);
    expect(clouds.neon.calls).toEqual([]);
    await operator.run(environments);
    // A first run is cut short, when all but the last secret is set.
    expect(await operator.ends(1, prepare, { GITHUB_STAND_IN_FAILS: LAST_SECRET })).toContain("Server Error");
    expect(await liveKeys(clouds.databaseUrl)).toHaveLength(2);
    expect(await operator.run(prepare)).toContain(`${NAME} can be released to`);
    const kept = keptIn(join(checkout.path, "..", `${NAME}.env`));
    await expectOneSource(NAME, github, kept, clouds.cloudflare.account.secrets.get("RUNTIME_DATABASE"));
    expect(await liveKeys(clouds.databaseUrl)).toEqual(["operators", "smoke test"]);
    // And an environment that is prepared is left alone, with what people keep of it.
    const before = github.state();
    expect(await operator.ends(1, prepare)).toContain(`GitHub's environment ${NAME} is prepared already`);
    expect([github.state(), keptIn(join(checkout.path, "..", `${NAME}.env`))]).toEqual([before, kept]);
  });

  test("lead to the first release, by the workflow, whose smoke test is green", async () => {
    first = checkout.commit("The values of prod");
    await operator.run("npm run build");
    github.keepArtifact(first, join(checkout.path, ".build/artifact"));
    const printed = await runJob("deploy", NAME);
    expect(smokes(printed)).toEqual(["✓ smoke at 100 %"]);
    expect(printed).toContain(`${first} serves everybody at https://api.ledge.example.`);
    expect(clouds.serving()).toEqual([first]);
  });

  test("leave an environment alone that has a release, whatever GitHub holds: it may be another repository's", async () => {
    const empty = join(folder, "another.json");
    writeFileSync(empty, "{}");
    const asked = clouds.neon.calls.length;
    const [, prepare = ""] = page.environment.commands("Keys, database, GitHub");
    expect(await operator.ends(1, prepare, { GITHUB_STAND_IN: empty })).toContain("ledge-gateway has a release in this account");
    expect([readFileSync(empty, "utf8"), clouds.neon.calls.length]).toEqual(["{}", asked]);
  });

  test("find no drift, at night and by hand", async () => {
    clouds.workshop.zone.hasDsRecord = true;
    await operator.run(commands("environment", "Once the DS record is known"));
    // No key of Neon is there every night.
    clouds.workshop.organisation.hasKey = false;
    expect(await runJob("drift", "drift")).toMatch(new RegExp(`${NO_DRIFT}[^]*Nothing is due.`));
    clouds.workshop.organisation.hasKey = true;
    expect(await runJob("drift", "database")).toContain("Nothing is due.");
    await operator.run(commands("drift", "The plan"));
    expect(await operator.run(commands("drift", "What serves"))).toContain(NO_DRIFT);
  });

  test.each([
    [
      "drift",
      "a queue",
      () => clouds.workshop.cloudflare.cloud.changeByHand("cloudflare_queue", { queue_name: "ledge-audit" }, { queue_name: "lost" }),
      () => clouds.workshop.cloudflare.cloud.changeByHand("cloudflare_queue", { queue_name: "lost" }, { queue_name: "ledge-audit" }),
    ],
    [
      "database",
      "the branch",
      () => clouds.workshop.neon.cloud.changeByHand("neon_project", {}, { default_branch_protected: false }),
      () => clouds.workshop.neon.cloud.changeByHand("neon_project", {}, { default_branch_protected: true }),
    ],
  ])("find by the workflow's job %s that %s was changed by hand", async (job, _what, changeByHand, changeBack) => {
    changeByHand();
    const [plan] = stepsOf("drift", job, NAME, github.state(), runOf(first));
    await personAt(shellOn(clouds), { values: {}, words: {} }).ends(2, plan?.command ?? "", plan?.env);
    changeBack();
  });

  test("make the environment of previews, in accounts of its own, with an empty database", async () => {
    await makeEnvironment(ofPreviews, previews, "preview");
    await ofPreviews.run(commands("previews", "Once"));
    second = checkout.commit("The values of previews");
  });

  test("release by hand, with a smoke test at each stage", async () => {
    writeSecretsFile();
    await operator.run(`export ENVIRONMENT=${NAME} LEAVE=${second} BACK_TO=${first}`);
    const printed = await operator.run(commands("deploy", "By hand"));
    expect(smokes(printed)).toEqual(GREEN);
    expect(clouds.serving()).toEqual([second]);
    github.keepArtifact(second, join(checkout.path, ".build/artifact"));
  });

  test("leave nobody who is let in as the migrator or the owner: no password that Neon has answered, GitHub holds, a file has or a command printed", async () => {
    const files = [`.ledge/${NAME}.env`, `../${NAME}.env`].map((file) => readFileSync(join(checkout.path, file), "utf8"));
    const published = [...clouds.cloudflare.account.secrets.values()].map(({ value }) => value);
    const candidates = candidatesIn([...clouds.neon.passwords, JSON.stringify(github.state()), ...files, ...published, ...printed]);
    expect(clouds.neon.passwords.filter((password) => candidates.has(password)).length).toBeGreaterThan(1);
    const byAny = (login: string): Promise<readonly string[]> => letIn(clouds.databaseUrl, login, candidates);
    expect([await byAny("ledge_migrator"), await byAny("neondb_owner")]).toEqual([[], []]);
    // The control: the same list has the passwords of those who keep one.
    expect([(await byAny("ledge_auditor")).length, (await byAny("ledge_runtime_a")).length]).toEqual([1, 1]);
  });

  test("change a secret, across which no version goes back, and go back by the artifact of before with the secret of today", async () => {
    const [signs = "", next = ""] = cursorKeys().split(" ");
    operator.learns({ COMMIT_THAT_SERVES: second });
    const [change = ""] = page.rotate.commands("Keys of Workers");
    await operator.run(change, { NODE_ENV: "development" });
    // The same commit, built again and elsewhere, is the same bytes.
    expect(expectBuilt(join(checkout.path, ".build/artifact"), second)).toEqual(expectBuilt(github.artifact(second), second));
    const today = cursorKeys();
    expect(today.split(" ")).toEqual([next, expect.any(String), signs]);
    expect(github.state()[NAME]?.secrets["CURSOR_KEY"]).toBe(today);
    writeSecretsFile();
    const goBack = commands("rollBack", "A release that passed and is wrong all the same");
    expect(await operator.ends(1, goBack)).toContain("its secrets were replaced since");
    expect(clouds.serving()).toEqual([second]);
    // The shell of the page has what its first section read, up to the refusal.
    await operator.run(goBack.slice(0, goBack.indexOf("npm run deploy")));
    expect(smokes(await operator.run(commands("rollBack", "Across a change of secrets")))).toEqual(GREEN);
    expect([clouds.serving(), cursorKeys()]).toEqual([[first], today]);
    expect(await operator.run(commands("drift", "What serves"))).toContain(NO_DRIFT);
  });

  test("roll back where no secret has changed between, by the versions of before, with a green smoke test", async () => {
    await operator.run(`export LEAVE=${first}`);
    const printed = await operator.run(commands("rollBack", "A release that passed and is wrong all the same"));
    expect(printed).toContain(`ledge-core: ${first.slice(0, 12)} → ${second.slice(0, 12)}`);
    expect(printed).toContain("https://api.ledge.example does what it must");
    expect([clouds.serving(), cursorKeys().split(" ")[0] !== ""]).toEqual([[second], true]);
  });

  test("deploy a preview, which moves money, and destroy it: nothing is left", async () => {
    const before = await previews.contents();
    const [deploy = "", destroy = ""] = page.previews.commands("By hand");
    await ofPreviews.run(`git checkout ${second}`);
    const printed = await ofPreviews.run(deploy);
    expect(printed).toContain("✓ seed");
    expect(printed).toContain(`serves everybody at https://${PREVIEW}.api.ledge-preview.example.`);
    expect(JSON.stringify(await previews.contents())).toContain(PREVIEW);
    expect(await ofPreviews.run(destroy)).toContain(`Nothing is left of ${PREVIEW}.`);
    expect(await previews.contents()).toEqual(before);
    await ofPreviews.run(commands("previews", "How they end"));
    expect(await previews.contents()).toEqual(before);
  });

  test("show what is due, which is nothing, and give a credential that GitHub holds its successor", async () => {
    operator.learns(givenBy(github, NAME));
    expectNothingDue(await operator.run(commands("rotate", "What is due")), NAME);
    await operator.run(commands("rotate", "One command"));
    expectSuccessor(clouds, github, NAME, TOKENS.rotation);
  });

  test("have no commands but these, and those of another day", () => {
    const unread = Object.fromEntries(Object.entries(page).map(([name, one]) => [name, one.unread()]));
    expect(unread).toEqual({
      environment: [],
      deploy: [],
      drift: ["Copies of the state"],
      rollBack: ["One Worker alone"],
      // A rotation of the login takes minutes on purpose: tests/rotation has it under load.
      rotate: ["The database's runtime login"],
      previews: [],
    });
  });
});
