// `npm run credentials`: the age and the expiry of every credential that can be seen from here, and of the certificates. It only reads. Exits 1 when one wants
// somebody's attention.
import { resolve } from "node:path";
import { createLedge } from "@ledge/client";
import { annotate, summarise } from "@ledge/command/annotations";
import { BadArguments, exitCodes, readArguments, runCommand } from "@ledge/command/command-line";
import { readDatabaseUrl } from "@ledge/database/database-url";
import { ROOT } from "@ledge/repository/root";
import { type Environment, readEnvironment } from "../deploy/environment.ts";
import { CLOUDFLARE_API, NEON_API } from "../deploy/settings.ts";
import { AccountTokens, PERMISSIONS_TO_READ } from "./account-tokens.ts";
import { certificateOf, certificateOfDatabase, sightCertificate } from "./certificates.ts";
import { sightLogins } from "./logins.ts";
import { NeonKeys, PERMISSIONS as NEON_PERMISSIONS, sightNeonKeys } from "./neon-keys.ts";
import { sightOperatorKeys } from "./operator-keys.ts";
import { markdownOf, metricsOf, textOf, writeWhole } from "./report.ts";
import { type Source, survey } from "./survey.ts";
import { ALERT_DAYS } from "./table.ts";
import { sightTokens } from "./tokens.ts";

const USAGE = `npm run credentials -- --env NAME [--outputs FILE] [--metrics FILE]

Shows how old each credential of an environment is and when it expires, as far as it can be seen from here, and when the certificates expire. Exits 1 when
one is due: ${ALERT_DAYS} days before it is as old as it may get, or expires; the runtime's login when it has missed its rotation.
  --env      an environment of Terraform
  --outputs  what terraform output -json printed for it; default .build/outputs/NAME.json
  --metrics  a file that gets the same figures as OpenMetrics

From the environment, each of which shows more: CLOUDFLARE_API_TOKEN, which needs ${PERMISSIONS_TO_READ}; AUDITOR_DATABASE_URL; NEON_API_KEY; LEDGE_KEY.`;

await runCommand(USAGE, async (args) => {
  const { values } = readArguments(args, { env: { type: "string" }, outputs: { type: "string" }, metrics: { type: "string" } });
  if (values.env === undefined) throw new BadArguments("Say which environment: --env NAME.");
  const environment = readEnvironment(values.env, resolve(ROOT, values.outputs ?? `.build/outputs/${values.env}.json`));
  if (environment.isPreview) throw new BadArguments(`${values.env} is a preview, whose credentials are made of its seed.`);
  const now = new Date();
  const seen = await survey(environment.name, sourcesOf(environment, process.env, now));
  console.log(textOf(seen, now));
  if (values.metrics !== undefined) writeWhole(values.metrics, metricsOf(seen, now));
  const alerts = seen.flatMap(({ name, alert }) => (alert === null ? [] : [{ name, alert }]));
  summarise(markdownOf(`Credentials of ${environment.name}`, seen, now));
  for (const { name, alert } of alerts) annotate("error", name, alert);
  console.log(alerts.length === 0 ? "Nothing is due." : `${alerts.length} want somebody's attention.`);
  return alerts.length === 0 ? 0 : exitCodes.failed;
});

/** @throws BadArguments for a database's URL that is none. */
function sourcesOf(environment: Environment, env: NodeJS.ProcessEnv, now: Date): Source[] {
  const { name, accountId, neon, hosts } = environment;
  const given = (variable: string): string | null => (env[variable] === undefined || env[variable] === "" ? null : env[variable]);
  const [token, neonKey, operatorKey] = [given("CLOUDFLARE_API_TOKEN"), given("NEON_API_KEY"), given("LEDGE_KEY")];
  const auditor = given("AUDITOR_DATABASE_URL");
  const auditorUrl = auditor === null ? null : readDatabaseUrl(auditor, "AUDITOR_DATABASE_URL");
  const cloudflare = { name: "Cloudflare", baseUrl: given("CLOUDFLARE_API_BASE_URL") ?? CLOUDFLARE_API, permissions: PERMISSIONS_TO_READ };
  const neonCloud = { name: "Neon", baseUrl: given("NEON_API_URL") ?? NEON_API, permissions: NEON_PERMISSIONS };
  const database = auditorUrl === null ? null : certificateOfDatabase(auditorUrl);
  const certificates = [
    ...Object.values(hosts).map((host) => ({ host, see: () => certificateOf(host) })),
    ...(database === null ? [] : [database]),
  ];
  return [
    ...when(auditorUrl, "The database's logins", (url) => sightLogins(url, name, now)),
    ...when(token, "Cloudflare's tokens", (one) => sightTokens(new AccountTokens({ ...cloudflare, token: one }, accountId), name, now)),
    ...when(neonKey, "Neon's keys", (one) => sightNeonKeys(new NeonKeys({ ...neonCloud, token: one }, neon.organisationId), name, now)),
    ...when(operatorKey, "The operators' keys", (apiKey) =>
      sightOperatorKeys(createLedge({ url: `https://${hosts.api}`, apiKey }), name, now),
    ),
    ...certificates.map(({ host, see }) => ({ called: host, see: async () => [await sightCertificate(host, see, now)] })),
  ];
}

/** A source, if there is what it is asked with. */
function when(value: string | null, called: string, see: (value: string) => ReturnType<Source["see"]>): Source[] {
  return value === null ? [] : [{ called, see: () => see(value) }];
}
