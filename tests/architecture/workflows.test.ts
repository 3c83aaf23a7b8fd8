// The workflows with credentials, beyond what the linter checks: an action is the reviewed commit, a job has the permissions and the time that it
// needs, and a fork gets nothing.
import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { ROOT } from "./support/sources.ts";

const FOLDER = join(ROOT, ".github", "workflows");
const LINTER = join(ROOT, "node_modules", "@tktco", "node-actionlint", "bin", "node-actionlint.js");
const PINNED = /^[\w-]+\/[\w-]+@[0-9a-f]{40}$/;
const NO_FORK = "github.event.pull_request.head.repo.full_name == github.repository";

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Job {
  readonly environment?: string | { readonly name: string };
  readonly strategy?: { readonly matrix?: Readonly<Record<string, readonly string[]>> };
  readonly concurrency?: { readonly group: string; readonly "cancel-in-progress": boolean };
  readonly permissions?: unknown;
  readonly "timeout-minutes"?: number;
  readonly if?: string;
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: unknown;
  readonly concurrency?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const texts = new Map(readdirSync(FOLDER).map((name) => [name, readFileSync(join(FOLDER, name), "utf8")]));
const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { scripts: Record<string, string> };

const environments = JSON.parse(readFileSync(join(ROOT, ".github", "environments.json"), "utf8")) as Record<string, Restrictions>;

interface Restrictions {
  readonly branches: readonly string[];
  readonly reviewers: readonly string[];
}

/** The environments that a job may be of, each value of its matrix in its place. */
function environmentsOf({ environment, strategy }: Job): string[] {
  const name = typeof environment === "string" ? environment : environment?.name;
  if (name === undefined) return [];
  const [, variable] = /\$\{\{ matrix\.(\w+) \}\}/.exec(name) ?? [];
  if (variable === undefined) return [name];
  return (strategy?.matrix?.[variable] ?? []).map((value) => name.replace(/\$\{\{.*\}\}/, value));
}

const usesSecretsOf = (job: Job): boolean => /\$\{\{\s*secrets\./.test(JSON.stringify(job));
const writes = ({ permissions }: Job): boolean => JSON.stringify(permissions ?? {}).includes('"write"');
const checksOut = ({ steps }: Job): boolean => steps.some(({ uses }) => uses?.startsWith("actions/checkout@"));
/** Whatever a workflow takes from the request that started it. */
const OF_A_REQUEST = /github\.event\.(?!action\b)|github\.head_ref/;

/** The faults of jobs that a pull request starts, whose code is not reviewed yet. */
function requestFaultsOf(text: string, { on, jobs }: Workflow): string[] {
  return Object.entries(jobs).flatMap(([name, job]) => [
    ...("pull_request" in on && usesSecretsOf(job) && environmentsOf(job).join() !== "preview"
      ? [`${name} gives secrets to the code of a pull request, and not those of the environment preview`]
      : []),
    ...("pull_request" in on && checksOut(job) && writes(job) ? [`${name} runs the code of a pull request with a token that writes`] : []),
    ...("pull_request_target" in on && OF_A_REQUEST.test(text) ? [`${name} takes something from a request that anybody may make`] : []),
    ...("pull_request_target" in on &&
    job.steps.some(({ uses, with: inputs }) => uses?.startsWith("actions/checkout@") && inputs?.["ref"] !== "main")
      ? [`${name} may run the code of a request with our secrets`]
      : []),
  ]);
}

/** The faults of a workflow, as text. */
function faultsOf(text: string): string[] {
  const workflow = parse(text) as Workflow;
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
  const usesSecrets = /\$\{\{\s*secrets\./.test(text);
  return [
    ...steps.flatMap(({ uses }) => (uses !== undefined && !PINNED.test(uses) ? [`${uses} is not pinned by its commit`] : [])),
    ...[...text.matchAll(/uses: (\S+)(.*)$/gm)].flatMap(([, uses, rest = ""]) =>
      /# v\d+\.\d+\.\d+$/.test(rest) ? [] : [`${uses} does not say its version`],
    ),
    ...steps
      .filter(({ uses, with: inputs }) => uses?.startsWith("actions/checkout@") === true && inputs?.["persist-credentials"] !== false)
      .map(() => "a checkout leaves its token behind"),
    ...Object.values(workflow.jobs)
      .filter((job) => job.steps.some(({ run }) => run?.includes(".ci/run") === true) && !job.steps.some(hasHistory))
      .map(() => "the checks cannot see what was released"),
    ...Object.values(workflow.jobs)
      .filter((job) => job.steps.some(({ run }) => RELEASES.test(run ?? "")) && !job.steps.some(hasHistory))
      .map(() => "a release cannot see whether a later commit serves"),
    ...(JSON.stringify(workflow.permissions) === "{}" ? [] : ["the workflow does not begin with no permissions"]),
    ...(workflow.concurrency === undefined ? ["nothing says what may run at once"] : []),
    ...Object.entries(workflow.jobs).flatMap(([name, job]) => [
      ...(job.permissions === undefined ? [`${name} does not say its permissions`] : []),
      ...(job["timeout-minutes"] === undefined ? [`${name} may run for ever`] : []),
      ...("pull_request" in workflow.on && usesSecrets && job.if?.includes(NO_FORK) !== true ? [`${name} gives secrets to forks`] : []),
    ]),
    ...requestFaultsOf(text, workflow),
    ...Object.values(workflow.jobs)
      .flatMap(environmentsOf)
      .flatMap((name) => (name in environments ? [] : [`environment ${name} is in no .github/environments.json`])),
    ...[...text.matchAll(/gh attestation verify.*/g)].flatMap(([line]) =>
      ATTESTED.filter((flag) => !line.includes(flag)).map((flag) => `an attestation is verified without ${flag}`),
    ),
    ...[...text.matchAll(/npm run ([\w:-]+)/g)].flatMap(([, script = ""]) => (script in scripts ? [] : [`there is no npm run ${script}`])),
  ];
}

/** Whose, by which workflow, of which branch and of which commit: each alone would let another build pass. */
const ATTESTED = ["--repo ", "--signer-workflow ", "--source-ref refs/heads/main", "--source-digest ", "--deny-self-hosted-runners"];

/** To what lasts. */
const RELEASES = /npm run deploy -- --env (?:dev|prod)\b/;

const hasHistory = ({ uses, with: inputs }: Step): boolean =>
  uses?.startsWith("actions/checkout@") === true && inputs?.["fetch-depth"] === 0;

describe("workflows", () => {
  test("are ci, preview, reap, deploy, drift, retention and rotate", () => {
    expect([...texts.keys()].sort()).toEqual([
      "ci.yml",
      "deploy.yml",
      "drift.yml",
      "preview.yml",
      "reap.yml",
      "retention.yml",
      "rotate.yml",
    ]);
  });

  test("use environments that no branch but main may use, except that of previews, and prod is approved by somebody", () => {
    const open = Object.entries(environments).filter(([, { branches }]) => branches.join() !== "main");
    expect(open.map(([name]) => name)).toEqual(["preview"]);
    expect(environments["prod"]?.reviewers).not.toEqual([]);
  });

  test("release to an environment one at a time, so that none waits for the approval of another", () => {
    const { concurrency, jobs } = parse(texts.get("deploy.yml") ?? "") as Workflow;
    expect(JSON.stringify(concurrency)).toContain("github.sha");
    for (const name of ["dev", "prod"]) {
      expect(jobs[name]?.concurrency, name).toEqual({ group: `deploy-${name}`, "cancel-in-progress": false });
    }
  });

  test.each([...texts])(
    "%s runs reviewed actions, with the least that it needs, for a bounded time, and no secret reaches a fork",
    (_, text) => {
      expect(faultsOf(text)).toEqual([]);
    },
  );

  const preview = texts.get("preview.yml") ?? "";
  test.each<[string, string, RegExp]>([
    ["an action by its tag", preview.replace(/checkout@[0-9a-f]{40}/, "checkout@v6"), /not pinned/],
    ["an action by a short commit", preview.replace(/checkout@([0-9a-f]{7})[0-9a-f]{33}/, "checkout@$1"), /not pinned/],
    ["an action without a readable version", preview.replace(" # v6.0.1", ""), /does not say its version/],
    ["a checkout that keeps its token", preview.replace("persist-credentials: false", "persist-credentials: true"), /leaves its token/],
    ["a job without permissions", preview.replace(/ {4}permissions:\n {6}contents: read\n/, ""), /say its permissions/],
    ["a workflow with the default permissions", preview.replace("permissions: {}\n", ""), /no permissions/],
    ["a job without a time limit", preview.replace("timeout-minutes: 30", "name: endless"), /for ever/],
    ["secrets for forks", preview.replaceAll(NO_FORK, "always()"), /secrets to forks/],
    [
      "a trigger that trusts forks",
      preview.replace("  pull_request:", "  pull_request_target:"),
      /run the code of a request with our secrets/,
    ],
    [
      "secrets of another environment",
      preview.replace("name: preview\n      url", "name: dev\n      url"),
      /not those of the environment preview/,
    ],
    [
      "a token that writes beside the code of a request",
      preview.replace("contents: read", "pull-requests: write"),
      /with a token that writes/,
    ],
    [
      "an environment that nobody restricts",
      preview.replace("name: preview\n      url", "name: demo\n      url"),
      /environment demo is in no/,
    ],
    ["a missing script", preview.replace("npm run build", "npm run biuld"), /no npm run biuld/],
    ["several at once", preview.replace(/concurrency:\n.*\n.*\n/, ""), /at once/],
  ])("%s is found", (_what, text, fault) => {
    expect(text).not.toBe(preview);
    expect(faultsOf(text).join("; ")).toMatch(fault);
  });

  const reaping = texts.get("reap.yml") ?? "";
  test.each<[string, string, RegExp]>([
    [
      "that checks out a request",
      reaping.replace("ref: main", "ref: ${{ github.event.pull_request.head.sha }}"),
      /takes something.*may run/s,
    ],
    [
      "that runs a script of the branch that a request names",
      reaping.replace("          ref: main\n", ""),
      /may run the code of a request/,
    ],
    [
      "that uses a title",
      reaping.replace("npm run previews:reap", "npm run previews:reap # ${{ github.event.pull_request.title }}"),
      /takes something/,
    ],
  ])("for requests of anybody %s is found", (_what, text, fault) => {
    expect(text).not.toBe(reaping);
    expect(faultsOf(text).join("; ")).toMatch(fault);
  });

  test.each([
    ['--signer-workflow "$REPOSITORY/.github/workflows/deploy.yml" '],
    ["--source-ref refs/heads/main "],
    ['--source-digest "$COMMIT" '],
  ])("that verify an attestation without %s are found", (flag) => {
    const deploy = texts.get("deploy.yml") ?? "";
    expect(deploy).toContain(flag);
    expect(faultsOf(deploy.replace(flag, "")).join()).toContain("an attestation is verified without");
  });

  test("that release without the history of commits are found", () => {
    const deploy = texts.get("deploy.yml") ?? "";
    expect(faultsOf(deploy.replace(/ +fetch-depth: 0.*\n/, ""))).toEqual(["a release cannot see whether a later commit serves"]);
  });

  test("that run the checks without the history of releases are found", () => {
    const ci = texts.get("ci.yml") ?? "";
    expect(faultsOf(ci.replace(/ +fetch-depth: 0.*\n/, ""))).toEqual(["the checks cannot see what was released"]);
  });

  test("are read by actionlint, which finds an output that no step has and a title that becomes a command", async () => {
    const dir = mkdtempSync(join(tmpdir(), "ledge-workflows-"));
    const lint = async (text: string): Promise<string> => {
      writeFileSync(join(dir, "planted.yml"), text);
      return await promisify(execFile)(process.execPath, [LINTER, "*.yml"], { cwd: dir }).then(
        ({ stdout }) => stdout,
        (error: { stdout: string; code: number }) => `exit ${error.code}: ${error.stdout}`,
      );
    };
    try {
      expect(await lint(preview)).not.toContain("exit");
      expect(await lint(preview.replace("steps.deploy.outputs.url", "steps.nobody.outputs.url"))).toMatch(
        /exit 1.*"nobody" is not defined/s,
      );
      const injected = preview.replace('--body "Preview of $COMMIT', '--body "${{ github.event.pull_request.title }}');
      expect(await lint(injected)).toMatch(/exit 1.*untrusted/s);
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });
});
