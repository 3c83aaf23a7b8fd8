// Development and the host of previews equal production: Terraform plans all roots, and the test compares the plans.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { decisionsByName, parityFaults, type Root } from "@ledge/delivery/terraform/parity";
import { resourcesOf } from "@ledge/delivery/terraform/plan";
import { afterAll, beforeAll, expect, test } from "vitest";
import { planEnvironment, planEnvironments, readAllowed } from "./support/environments.ts";
import { describeWithTerraform, ENVIRONMENTS, openWorkshop, type Workshop } from "./support/terraform.ts";

/** The roots of a copy in which a file was changed: those that do not read it are as they were. */
async function rootsAfter(workshop: Workshop, file: string, before: readonly Root[]): Promise<Root[]> {
  const roots: Root[] = [];
  for (const [index, name] of ENVIRONMENTS.entries()) {
    const isRead = file.startsWith("modules/") || file.startsWith(`environments/${name}/`);
    roots.push(isRead ? await planEnvironment(workshop, name) : (before[index] as Root));
  }
  return roots;
}

const textsOf = ({ directory }: Workshop): Record<string, string> =>
  Object.fromEntries(globSync("modules/*/*.tf", { cwd: directory }).map((file) => [file, readFileSync(join(directory, file), "utf8")]));

describeWithTerraform("the environments", () => {
  let workshop: Workshop;
  let roots: readonly Root[];

  beforeAll(async () => {
    workshop = await openWorkshop();
    roots = await planEnvironments(workshop);
  });
  afterAll(async () => await workshop[Symbol.asyncDispose]());

  test("are the same module with the same arguments, differ only where a reason is given, and have the same resources", () => {
    expect(roots.map(({ name }) => name)).toEqual(["dev", "prod", "preview"]);
    for (const { plan } of roots) expect(resourcesOf(plan).length).toBeGreaterThan(25);
    expect(parityFaults(roots, readAllowed(workshop))).toEqual([]);
  });

  test("are not distinguished by name in any module", () => {
    expect(decisionsByName(textsOf(workshop))).toEqual([]);
  });

  test.each([
    [
      "a value differs without a reason",
      "environments/dev/main.tf",
      "requests_per_address      = 2000",
      "requests_per_address      = 50",
      "requests_per_address differs without a reason",
    ],
    [
      "the host of previews differs without a reason",
      "environments/preview/main.tf",
      'location_hint = "weur"',
      'location_hint = "enam"',
      "region.location_hint differs without a reason",
    ],
    [
      "a reason is stale",
      "environments/differences.json",
      '"alert_email":',
      '"requests_per_address": "Production is larger.",\n  "alert_email":',
      "requests_per_address may differ, and does not: its reason is stale",
    ],
    [
      "a reason is empty",
      "environments/differences.json",
      '"Alerts of development must not wake the people who are on call for production."',
      '" "',
      "alert_email may differ without a reason",
    ],
    [
      "a root has a resource of its own",
      "environments/prod/main.tf",
      'module "platform" {',
      'resource "cloudflare_queue" "own" {\n  account_id = "f0000000000000000000000000000001"\n  queue_name = "own"\n}\n\nmodule "platform" {',
      "prod has resources of its own",
    ],
    [
      "an output is in only one of them",
      "environments/prod/outputs.tf",
      "The name of this environment.",
      "Its name.",
      "outputs.tf of dev and prod differ",
    ],
    [
      "a module creates a resource for only one of them",
      "modules/alerts/main.tf",
      '  alert_type  = "dos_attack_l7"',
      '  count       = strcontains(var.email, "dev") ? 0 : 1\n  alert_type  = "dos_attack_l7"',
      "dev would have no module.platform.module.alerts.cloudflare_notification_policy.denial_of_service[0]",
    ],
  ])("are found to differ when %s", async (_fault, file, original, replacement, expected) => {
    const takeBack = workshop.plant(file, original, replacement);
    try {
      expect(parityFaults(await rootsAfter(workshop, file, roots), readAllowed(workshop))).toContain(expected);
    } finally {
      takeBack();
    }
  });

  test("are found to differ when a module decides by the name", () => {
    const takeBack = workshop.plant(
      "modules/platform/main.tf",
      "retention_days = var.checkpoint_retention_days",
      'retention_days = var.environment == "dev" ? 1 : 3653',
    );
    expect(decisionsByName(textsOf(workshop)).join()).toMatch(/^modules\/platform\/main\.tf:\d+ decides by the environment's name$/);
    takeBack();
  });
});
