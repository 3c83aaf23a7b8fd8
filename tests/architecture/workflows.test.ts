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
    ...(JSON.stringify(workflow.permissions) === "{}" ? [] : ["the workflow does not begin with no permissions"]),
    ...(workflow.concurrency === undefined ? ["nothing says what may run at once"] : []),
    ...Object.entries(workflow.jobs).flatMap(([name, job]) => [
      ...(job.permissions === undefined ? [`${name} does not say its permissions`] : []),
      ...(job["timeout-minutes"] === undefined ? [`${name} may run for ever`] : []),
      ...("pull_request" in workflow.on && usesSecrets && job.if?.includes(NO_FORK) !== true ? [`${name} gives secrets to forks`] : []),
    ]),
    ...("pull_request_target" in workflow.on ? ["a pull request from a fork would run with our token"] : []),
    ...[...text.matchAll(/npm run ([\w:-]+)/g)].flatMap(([, script = ""]) => (script in scripts ? [] : [`there is no npm run ${script}`])),
  ];
}

const hasHistory = ({ uses, with: inputs }: Step): boolean =>
  uses?.startsWith("actions/checkout@") === true && inputs?.["fetch-depth"] === 0;

describe("workflows", () => {
  test("are ci, preview, deploy, drift and retention", () => {
    expect([...texts.keys()].sort()).toEqual(["ci.yml", "deploy.yml", "drift.yml", "preview.yml", "retention.yml"]);
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
    [
      "a job without permissions",
      preview.replace(/ {4}permissions:\n {6}contents: read\n {6}pull-requests: write\n/, ""),
      /say its permissions/,
    ],
    ["a workflow with the default permissions", preview.replace("permissions: {}\n", ""), /no permissions/],
    ["a job without a time limit", preview.replace("timeout-minutes: 30", "name: endless"), /for ever/],
    ["secrets for forks", preview.replaceAll(` && ${NO_FORK}`, ""), /secrets to forks/],
    ["a trigger that trusts forks", preview.replace("  pull_request:", "  pull_request_target:"), /from a fork/],
    ["a missing script", preview.replace("npm run build", "npm run biuld"), /no npm run biuld/],
    ["several at once", preview.replace(/concurrency:\n.*\n.*\n/, ""), /at once/],
  ])("%s is found", (_what, text, fault) => {
    expect(text).not.toBe(preview);
    expect(faultsOf(text).join("; ")).toMatch(fault);
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
