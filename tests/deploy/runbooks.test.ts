// The pages Deploy and Roll back, literally: their commands are taken from the pages and run against the stand-ins, through a release, a rollback, a change of a secret
// and a rollback across it.
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { commandsOf, type Output, runCommands } from "./support/runbook.ts";
import { CHILD, openSamplePlatform, outputs, type SamplePlatform, scripts } from "./support/sample-platform.ts";

const REPOSITORY = "example/ledge";
let platform: SamplePlatform;
let first = "";
let second = "";

beforeAll(async () => {
  platform = await openSamplePlatform(inject("adminUrl"));
  writeFileSync(join(platform.root, ".build", "terraform.json"), JSON.stringify(outputs("dev", "no branch")));
  secretsFile("one");
});
afterAll(() => platform.stop());

/** What the operator has in the file that the page reads. */
function secretsFile(value: string): void {
  const { TEST_ROOT: _, TEST_CONFIGS: __, TEST_EDGE: ___, CLOUDFLARE_API_BASE_URL: ____, ...secrets } = platform.environment([]);
  const lines = Object.entries({ ...secrets, LEDGE_SECRET_CORE_URL: value }).map(([name, one]) => `${name}='${one}'`);
  mkdirSync(join(platform.root, ".ledge"), { recursive: true });
  writeFileSync(join(platform.root, ".ledge", "dev.env"), `${lines.join("\n")}\n`);
}

/** In place of the programs that a page calls: they refuse what a page must not say. */
const programs = (): Record<string, string> => ({
  terraform: `[ "$1" = "-chdir=terraform/environments/dev" ] && [ "$2 $3" = "output -json" ]
    node -p 'const all = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8")); JSON.stringify(process.argv[2] ? all[process.argv[2]].value : all)' .build/terraform.json "\${4:-}"`,
  npm: `case "$1 $2" in
    "run build") [ "$#" = 2 ] && cp -r ".build/kept/$(git rev-parse HEAD)/." .build/artifact ;;
    "run deploy") shift 3; exec node ${JSON.stringify(CHILD)} "$@" ;;
    "run smoke") [ "$3 $4" = "-- https://api.dev.example.com" ] ;;
    *) echo "npm $*: no such command of the pages" >&2; exit 64 ;;
    esac`,
  gh: `case "$1 $2" in
    "run download") [ "$3 $5" = "--name --dir" ] && cp -r ".build/kept/\${4#artifact-}" "$6" ;;
    "repo view") echo ${REPOSITORY} ;;
    "attestation verify") [ "$3" = .build/earlier/manifest.json ] && [ "$*" = "attestation verify $3 --repo ${REPOSITORY} --signer-workflow ${REPOSITORY}/.github/workflows/deploy.yml --source-ref refs/heads/main --source-digest $BACK_TO --deny-self-hosted-runners" ] && grep -q "$BACK_TO" "$3" ;;
    *) echo "gh $*: no such command of the pages" >&2; exit 64 ;;
    esac`,
});

function run(commands: string, more: Readonly<Record<string, string>> = {}): Promise<Output> {
  const { TEST_ROOT = "", TEST_CONFIGS = "", TEST_EDGE = "", CLOUDFLARE_API_BASE_URL = "" } = platform.environment([]);
  const own = { TEST_ROOT, TEST_CONFIGS, TEST_EDGE, CLOUDFLARE_API_BASE_URL, TEST_KILL_AFTER: "0", ENVIRONMENT: "dev" };
  return runCommands(commands, platform.root, { ...own, ...more }, programs());
}

async function done(commands: string, more: Readonly<Record<string, string>> = {}): Promise<void> {
  const { code, text } = await run(commands, more);
  expect(code, text).toBe(0);
}

/** Commits, and keeps the artifact as GitHub does. */
function commitAndKeep(saying: string): string {
  const commit = platform.commit(scripts(saying));
  cpSync(join(platform.root, ".build", "artifact"), join(platform.root, ".build", "kept", commit), { recursive: true });
  return commit;
}

const all = (commit: string): string[] => ["front", "middle", "core"].map((name) => `${name}: ${commit.slice(0, 8)} 100`);
const servedSecret = (): string | undefined => {
  const core = platform.cloudflare.account.worker("core");
  return core.versions.find(({ id }) => id === core.deployments[0]?.versions[0]?.version_id)?.secrets.get("CORE_URL");
};

test("the page Deploy, as it stands, makes the first release and the next", async () => {
  first = commitAndKeep("first");
  await done(commandsOf("deploy.md", "By hand"));
  expect(platform.serving()).toEqual(all(first));
  second = commitAndKeep("second");
  await done(commandsOf("deploy.md", "By hand"));
  expect(platform.serving()).toEqual(all(second));
});

test("the page Roll back, as it stands, goes back, and forward again by Deploy", async () => {
  await done(commandsOf("roll-back.md", "A release that passed and is wrong all the same"), { LEAVE: second });
  expect(platform.serving()).toEqual(all(first));
  await done(commandsOf("deploy.md", "By hand"));
  expect(platform.serving()).toEqual(all(second));
});

test("across a change of a secret it refuses, and its next section goes back with the secret of today", async () => {
  secretsFile("two");
  const rotation = commandsOf("deploy.md", "By hand")
    .replaceAll('--env "$ENVIRONMENT"', '--env "$ENVIRONMENT" --secrets')
    .replace(/^.*--dry-run\n/m, "");
  await done(rotation);
  const goBack = commandsOf("roll-back.md", "A release that passed and is wrong all the same");
  const refused = await run(goBack, { LEAVE: second });
  expect(refused.code).not.toBe(0);
  // The shell of the page has what its first section read, up to the refusal.
  const upTo = goBack.slice(0, goBack.indexOf("npm run deploy"));
  const across = commandsOf("roll-back.md", "Across a change of secrets");
  await done(upTo + across, { LEAVE: second, BACK_TO: first });
  expect([platform.serving(), servedSecret()]).toEqual([all(first), "two"]);
});
