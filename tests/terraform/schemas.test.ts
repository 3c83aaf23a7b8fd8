// The checks' assumptions about the providers: compared with declarations that are generated from the same provider, and with the real providers by a
// command that needs a connection.
import { globSync, readFileSync } from "node:fs";
import { type Attribute, type ProviderSchema, readProviderSchema, type RealSchemas, schemaFaults } from "@ledge/delivery/terraform/schemas";
import { beforeAll, describe, expect, test } from "vitest";
import { nestedFaults, type Parsed, parseHcl } from "./support/nested.ts";
import { type Declarations, declarationFaults, readDeclarations } from "./support/pulumi-types.ts";
import { describeWithTerraform, openWorkshop, REPOSITORY } from "./support/terraform.ts";

const cloudflare = readProviderSchema(REPOSITORY, "cloudflare");
const neon = readProviderSchema(REPOSITORY, "neon");

/** The schema with an attribute of a resource changed; without a change, removed. */
function withAttribute(schema: ProviderSchema, type: string, name: string, change?: Partial<Attribute>): ProviderSchema {
  const resource = schema.resources[type];
  if (resource === undefined) throw new Error(`There is no ${type}`);
  const { [name]: attribute, ...others } = resource.attributes;
  const attributes = change === undefined ? others : { ...others, [name]: { ...attribute, ...change } };
  return { ...schema, resources: { ...schema.resources, [type]: { ...resource, attributes } } };
}

/** The package's declarations, or the reason why they are missing: outside of CI a machine may be without a connection. */
const declarations = ((): Declarations | Error => {
  try {
    return readDeclarations();
  } catch (error) {
    if (process.env["CI"] === "true") throw error;
    return error as Error;
  }
})();

if (declarations instanceof Error) {
  test.skip(`the assumed schema agrees (skipped: @pulumi/cloudflare is not to be had: ${declarations.message})`, () => undefined);
} else {
  describe("the assumed schema of Cloudflare's provider", () => {
    test("agrees with the declarations of @pulumi/cloudflare in every name, type and flag", () => {
      expect(declarationFaults(cloudflare, declarations)).toEqual([]);
    });

    test.each<[string, ProviderSchema, string]>([
      [
        "an attribute that does not exist",
        withAttribute(cloudflare, "cloudflare_queue", "retention", { type: "number", optional: true }),
        "cloudflare_queue.retention: is not declared",
      ],
      [
        "an attribute of another type",
        withAttribute(cloudflare, "cloudflare_queue", "queue_name", { type: "number" }),
        "cloudflare_queue.queue_name: is string, not number",
      ],
      [
        "an attribute that is not required",
        withAttribute(cloudflare, "cloudflare_dns_record", "comment", { optional: false, required: true }),
        "cloudflare_dns_record.comment: is optional, not required",
      ],
      [
        "an attribute that the provider decides",
        withAttribute(cloudflare, "cloudflare_zone_dnssec", "ds", { computed: false, optional: true }),
        "cloudflare_zone_dnssec.ds: is computed, not optional",
      ],
      [
        "a nested attribute that does not exist",
        withAttribute(cloudflare, "cloudflare_worker", "subdomain", {
          nested_type: { nesting_mode: "single", attributes: { preview_enabled: { type: "bool", optional: true } } },
        }),
        "cloudflare_worker.subdomain.preview_enabled: is not declared",
      ],
      [
        "a nested attribute of a map that does not exist",
        withAttribute(cloudflare, "cloudflare_ruleset", "rules", {
          nested_type: {
            nesting_mode: "list",
            attributes: {
              action_parameters: {
                optional: true,
                nested_type: {
                  nesting_mode: "single",
                  attributes: {
                    headers: {
                      optional: true,
                      nested_type: { nesting_mode: "map", attributes: { operaton: { type: "string", optional: true } } },
                    },
                  },
                },
              },
            },
          },
        }),
        "cloudflare_ruleset.rules.action_parameters.headers.operaton: is not declared",
      ],
      [
        "a resource that does not exist",
        { ...cloudflare, resources: { cloudflare_quue: { version: 0, attributes: {} } } },
        "cloudflare_quue: is not declared",
      ],
    ])("does not agree with %s", (_fault, schema, expected) => {
      expect(declarationFaults(schema, declarations)).toContain(expected);
    });
  });
}

