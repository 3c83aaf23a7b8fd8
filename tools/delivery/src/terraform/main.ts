// `npm run terraform:check`: judges what Terraform printed, in a pipeline or offline. Reads files alone: it runs no Terraform and needs no
// credentials.
import { readdirSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { BadArguments, readArguments, runCommand } from "@ledge/command/command-line";
import { ROOT } from "@ledge/repository/root";
import { z } from "zod";
import { readJson } from "../build/read-json.ts";
import { type AllowedDifferences, parityFaults, type Root } from "./parity.ts";
import type { Plan } from "./plan.ts";
import { policyFaults } from "./policies.ts";
import { readProviderSchema, type RealSchemas, schemaFaults } from "./schemas.ts";
import { secretsInState } from "./state-secrets.ts";

const REPOSITORY = pathToFileURL(ROOT);
const USAGE = `npm run terraform:check -- [--plan NAME=FILE]… [--state FILE]… [--schemas FILE]

Judges what Terraform printed. Exits 1 when there is something to object to.
  --plan     of environment NAME, from \`terraform show -json\`: policies; with several of them, parity too
  --state    from \`terraform state pull\`: no secrets
  --schemas  from \`terraform providers schema -json\`: the real providers are what terraform/schemas says`;

/** As far as the checks rest on it; the rest is read leniently. */
const PlanFile = z.looseObject({
  planned_values: z.looseObject({ root_module: z.looseObject({}) }),
  configuration: z.looseObject({ root_module: z.looseObject({}) }),
});
const StateFile = z.looseObject({ version: z.literal(4), resources: z.array(z.looseObject({})) });
const SchemasFile = z.looseObject({ provider_schemas: z.looseObject({}) });

/** A root's files, its lock file included; what else Terraform itself writes there is not compared. */
function rootOf(argument: string): Root {
  const [name = "", file = ""] = argument.split("=");
  const folder = new URL(`terraform/environments/${name}/`, REPOSITORY);
  const files = readdirSync(folder).filter((one) => /\.(?:tf|hcl)$/.test(one));
  return {
    name,
    files: Object.fromEntries(files.map((one) => [one, readFileSync(new URL(one, folder), "utf8")])),
    plan: readJson(file, "what terraform show -json prints of a plan", PlanFile) as unknown as Plan,
  };
}

await runCommand(USAGE, (args) => {
  const { values } = readArguments(args, {
    plan: { type: "string", multiple: true },
    state: { type: "string", multiple: true },
    schemas: { type: "string" },
  });
  const roots = (values.plan ?? []).map(rootOf);
  const states = values.state ?? [];
  if (roots.length === 0 && states.length === 0 && values.schemas === undefined) throw new BadArguments("Give what is to be judged.");

  const faults = [
    ...roots.flatMap(({ name, plan }) => policyFaults(plan).map((fault) => `${name}: ${fault}`)),
    ...states.flatMap((file) =>
      secretsInState(readJson(file, "what terraform state pull prints", StateFile)).map((fault) => `${file}: ${fault}`),
    ),
  ];
  if (roots.length > 1) {
    const allowed = JSON.parse(readFileSync(new URL("terraform/environments/differences.json", REPOSITORY), "utf8")) as AllowedDifferences;
    faults.push(...parityFaults(roots, allowed));
  }
  if (values.schemas !== undefined) {
    const real = readJson(values.schemas, "what terraform providers schema -json prints", SchemasFile) as unknown as RealSchemas;
    for (const provider of ["cloudflare", "neon"] as const) faults.push(...schemaFaults(readProviderSchema(REPOSITORY, provider), real));
  }
  for (const fault of faults) console.error(`✗ ${fault}`);
  console.log(faults.length === 0 ? "Nothing to object to." : `${faults.length} objections.`);
  return faults.length === 0 ? 0 : 1;
});
