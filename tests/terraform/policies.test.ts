// The policies of every environment, checked on the plans that Terraform makes; for each rule, a planted fault shows that it is detected.
import { CONFIGS } from "@ledge/repository/workers";
import { type Resource, resourcesOf } from "@ledge/delivery/terraform/plan";
import { policyFaults } from "@ledge/delivery/terraform/policies";
import type { ProviderSchema } from "@ledge/delivery/terraform/schemas";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { unstable_readConfig as readConfig } from "wrangler";
import { problems } from "@ledge/shared/problem";
import { answerOf } from "../../workers/gateway/src/answer-of.ts";
import { appOf } from "../../workers/gateway/src/apps.ts";
import { stamp } from "../../workers/gateway/src/headers.ts";
import { planEnvironment } from "./support/environments.ts";
import { describeWithTerraform, ENVIRONMENTS, openWorkshop, REPOSITORY, type Workshop } from "./support/terraform.ts";

const RULESETS = "modules/edge/rulesets.tf";
const ZONE = "modules/edge/zone.tf";
const GATEWAY = "modules/edge/gateway.tf";
const DATABASE = "modules/database/main.tf";

/** The parts of a rule of Cloudflare's that the test reads. */
interface Rule {
  readonly action_parameters: {
    readonly headers?: Readonly<Record<string, { readonly value: string }>>;
    readonly response?: { readonly status_code: number; readonly content: string };
  };
}

/** The parts of a Worker's config that the test reads. */
interface Config {
  readonly secrets_store_secrets?: readonly { readonly secret_name: string }[];
  readonly name: string;
  readonly workers_dev?: boolean;
  readonly preview_urls?: boolean;
  readonly routes?: readonly unknown[];
  readonly secrets?: { readonly required?: readonly string[] };
  readonly queues: {
    readonly producers?: readonly { readonly queue: string }[];
    readonly consumers?: readonly { readonly queue: string; readonly dead_letter_queue?: string }[];
  };
}

const workers = CONFIGS.map(
  (config) => readConfig({ config: fileURLToPath(new URL(config, REPOSITORY)) }, { hideWarnings: true }) as unknown as Config,
);

const PROD = "environments/prod";
/** Of production, which is initialised. */
const faultsOf = async (workshop: Workshop): Promise<string[]> => policyFaults(await workshop.plan(PROD));

/** A role of the database as the provider would create it. */
const withRoles = (schema: ProviderSchema): ProviderSchema => ({
  ...schema,
  resources: {
    ...schema.resources,
    neon_role: {
      version: 0,
      attributes: {
        project_id: { type: "string", required: true },
        branch_id: { type: "string", required: true },
        name: { type: "string", required: true },
      },
    },
  },
});

describeWithTerraform("the policies", () => {
  let workshop: Workshop;
  beforeAll(async () => void (workshop = await openWorkshop()));
  afterAll(async () => await workshop[Symbol.asyncDispose]());

  // Production last: the faults are planted in it.
  test.each([...ENVIRONMENTS].sort((one, other) => Number(one === "prod") - Number(other === "prod")))("hold in %s", async (name) => {
    expect(policyFaults((await planEnvironment(workshop, name)).plan)).toEqual([]);
  });

  const address = (module: string, rest: string): string => `module.platform.module.${module}.${rest}`;
  test.each<[string, string, string | RegExp, string, string]>([
    ["TLS 1.0", ZONE, 'value      = "1.2"', 'value      = "1.0"', "min_tls_version: must be 1.2 or newer"],
    [
      "plain HTTP",
      ZONE,
      'setting_id = "always_use_https"\n  value      = "on"',
      'setting_id = "always_use_https"\n  value      = "off"',
      "always_use_https: must be on",
    ],
    ["any certificate of the origin", ZONE, '"strict"', '"flexible"', "ssl: must be strict"],
    [
      "HSTS that is off",
      ZONE,
      "enabled            = true",
      "enabled            = false",
      "security_header: must be HSTS with subdomains for a year at least",
    ],
    [
      "HSTS without the subdomains",
      ZONE,
      "include_subdomains = true",
      "include_subdomains = false",
      "security_header: must be HSTS with subdomains for a year at least",
    ],
    [
      "an address on workers.dev",
      GATEWAY,
      "    enabled          = false",
      "    enabled          = true",
      "cloudflare_worker.gateway: must have no address on workers.dev",
    ],
    [
      "previews on workers.dev",
      GATEWAY,
      "previews_enabled = false",
      "previews_enabled = true",
      "cloudflare_worker.gateway: must have no address on workers.dev",
    ],
    [
      "a host that leads elsewhere",
      GATEWAY,
      "service    = cloudflare_worker.gateway.name",
      'service    = "ledge-core"',
      'application["api"]: must lead to the gateway',
    ],
    [
      "a queue without dead letters",
      "modules/queues/main.tf",
      '"${each.value}-dead"',
      '"${each.value}-lost"',
      'queue["ledge-events"]: there is no ledge-events-dead for what is given up',
    ],
    [
      "a bucket whose lock is off",
      "modules/storage/main.tf",
      "enabled = true",
      "enabled = false",
      "cloudflare_r2_bucket.checkpoints: its objects are not locked",
    ],
    [
      "a bucket locked in part",
      "modules/storage/main.tf",
      'prefix  = "tile/"',
      'prefix  = "tile/0/"',
      "cloudflare_r2_bucket.checkpoints: its objects are not locked",
    ],
    ["a rule without a name", RULESETS, '      ref         = "flood"\n', "", "rate_limit: rule 1 has no ref"],
    ["two rules of one name", RULESETS, '"unknown_method"', '"unknown_host"', "firewall: two rules are called unknown_host"],
    ["a check for browsers", ZONE, 'value      = "off"', 'value      = "on"', 'off["browser_check"]: must be off'],
    ["pages that are rewritten", ZONE, ', "rocket_loader"]', "]", "rocket_loader is set 0 times"],
    [
      "no limit of rates",
      RULESETS,
      'phase       = "http_ratelimit"',
      'phase       = "http_request_firewall_managed"',
      "nothing limits the rate of an address",
    ],
    [
      "a secret that is given to Terraform",
      "modules/secrets/main.tf",
      '"placeholder-set-the-value-outside-terraform"',
      '"s3cret"',
      'slot["RUNTIME_DATABASE"]: must be given a placeholder',
    ],
    [
      "an open branch in production",
      "environments/prod/main.tf",
      "branch_protected      = true",
      "branch_protected      = false",
      "neon_project.this: the default branch of prod must be protected",
    ],
    [
      "a database of production that is suspended",
      "environments/prod/main.tf",
      "suspend_after_seconds = -1",
      "suspend_after_seconds = 300",
      "neon_project.this: the compute of prod must never be suspended (primary_compute)",
    ],
    [
      "a size that is the project's, and not the compute's",
      DATABASE,
      /primary_compute = \{[^}]*\}/,
      "",
      "neon_project.this: the compute of prod must never be suspended (primary_compute)",
    ],
    ["passwords that Neon keeps", DATABASE, "store_password = false", "store_password = true", "Neon must not keep the passwords of roles"],
    ["restarts at any hour", DATABASE, /maintenance_window = \{[^}]*\}/, "", "neon_project.this: has no maintenance window"],
  ])("detect %s", async (_fault, file, original, replacement, expected) => {
    const takeBack = workshop.plant(file, original, replacement);
    try {
      expect((await faultsOf(workshop)).join("\n")).toContain(expected);
    } finally {
      takeBack();
    }
  });

  test("detect a role that the provider would create", async () => {
    await using workshop = await openWorkshop({ neon: withRoles });
    await workshop.must(PROD, "init");
    const role =
      'resource "neon_role" "runtime" {\n  project_id = neon_project.this.id\n  branch_id  = neon_project.this.default_branch_id\n  name       = "ledge_runtime"\n}\n\n';
    workshop.plant("modules/database/main.tf", 'resource "neon_database"', `${role}resource "neon_database"`);
    expect(await faultsOf(workshop)).toEqual([`${address("database", "neon_role.runtime")}: roles come from migrations/bootstrap.sql`]);
  });

  test("detect a missing setting", async () => {
    const takeBack = workshop.plant(ZONE, 'setting_id = "min_tls_version"', 'setting_id = "minimum_tls"');
    expect(await faultsOf(workshop)).toEqual(["cloudflare_zone_setting: min_tls_version is set 0 times"]);
    takeBack();
  });
});

