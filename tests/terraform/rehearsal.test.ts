// Creates a fresh environment step by step as docs/runbooks/new-environment.md describes it, through Terraform itself, and detects manual changes
// afterwards.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { type Plan, resourcesOf } from "@ledge/delivery/terraform/plan";
import { expect, onTestFinished, test } from "vitest";
import { makeEnvironment, makeStateBucket, makeZone } from "./support/first-run.ts";
import { describeWithTerraform, openWorkshop, REPOSITORY, type Workshop } from "./support/terraform.ts";

const RULESETS = "modules/edge/rulesets.tf";

/** The account that an environment's main.tf names. */
const accountOf = (workshop: Workshop, root: string): string =>
  /account_id\s+= "([0-9a-f]{32})"/.exec(readFileSync(join(workshop.directory, root, "main.tf"), "utf8"))?.[1] ?? "";

/** The output of `npm run terraform:check`. */
const check = (...args: readonly string[]): { readonly status: number | null; readonly stdout: string; readonly stderr: string } =>
  spawnSync(process.execPath, [fileURLToPath(new URL("tools/delivery/src/terraform/main.ts", REPOSITORY)), ...args], { encoding: "utf8" });

interface Rehearsed {
  readonly plan: Plan;
  readonly seconds: number;
}

/** The account, then the environment, by the runbook's own steps alone. */
async function rehearse(workshop: Workshop, name: string): Promise<Rehearsed> {
  const root = `environments/${name}`;
  const startedMs = performance.now();
  const accountId = accountOf(workshop, root);
  makeStateBucket(workshop, accountId);
  await workshop.must("bootstrap", "init");
  const prepared = await workshop.must("bootstrap", "apply", "-auto-approve", `-var=account_id=${accountId}`);
  expect(prepared).toContain("Apply complete! Resources: 1 imported, 2 added, 0 changed, 0 destroyed.");
  const { secrets_store_id: store } = JSON.parse(await workshop.must("bootstrap", "output", "-json")) as Record<string, { value: string }>;
  const main = join(workshop.directory, root, "main.tf");
  writeFileSync(main, readFileSync(main, "utf8").replace(/(secrets_store_id\s+= )".*"/, `$1"${store?.value}"`));
  await workshop.must(root, "init");
  writeFileSync(join(workshop.directory, "schemas.json"), await workshop.must(root, "providers", "schema", "-json"));
  expect(check("--schemas", join(workshop.directory, "schemas.json"))).toMatchObject({ status: 0 });
  await workshop.must(root, "validate");
  await makeZone(workshop, root);
  const plan = await workshop.plan(root);
  await workshop.must(root, "apply", "plan.bin");
  workshop.zone.hasDsRecord = true;
  expect(await workshop.run(root, "plan", "-detailed-exitcode")).toMatchObject({ code: 0 });
  return { plan, seconds: (performance.now() - startedMs) / 1_000 };
}