describe("nested attributes", () => {
  const files = globSync("terraform/{bootstrap,environments/*,modules/*}/*.tf", { cwd: REPOSITORY });
  let parsed: readonly (readonly [string, Parsed])[] = [];

  beforeAll(async () => {
    parsed = await Promise.all(
      files.map(async (file) => [file, await parseHcl(file, readFileSync(new URL(file, REPOSITORY), "utf8"))] as const),
    );
  });

  const faults = (): string[] => parsed.flatMap(([, file]) => [cloudflare, neon].flatMap((schema) => nestedFaults(file, schema)));

  test("are in the schema, are not the provider's to decide, and none that is required is missing", () => {
    expect(files.length).toBeGreaterThan(20);
    expect(faults()).toEqual([]);
  });

  test("belong to resources with a written schema, so that no resource is unchecked", () => {
    const known = { ...cloudflare.resources, ...neon.resources };
    const used = new Set(parsed.flatMap(([, { resource = {} }]) => Object.keys(resource)));
    expect([...used].filter((type) => !(type in known))).toEqual([]);
    expect(Object.keys(known).filter((type) => !used.has(type))).toEqual([]);
  });

  test.each([
    ["a name with a typo", "max_age_seconds = ", "max_age_second = ", "rules[0].condition.max_age_second: there is no such attribute"],
    ["a missing required one", 'type            = "Age"', "", "rules[0].condition.type: is required"],
    ["a value that is not accepted", '"Age"', '"age"', "rules[0].condition.type: is none of Age, Date, Indefinite"],
    ["an expression that cannot be checked", "rules = [", "rules = true ? [] : [", "rules: must be written out"],
  ])("are refused: %s", async (_fault, original, replacement, expected) => {
    const file = "terraform/modules/storage/main.tf";
    const text = readFileSync(new URL(file, REPOSITORY), "utf8");
    expect(text.split(original)).toHaveLength(2);
    const planted = await parseHcl(file, text.replace(original, replacement));
    expect(nestedFaults(planted, cloudflare).join("\n")).toContain(`cloudflare_r2_bucket_lock.checkpoints.${expected}`);
  });

  test("are refused within a map too", async () => {
    const file = "terraform/modules/edge/rulesets.tf";
    const text = readFileSync(new URL(file, REPOSITORY), "utf8");
    const planted = await parseHcl(
      file,
      text.replace('operation = "set", value = "no-referrer"', 'operation = "put", text = "no-referrer"'),
    );
    const here = "cloudflare_ruleset.headers.rules[0].action_parameters.headers.Referrer-Policy";
    expect(nestedFaults(planted, cloudflare)).toEqual([
      `${here}.operation: is none of add, set, remove`,
      `${here}.text: there is no such attribute`,
    ]);
  });
});

describeWithTerraform("the schema that a provider publishes", () => {
  const schemasWith = async (change: (schema: ProviderSchema) => ProviderSchema): Promise<RealSchemas> => {
    await using workshop = await openWorkshop({ neon: change });
    await workshop.must("modules/database", "init", "-backend=false");
    return JSON.parse(await workshop.must("modules/database", "providers", "schema", "-json")) as RealSchemas;
  };

  test("is the assumed one", async () => {
    expect(schemaFaults(neon, await schemasWith((schema) => schema))).toEqual([]);
  });

  test("is detected to differ: a name, a type, a flag, and a secret that would be in the state", async () => {
    const real = await schemasWith((schema) => {
      const renamed = withAttribute(schema, "neon_project", "default_branch_protected");
      const retyped = withAttribute(renamed, "neon_project", "history_retention_seconds", { type: "string" });
      const required = withAttribute(retyped, "neon_project", "region_id", { optional: false, computed: false, required: true });
      return withAttribute(required, "neon_project", "database_password", { type: "string", computed: true, sensitive: true });
    });
    expect(schemaFaults(neon, real)).toEqual([
      "neon_project.region_id: is required",
      'neon_project.history_retention_seconds: is "string"',
      "neon_project.default_branch_protected: the provider does not have it",
      "neon_project.database_password: is a secret that the provider would write into the state",
    ]);
  });

  test("finds no typo inside an attribute by itself, which is why the repository has its own check", async () => {
    await using workshop = await openWorkshop();
    workshop.plant("modules/storage/main.tf", "max_age_seconds = ", "max_age_second = ");
    await workshop.must("modules/storage", "init", "-backend=false");
    expect(await workshop.run("modules/storage", "validate")).toMatchObject({ code: 0 });
  });
});

test("there is a schema for every provider that is required", () => {
  const sources = globSync("terraform/**/versions.tf", { cwd: REPOSITORY }).flatMap((file) =>
    [...readFileSync(new URL(file, REPOSITORY), "utf8").matchAll(/source\s+= "([^"]+)"/g)].map(
      ([, source]) => `registry.terraform.io/${source}`,
    ),
  );
  expect([...new Set(sources)].sort()).toEqual([cloudflare.source, neon.source].sort());
});
