// Creates a fresh environment step by step as docs/runbooks/new-environment.md describes it, through Terraform itself, and detects manual changes
// afterwards.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { type Plan, resourcesOf } from "@ledge/delivery/terraform/plan";
import { readProviderSchema } from "@ledge/delivery/terraform/schemas";
import { expect, onTestFinished, test } from "vitest";
import { describeWithTerraform, ENVIRONMENTS, openWorkshop, REPOSITORY, type Workshop } from "./support/terraform.ts";

const BUCKET = "ledge-terraform-state";

/** The account that an environment's main.tf names. */
const accountOf = (workshop: Workshop, root: string): string =>
  /account_id\s+= "([0-9a-f]{32})"/.exec(readFileSync(join(workshop.directory, root, "main.tf"), "utf8"))?.[1] ?? "";

/** The state's bucket, which Wrangler creates before there is a state. */
function makeStateBucket({ cloudflare }: Workshop, accountId: string): void {
  const attributes = readProviderSchema(REPOSITORY, "cloudflare").resources["cloudflare_r2_bucket"]?.attributes ?? {};
  const empty = Object.fromEntries(Object.keys(attributes).map((name) => [name, null]));
  cloudflare.cloud.put("cloudflare_r2_bucket", { ...empty, id: BUCKET, name: BUCKET, account_id: accountId, jurisdiction: "eu" });
}

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
  const plan = await workshop.plan(root);
  await workshop.must(root, "apply", "plan.bin");
  expect(await workshop.run(root, "plan", "-detailed-exitcode")).toMatchObject({ code: 0 });
  return { plan, seconds: (performance.now() - startedMs) / 1_000 };
}

describeWithTerraform("a fresh environment", () => {
  test.each(ENVIRONMENTS)("%s is created from nothing by the runbook's steps, and passes every check", async (name) => {
    await using workshop = await openWorkshop();
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
      queues: { "ledge-audit": "ledge-audit-dead", "ledge-events": "ledge-events-dead" },
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
  const state = { outputs: { uri: { value: "postgres://a:b@c/d" } } };
  const folder = mkdtempSync(join(tmpdir(), "ledge-check-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "state.json");
  writeFileSync(file, JSON.stringify(state));
  expect(check("--state", file)).toMatchObject({ status: 1, stderr: `✗ ${file}: output uri: a URL with a password\n` });
});