describeWithTerraform("the shared settings of Wrangler and Terraform", () => {
  test("are the same: queues, secrets, the gateway's name; and nothing has two owners", async () => {
    await using workshop = await openWorkshop();
    const { plan } = await planEnvironment(workshop, "prod");
    const named = (type: string, attribute: string): unknown[] =>
      resourcesOf(plan)
        .filter((resource) => resource.type === type)
        .map(({ values }) => values[attribute])
        .sort();
    const queues = workers.flatMap(({ queues: { producers = [], consumers = [] } }) => [
      ...producers.map(({ queue }) => queue),
      ...consumers.flatMap(({ queue, dead_letter_queue: dead }) => [queue, ...(dead === undefined ? [] : [dead])]),
    ]);
    expect(named("cloudflare_queue", "queue_name")).toEqual([...new Set(queues)].sort());
    const stored = workers.flatMap(({ secrets_store_secrets: bound = [] }) => bound.map(({ secret_name: name }) => name));
    expect(named("cloudflare_secrets_store_secret", "name")).toEqual([...new Set(stored)].sort());
    expect(named("cloudflare_worker", "name")).toEqual(["ledge-gateway"]);
  });
});

describeWithTerraform("what is answered at the edge", () => {
  const rulesOf = ({ values }: Resource) => (values["rules"] ?? []) as readonly Rule[];

  test("has the headers that the gateway gives every answer, and is a problem document of the contract", async () => {
    await using workshop = await openWorkshop();
    const { plan } = await planEnvironment(workshop, "prod");
    const rules = resourcesOf(plan)
      .filter(({ type }) => type === "cloudflare_ruleset")
      .flatMap(rulesOf);
    const given = rules.flatMap(({ action_parameters: { headers } }) => Object.entries(headers ?? {}));
    const request = await answerOf(new Response(null, { status: 404 }));
    const { "request-id": _, ...expected } = Object.fromEntries(
      stamp(request, appOf("api.ledge.test", "/v1/accounts"), "req", "GET").headers,
    );
    expect(Object.fromEntries(given.map(([name, { value }]) => [name.toLowerCase(), value]))).toEqual(expected);

    const refusals = rules.flatMap(({ action_parameters: { response } }) => response ?? []);
    expect(refusals.map(({ status_code: status, content }) => [status, JSON.parse(content) as unknown])).toEqual(
      (["not_found", "method_not_allowed", "rate_limited"] as const).map((code) => [
        problems[code].status,
        { ...problems[code], code, type: `https://docs.ledge.example/errors#${code}` },
      ]),
    );
  });
});

describe("the configs of the Workers", () => {
  test("open no address on workers.dev and claim no route, because hosts are Terraform's", () => {
    expect(workers.length).toBeGreaterThan(5);
    expect(workers.filter(({ workers_dev: isOpen, preview_urls: hasPreviews }) => isOpen !== false || hasPreviews !== false)).toEqual([]);
    expect(workers.flatMap(({ routes = [] }) => routes)).toEqual([]);
  });
});