describeWithTerraform("a fresh environment", () => {
  // The others are, by the page itself, in tests/deploy/runbooks.test.ts.
  test("is created from nothing by the runbook's steps, and passes every check", async () => {
    await using workshop = await openWorkshop();
    const name = "dev";
    const { plan, seconds } = await rehearse(workshop, name);
    const planned = resourcesOf(plan);
    const root = `environments/${name}`;
    const made = (await workshop.must(root, "state", "list")).trim().split("\n");
    expect(made.sort()).toEqual(planned.map(({ address }) => address).sort());
    console.log(
      `${name}: ${made.length} resources of ${new Set(planned.map(({ type }) => type)).size} types in ${seconds.toFixed(1)} s, bootstrap included`,
    );

    writeFileSync(join(workshop.directory, "plan.json"), JSON.stringify(plan));
    writeFileSync(join(workshop.directory, "state.json"), await workshop.must(root, "state", "pull"));
    const args = ["--plan", `${name}=${workshop.directory}/plan.json`, "--state", `${workshop.directory}/state.json`];
    expect(check(...args)).toMatchObject({ status: 0, stdout: "Nothing to object to.\n" });

    const outputs = JSON.parse(await workshop.must(root, "output", "-json")) as Record<string, { value: unknown; sensitive: boolean }>;
    expect(Object.values(outputs).filter(({ sensitive }) => sensitive)).toEqual([]);
    expect(Object.fromEntries(Object.entries(outputs).map(([key, { value }]) => [key, value]))).toMatchObject({
      environment: name,
      cloudflare_account_id: accountOf(workshop, root),
      zone: { id: expect.any(String), name: expect.any(String) },
      applications: { api: expect.stringMatching(/^api\./), docs: expect.stringMatching(/^docs\./), log: expect.stringMatching(/^log\./) },
      queues: { "ledge-audit": "ledge-audit-dead", "ledge-events": "ledge-events-dead", "ledge-search": "ledge-search-dead" },
      neon: { project_id: expect.any(String), branch_id: expect.any(String) },
      database: { host: expect.any(String), name: "ledge" },
      region: { location_hint: "weur" },
    });
  });

  test("that was changed by hand is detected, and cannot be destroyed by accident", async () => {
    await using workshop = await openWorkshop();
    await rehearse(workshop, "prod");
    workshop.neon.cloud.changeByHand("neon_project", {}, { default_branch_protected: false });
    workshop.cloudflare.cloud.changeByHand("cloudflare_queue", { queue_name: "ledge-events-dead" }, { queue_name: "ledge-events-lost" });
    const drift = await workshop.run("environments/prod", "plan", "-detailed-exitcode");
    expect(drift.code).toBe(2);
    expect(drift.output).toMatch(/default_branch_protected\s+= false -> true/);
    expect(drift.output).toMatch(/"ledge-events-lost" -> "ledge-events-dead"/);
    const destroyed = await workshop.run("environments/prod", "plan", "-destroy");
    expect(destroyed.code).toBe(1);
    expect(destroyed.output).toContain("Instance cannot be destroyed");
  });

  test("is not half made while its zone is on the Free plan or not delegated: the plan says what is to be done", async () => {
    await using workshop = await openWorkshop();
    const root = "environments/prod";
    await workshop.must(root, "init");
    await makeZone(workshop, root);
    workshop.zone.isDelegated = false;
    const pending = await workshop.run(root, "apply", "-auto-approve");
    expect(pending.output.replace(/[\s│]+/g, " ")).toContain("The zone is not active yet: enter its name servers at the registrar");
    workshop.zone.isDelegated = true;
    workshop.zone.plan = "free";
    const free = await workshop.run(root, "apply", "-auto-approve");
    expect(free.output.replace(/[\s│]+/g, " ")).toContain("The zone is on the Free plan");
    expect([pending.code, free.code]).toEqual([1, 1]);
    expect((await workshop.must(root, "state", "list")).trim()).toBe("module.platform.module.edge.cloudflare_zone.this");
  });

  test("has a plan that is not empty until the DS record is at the registrar", async () => {
    await using workshop = await openWorkshop();
    const root = "environments/dev";
    await workshop.must(root, "init");
    await makeEnvironment(workshop, root);
    workshop.zone.hasDsRecord = false;
    const pending = await workshop.run(root, "plan", "-detailed-exitcode");
    expect([pending.code, pending.output.match(/^ {2}# .* will be .*$/gm)]).toEqual([
      2,
      ["  # module.platform.module.edge.cloudflare_zone_dnssec.this will be updated in-place"],
    ]);
    workshop.zone.hasDsRecord = true;
    expect(await workshop.run(root, "plan", "-detailed-exitcode")).toMatchObject({ code: 0 });
  });

  test.each([
    [
      "answers counted by status",
      RULESETS,
      "period              = 10",
      'period              = 10\n        counting_expression = "(http.response.code eq 401)"',
      "the pro plan has no counting expression",
    ],
    [
      "a period of two minutes",
      RULESETS,
      "period              = 10",
      "period              = 120",
      "the pro plan does not count over 120 s",
    ],
    [
      "a method in a rate limit",
      RULESETS,
      'ref         = "flood"\n      description = "More requests than one client sends"\n      expression  = "(${local.served})"',
      'ref         = "flood"\n      description = "More requests than one client sends"\n      expression  = "(http.request.method eq \\"POST\\")"',
      "does not know the field http.request.method",
    ],
    [
      "the kind of an error in a firewall's rule",
      RULESETS,
      '"(not (${local.served}))"',
      '"(cf.response.error_type eq \\"waf\\")"',
      "cf.response.error_type is not known in phase http_request_firewall_custom",
    ],
    [
      "compute units that are 14 apart",
      "modules/database/main.tf",
      "var.compute_units.max",
      "16",
      "Compute units from 2 to 16 are more than 8 apart",
    ],
  ])("is refused by the clouds with %s", async (_what, file, original, replacement, expected) => {
    await using workshop = await openWorkshop();
    workshop.plant(file, original, replacement);
    await workshop.must("environments/prod", "init");
    await makeZone(workshop, "environments/prod");
    const { code, output } = await workshop.run("environments/prod", "apply", "-auto-approve");
    expect([code, output.replace(/[\s│]+/g, " ")]).toEqual([1, expect.stringContaining(expected)]);
  });

  test("is not created when an account's bucket is missing, which bootstrap reports", async () => {
    await using workshop = await openWorkshop();
    await workshop.must("bootstrap", "init");
    const { code, output } = await workshop.run("bootstrap", "apply", "-auto-approve");
    expect(code).toBe(1);
    expect(output).toContain("There is no cloudflare_r2_bucket");
  });
});

test("npm run terraform:check prints its usage and its findings", () => {
  expect(check()).toMatchObject({ status: 2, stderr: expect.stringContaining("--plan") });
  const state = { version: 4, resources: [], outputs: { uri: { value: "postgres://a:b@c/d" } } };
  const folder = mkdtempSync(join(tmpdir(), "ledge-check-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "state.json");
  writeFileSync(file, JSON.stringify(state));
  expect(check("--state", file)).toMatchObject({ status: 1, stderr: `✗ ${file}: output uri: a URL with a password\n` });
});
