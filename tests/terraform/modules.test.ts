// Every module and every root by itself: formatted by Terraform, valid, and tested by its own tests, which plan it.
import { execFileSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeWithTerraform, ENVIRONMENTS, MODULES, openWorkshop, type Workshop } from "./support/terraform.ts";

const FOLDERS = ["bootstrap", ...MODULES.map((name) => `modules/${name}`), ...ENVIRONMENTS.map((name) => `environments/${name}`)];

/** Arguments that would give a credential to a provider or a backend. */
const credentialsIn = (text: string): string[] =>
  [...text.matchAll(/^\s*(api_token|api_key|api_user_service_key|access_key|secret_key|token)\s*=/gm)].map(([, name = ""]) => name);

describeWithTerraform("terraform/", () => {
  let workshop: Workshop;

  beforeAll(async () => void (workshop = await openWorkshop()));
  afterAll(async () => await workshop[Symbol.asyncDispose]());

  test("has these modules and roots and no others", () => {
    const folders = globSync("{bootstrap,modules/*,environments/*}/versions.tf", { cwd: workshop.directory });
    expect(folders.map((file) => file.replace("/versions.tf", "")).sort()).toEqual([...FOLDERS].sort());
  });

  test("is written as terraform fmt writes it", async () => {
    expect(await workshop.run(".", "fmt", "-check", "-recursive", "-diff")).toEqual({ code: 0, output: "" });
  });

  test.each(FOLDERS)("%s is valid, and its own tests pass", async (folder) => {
    await workshop.must(folder, "init", "-backend=false");
    await workshop.must(folder, "validate");
    expect(await workshop.must(folder, "test")).toMatch(/Success! [1-9]\d* passed, 0 failed\./);
  });

  test("requires Terraform and its providers by the same text everywhere", () => {
    const pins = new Set(
      globSync("**/versions.tf", { cwd: workshop.directory }).flatMap((file) =>
        [...readFileSync(`${workshop.directory}/${file}`, "utf8").matchAll(/source\s+= "(.+)"\n\s+version\s+= "(.+)"/g)].map(
          ([, source, version]) => `${source} ${version}`,
        ),
      ),
    );
    expect([...pins].sort()).toEqual(["cloudflare/cloudflare 5.22.0", "neondatabase/neon > 0.18.0, < 2.0.0"]);
  });

  test("contains no credential, because providers and backends read theirs from the environment", () => {
    const texts = globSync("**/*.tf", { cwd: workshop.directory }).map((file) => readFileSync(`${workshop.directory}/${file}`, "utf8"));
    expect(texts.flatMap(credentialsIn)).toEqual([]);
    expect(credentialsIn('provider "cloudflare" {\n  api_token = var.token\n}')).toEqual(["api_token"]);
    expect(credentialsIn('  backend "s3" {\n    secret_key = "x"\n  }')).toEqual(["secret_key"]);
  });

  test("uses Neon's provider in one module alone", () => {
    const users = globSync("modules/*/*.tf", { cwd: workshop.directory }).filter((file) =>
      /resource "neon_|data "neon_/.test(readFileSync(`${workshop.directory}/${file}`, "utf8")),
    );
    expect(users).toEqual(["modules/database/main.tf"]);
  });
});

describeWithTerraform("a fault in a module", () => {
  test.each([
    ["a misformatted line", "fmt", "modules/storage/main.tf", "  account_id    = ", "  account_id = ", "account_id"],
    ["an attribute that does not exist", "validate", "modules/queues/main.tf", "queue_name = each.value\n", "name = each.value\n", "name"],
    ["a value of another type", "validate", "modules/storage/main.tf", '"Standard"', '["Standard"]', "string required"],
    ["years of 365 days", "test", "modules/storage/main.tf", "* 86400", "* 86300", "shorter than 3653 days"],
    [
      "a protection that is not passed on",
      "test",
      "modules/database/main.tf",
      "= var.branch_protected",
      "= false",
      "would not be protected",
    ],
    [
      "a host that bypasses the gateway",
      "test",
      "modules/edge/gateway.tf",
      "service    = cloudflare_worker.gateway.name",
      'service    = "other"',
      "past the gateway",
    ],
    [
      "a validation that refuses nothing",
      "test",
      "modules/queues/variables.tf",
      '!endswith(name, "-dead")',
      "true",
      "a_dead_letter_queue_is_not_named",
    ],
  ])("is found: %s, by terraform %s", async (_fault, command, file, original, replacement, expected) => {
    await using workshop = await openWorkshop();
    workshop.plant(file, original, replacement);
    const folder = file.split("/").slice(0, 2).join("/");
    if (command !== "fmt") await workshop.must(folder, "init", "-backend=false");
    const args = command === "fmt" ? ["fmt", "-check", "-diff"] : [command];
    const { code, output } = await workshop.run(folder, ...args);
    expect(code).not.toBe(0);
    expect(output.replace(/\s+/g, " ")).toContain(expected);
  });
});

test("these tests fail in CI where Terraform is missing, and are elsewhere skipped with a reason", () => {
  const script = `import("${new URL("support/installed.ts", import.meta.url).href}").then(({ whetherToRun }) => console.log(whetherToRun()))`;
  const run = (ci: string): string =>
    execFileSync(process.execPath, ["-e", script], { env: { PATH: "", CI: ci }, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  expect(run("").trim()).toBe("skipped: terraform is not on the PATH");
  expect(() => run("true")).toThrow("in CI these tests must run");
});
