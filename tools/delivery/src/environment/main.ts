// `npm run environment:prepare`: once per environment, between Terraform and the first release. On stdout is what people keep, and nothing else.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { BadArguments, readArguments, runCommand } from "@ledge/command/command-line";
import { readDatabaseText } from "@ledge/database/migrate/database-text";
import { endpointOf } from "@ledge/shared/telemetry/otlp-endpoint";
import { RUNTIME_CREDENTIAL } from "@ledge/shared/runtime-credential";
import { ROOT } from "@ledge/repository/root";
import { CONFIGS } from "@ledge/repository/workers";
import { Cloudflare, PERMISSIONS as CLOUDFLARE_PERMISSIONS } from "../deploy/cloudflare.ts";
import { readEnvironment } from "../deploy/environment.ts";
import { Neon, PERMISSIONS as NEON_PERMISSIONS } from "../deploy/neon.ts";
import { COLLECTOR_SECRET, renderWorker } from "../deploy/render.ts";
import { CLOUDFLARE_API, NEON_API } from "../deploy/settings.ts";
import { prepareEnvironment } from "./prepare.ts";

const WANTED = [
  "NEON_API_KEY",
  "CLOUDFLARE_RELEASE_TOKEN",
  "CLOUDFLARE_READ_TOKEN",
  "CLOUDFLARE_ROTATION_TOKEN",
  "AWS_ENDPOINT_URL_S3",
  "STATE_READ_ACCESS_KEY_ID",
  "STATE_READ_SECRET_ACCESS_KEY",
] as const;

const USAGE = `npm run environment:prepare -- --env NAME [--outputs FILE]

Prepares an environment for its first release, once: makes all keys and passwords, the database's logins and schema, and the secrets and variables of
GitHub's environments NAME, drift-NAME, retention-NAME and rotation-NAME with the same values. Those are made before (npm run github:environments). A run that was
cut short is run again; an environment that is prepared is left alone.
  --env        an environment of Terraform
  --outputs    what terraform output -json printed for it; default .build/outputs/NAME.json
On stdout, which goes to a file: the URL of finance, an operator's key, and the Workers' keys, as lines NAME='value'. Nothing else shows them.
From the environment: ${WANTED.join(", ")}; where Terraform says otlp_endpoint, ${COLLECTOR_SECRET} too; gh is logged in.`;

await runCommand(USAGE, async (args) => {
  const { values } = readArguments(args, {
    env: { type: "string" },
    outputs: { type: "string" },
  });
  if (values.env === undefined) throw new BadArguments("Say which environment: --env NAME.");
  const missing = WANTED.filter((name) => (process.env[name] ?? "") === "");
  if (missing.length > 0) throw new BadArguments(`environment:prepare needs ${missing.join(", ")} in the environment.`);
  if (process.stdout.isTTY) throw new BadArguments("What is printed is secret: write it to a file, > FILE.");
  const given = (name: (typeof WANTED)[number]): string => process.env[name] as string;
  const outputsFile = values.outputs ?? join(ROOT, ".build", "outputs", `${values.env}.json`);
  const environment = readEnvironment(values.env, outputsFile);
  if (environment.isPreview) throw new BadArguments(`${values.env} is a preview: npm run deploy prepares it.`);
  const hasCollector = environment.otlpEndpoint !== "";
  const collectorHeaders = hasCollector ? (process.env[COLLECTOR_SECRET] ?? "") : null;
  if (collectorHeaders === "")
    throw new BadArguments(`${values.env} has a collector: environment:prepare needs ${COLLECTOR_SECRET}, its credentials.`);
  if (collectorHeaders !== null) requireEndpoint(environment.otlpEndpoint, collectorHeaders);
  const token = given("CLOUDFLARE_RELEASE_TOKEN");
  const baseUrl = process.env["CLOUDFLARE_API_BASE_URL"] ?? CLOUDFLARE_API;
  const cloud = { name: "Cloudflare", baseUrl, permissions: CLOUDFLARE_PERMISSIONS };
  await prepareEnvironment({
    environment,
    gateway: renderWorker(ROOT, CONFIGS[0] as string, environment, "", { files: () => "", secrets: {} }).deployedName,
    given: {
      releaseToken: token,
      readToken: given("CLOUDFLARE_READ_TOKEN"),
      rotationToken: given("CLOUDFLARE_ROTATION_TOKEN"),
      neonKey: given("NEON_API_KEY"),
      stateEndpoint: given("AWS_ENDPOINT_URL_S3"),
      stateKeyId: given("STATE_READ_ACCESS_KEY_ID"),
      stateKey: given("STATE_READ_SECRET_ACCESS_KEY"),
      collectorHeaders,
    },
    outputs: readFileSync(outputsFile, "utf8"),
    cloudflare: new Cloudflare({ ...cloud, token }, environment.accountId),
    published: new Cloudflare({ ...cloud, token: given("CLOUDFLARE_ROTATION_TOKEN") }, environment.accountId).storedSecret(
      environment.storedSecret(RUNTIME_CREDENTIAL),
    ),
    neon: new Neon(
      { name: "Neon", baseUrl: process.env["NEON_API_URL"] ?? NEON_API, token: given("NEON_API_KEY"), permissions: NEON_PERMISSIONS },
      environment.neon.projectId,
    ),
    databaseText: readDatabaseText(),
    keep: (values) =>
      console.log(
        Object.entries(values)
          .map(([name, value]) => `${name}='${value}'`)
          .join("\n"),
      ),
    say: console.error,
  });
  return 0;
});

/** A Worker could only log that it cannot send anything there. */
function requireEndpoint(url: string, headers: string): void {
  try {
    endpointOf({ OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_EXPORTER_OTLP_HEADERS: headers, OTEL_TRACES_SAMPLER_ARG: "1" });
  } catch (error) {
    throw new BadArguments((error as Error).message);
  }
}
