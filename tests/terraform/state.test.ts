// The state: it contains no secret after a real apply, and has one writer at a time.
import { secretsInState } from "@ledge/delivery/terraform/state-secrets";
import type { ProviderSchema } from "@ledge/delivery/terraform/schemas";
import { expect, test } from "vitest";
import { makeEnvironment, makeZone } from "./support/first-run.ts";
import { describeWithTerraform, openWorkshop, type Workshop } from "./support/terraform.ts";

const ROOT = "environments/prod";
const STATE = "/ledge-terraform-state/platform.tfstate";

/** The secrets in the state in the bucket after everything was created. */
async function secretsAfterApply(workshop: Workshop): Promise<string[]> {
  await workshop.must(ROOT, "init");
  await makeEnvironment(workshop, ROOT);
  return secretsInState(JSON.parse(workshop.bucket.object(STATE) ?? ""));
}

/** The provider in its older versions, which write down the password that Neon creates with a project. */
const withCredentials = (schema: ProviderSchema): ProviderSchema => {
  const project = schema.resources["neon_project"];
  if (project === undefined) throw new Error("There is no neon_project");
  const secret = { type: "string", computed: true, sensitive: true } as const;
  const attributes = { ...project.attributes, database_password: secret, connection_uri: secret };
  return { ...schema, resources: { ...schema.resources, neon_project: { ...project, attributes } } };
};

describeWithTerraform("the state", () => {
  test("contains no secret when everything is created", async () => {
    await using workshop = await openWorkshop();
    expect(await secretsAfterApply(workshop)).toEqual([]);
  });

  test("is found to contain a password that a provider created and wrote down", async () => {
    await using workshop = await openWorkshop({ neon: withCredentials });
    expect((await secretsAfterApply(workshop)).sort()).toEqual([
      "module.platform.module.database.neon_project.this.connection_uri: a password of Neon",
      "module.platform.module.database.neon_project.this.database_password: a password of Neon",
    ]);
  });

  test("is found to contain a secret that was given to a slot, and a URL with a password in an output; neither is repeated", async () => {
    await using workshop = await openWorkshop();
    workshop.plant("modules/secrets/main.tf", '"placeholder-set-the-value-outside-terraform"', '"hunter2"');
    workshop.plant(
      `${ROOT}/outputs.tf`,
      "value       = module.platform.database",
      'value       = "postgres://ledge:hunter2@db.example/ledge"',
    );
    const found = await secretsAfterApply(workshop);
    expect(found).toContain("output database: a URL with a password");
    expect(found.filter((line) => line.endsWith("its value is not the placeholder"))).toHaveLength(1);
    expect(found.join()).not.toContain("hunter2");
  });
});

/** Whether a second writer is refused while an apply runs. */
async function isSecondRefused(workshop: Workshop): Promise<boolean> {
  await workshop.must(ROOT, "init");
  await makeZone(workshop, ROOT);
  workshop.zone.hasDsRecord = true;
  const hold = workshop.cloudflare.holdNextApply();
  const first = workshop.run(ROOT, "apply", "-auto-approve");
  await hold.reached;
  const second = await workshop.run(ROOT, "plan");
  hold.release();
  await first;
  return second.code !== 0 && second.output.includes("Error acquiring the state lock");
}

describeWithTerraform("the lock of the state", () => {
  test("admits one writer at a time, and is released", async () => {
    await using workshop = await openWorkshop();
    expect(await isSecondRefused(workshop)).toBe(true);
    expect(workshop.bucket.object(`${STATE}.tflock`)).toBeUndefined();
    expect(await workshop.run(ROOT, "plan", "-detailed-exitcode")).toMatchObject({ code: 0 });
  });

  test("depends on a bucket that lets only one of two writes succeed: otherwise both are admitted", async () => {
    await using workshop = await openWorkshop({ isConditional: false });
    expect(await isSecondRefused(workshop)).toBe(false);
  });

  test("is requested by the backend: without use_lockfile both are admitted", async () => {
    await using workshop = await openWorkshop();
    workshop.plant(`${ROOT}/versions.tf`, "use_lockfile                = true", "use_lockfile                = false");
    expect(await isSecondRefused(workshop)).toBe(false);
  });
});
