// What the workflows read, and what an environment is prepared with, are the same.
import { spawnSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { COLLECTOR_SECRET } from "@ledge/delivery/deploy/render";
import { readSettings } from "@ledge/delivery/deploy/settings";
import { LAST_SECRET, newValues, type Store, storesOf } from "@ledge/delivery/environment/values";
import { ROOT } from "@ledge/repository/root";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { readBy, stepsOf } from "./support/workflow.ts";

interface Workflow {
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly concurrency?: unknown;
        readonly strategy?: unknown;
        readonly steps: readonly { readonly name?: string; readonly run?: string; readonly env?: Readonly<Record<string, string>> }[];
      }
    >
  >;
}
const workflow = (name: string): Workflow => parse(readFileSync(join(ROOT, `.github/workflows/${name}.yml`), "utf8")) as Workflow;

const GIVEN = { releaseToken: "release", readToken: "", rotationToken: "", neonKey: "", stateEndpoint: "", stateKeyId: "", stateKey: "" };
const RUN = { token: "job", repository: "ledge/ledge", sha: "c".repeat(40) };
/** What an environment is prepared with. */
const storesFor = (name: string, collectorHeaders: string | null): Store[] =>
  storesOf(name, newValues("log.ledge.example"), { ...GIVEN, collectorHeaders }, "postgres://owner@host/ledge", "{}");

describe("the workflows", () => {
  test("read from GitHub's environments what is prepared, and all that is prepared is read", () => {
    const prepared = storesFor("NAME", "x-key=k").map(({ environment, secrets, variables }) => ({
      environment,
      secrets: [...Object.keys(secrets), ...(["NAME", "rotation-NAME"].includes(environment) ? [LAST_SECRET] : [])].sort(),
      // The windows of retention are set where they differ from those of the product.
      variables: Object.keys(variables).sort(),
    }));
    const read = ["deploy", "drift", "retention", "rotate"].flatMap(readBy);
    const merged = prepared.map(({ environment }) => {
      const own = read.filter((one) => one.environment === environment);
      const all = (kind: "secrets" | "variables"): string[] =>
        [...new Set(own.flatMap((one) => one[kind]))].filter((name) => !name.startsWith("RETENTION_") || kind === "secrets").sort();
      return { environment, secrets: all("secrets"), variables: all("variables") };
    });
    expect(merged).toEqual(prepared);
    expect([...new Set(read.map(({ environment }) => environment))].sort()).toEqual(prepared.map(({ environment }) => environment).sort());
  });

  test("need no credentials of a collector where there is none, and then none are prepared", () => {
    const [withCollector, without] = ["x-key=k", null].map((headers) => storesFor("prod", headers)[0] as Store) as [Store, Store];
    expect(Object.keys(withCollector.secrets).filter((secret) => !(secret in without.secrets))).toEqual([COLLECTOR_SECRET]);
    const secretsOf = ({ secrets, variables }: Store): Readonly<Record<string, string>> => {
      const held = { secrets: { ...secrets, [LAST_SECRET]: "key" }, variables };
      const deploy = stepsOf("deploy", "prod", "prod", { prod: held }, RUN).find(({ env }) => LAST_SECRET in env);
      return readSettings(["--env", "prod"], { ...deploy?.env }, ROOT).secrets;
    };
    expect([secretsOf(withCollector)[COLLECTOR_SECRET], COLLECTOR_SECRET in secretsOf(without)]).toEqual(["x-key=k", false]);
  });

  test.each([
    ["by the schedule", "all", "", "dev", ["--env dev"]],
    ["after a leak, everywhere", "all", "--leak", "prod", ["--env prod --leak"]],
    ["of one environment", "prod", "--leak", "prod", ["--env prod --leak"]],
    ["of the other one", "prod", "--leak", "dev", []],
    ["of none that there is", "production", "--leak", "prod", null],
  ])("rotate %s", (_when, wanted, leak, name, rotations) => {
    const step = workflow("rotate").jobs["rotate"]?.steps.find((one) => one.name === "A new login");
    const script = `npm() { echo "ran $*"; }\n${step?.run}`;
    const { status, stdout } = spawnSync("bash", ["-euc", script], { env: { WANTED: wanted, LEAK: leak, NAME: name }, encoding: "utf8" });
    if (rotations === null)
      return expect([status, stdout]).toEqual([1, expect.stringContaining("::error::there is no environment production")]);
    expect([status, [...stdout.matchAll(/^ran run rotate -- (.*)$/gm)].map(([, args]) => args)]).toEqual([0, rotations]);
  });

  test("rotate in one group with the releases to an environment, but after a leak, which waits for nothing and stops at no failure of another", () => {
    const leaks = "inputs.leak || github.event_name == 'repository_dispatch'";
    const job = workflow("rotate").jobs["rotate"];
    expect(job?.concurrency).toEqual({
      group: `\${{ (${leaks}) && format('leak-{0}-{1}', github.run_id, matrix.environment) || format('deploy-{0}', matrix.environment) }}`,
      "cancel-in-progress": false,
    });
    expect(job?.strategy).toMatchObject({ "fail-fast": `\${{ !(${leaks}) }}`, "max-parallel": `\${{ (${leaks}) && 2 || 1 }}` });
    expect(job?.steps.find(({ name }) => name === "A new login")?.env?.["LEAK"]).toBe(`\${{ (${leaks}) && '--leak' || '' }}`);
    for (const name of ["dev", "prod"]) expect(workflow("deploy").jobs[name]?.concurrency).toMatchObject({ group: `deploy-${name}` });
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
