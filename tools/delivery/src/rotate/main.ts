// `npm run rotate`: a new login to the database for the Workers of an environment, or of `npm start`, while they serve.
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { annotate } from "@ledge/command/annotations";
import { BadArguments, readArguments, runCommand } from "@ledge/command/command-line";
import { runScript } from "@ledge/command/run-script";
import { readDatabaseUrl } from "@ledge/database/database-url";
import { RUNTIME_CREDENTIAL } from "@ledge/shared/runtime-credential";
import { ROOT } from "@ledge/repository/root";
import { unstable_readConfig as readConfig } from "wrangler";
import { Cloudflare } from "../deploy/cloudflare.ts";
import { readEnvironment } from "../deploy/environment.ts";
import { CLOUDFLARE_API } from "../deploy/settings.ts";
import { openLocal } from "./local.ts";
import { rotate, type Rotation } from "./rotate.ts";
import { accountStore } from "./stores.ts";

const LOCAL = "local";
const WANTED = ["CLOUDFLARE_ROTATION_TOKEN", "ROTATOR_DATABASE_URL", "LEDGE_KEY"] as const;
const USAGE = `npm run rotate -- --env NAME [--leak] [--outputs FILE]
npm run rotate -- --env ${LOCAL} [--leak] [--state .ledge]

Gives the Workers a new login to the database while they serve: the idle one of two gets a new password, is published before the one that serves, and the
Workers change over; then the other one is revoked. Run again, it goes on where it was cut short.
  --env        an environment of Terraform, or ${LOCAL}: the platform of npm start, which is running
  --leak       the login that serves is known to somebody: it is cut off at once, with what is in flight
  --outputs    what terraform output -json printed for the environment; default .build/outputs/NAME.json
  --state      the state folder of npm start
From the environment, but for ${LOCAL}: ${WANTED.join(", ")}.`;

/** As the lanes spread their sessions' ages (core-service/src/database/open-warm.ts). */
const OLDEST = 1.2;
/** The longest statement, and the time to open another session. */
const LAST_STATEMENT_MS = 30_000;
/** Cloudflare says nothing about how long a secret takes to be everywhere (docs/runbooks/first-contact.md). */
const SETTLE_MS = 120_000;
const SMOKE_MS = 180_000;

await runCommand(USAGE, async (args) => {
  const { values } = readArguments(args, {
    env: { type: "string" },
    leak: { type: "boolean", default: false },
    outputs: { type: "string" },
    state: { type: "string", default: ".ledge" },
  });
  if (values.env === undefined) throw new BadArguments("Say which environment: --env NAME.");
  const place = values.env === LOCAL ? await openLocal(resolve(ROOT, values.state)) : ofEnvironment(values.env, values.outputs);
  await rotate({
    ...place,
    isLeak: values.leak,
    drainMs: longestSessionMs(),
    smoke: () => smoke(place.url, place.operatorKey),
    wait: delay,
    nowMs: Date.now,
    onStep: (step) => console.log(`✓ ${step}`),
    alert: (words) => annotate("warning", "rotate", words),
  });
  return 0;
});

/** What a rotation needs of a platform. */
type Place = Pick<Rotation, "rotatorUrl" | "store" | "settleMs"> & { readonly url: string; readonly operatorKey: string };

function ofEnvironment(name: string, outputs: string | undefined): Place {
  const missing = WANTED.filter((one) => (process.env[one] ?? "") === "");
  if (missing.length > 0) throw new BadArguments(`rotate needs ${missing.join(", ")} in the environment.`);
  const given = (one: (typeof WANTED)[number]): string => process.env[one] as string;
  const environment = readEnvironment(name, outputs ?? join(ROOT, ".build", "outputs", `${name}.json`));
  if (environment.isPreview) throw new BadArguments(`${name} is a preview, whose login is made of its seed.`);
  const cloud = {
    name: "Cloudflare",
    baseUrl: process.env["CLOUDFLARE_API_BASE_URL"] ?? CLOUDFLARE_API,
    permissions: "Secrets Store:Edit, and nothing else",
  };
  const cloudflare = new Cloudflare({ ...cloud, token: given("CLOUDFLARE_ROTATION_TOKEN") }, environment.accountId);
  const rotatorUrl = readDatabaseUrl(given("ROTATOR_DATABASE_URL"), "ROTATOR_DATABASE_URL").toString();
  return {
    rotatorUrl,
    store: accountStore(cloudflare.storedSecret(environment.storedSecret(RUNTIME_CREDENTIAL)), rotatorUrl),
    settleMs: SETTLE_MS,
    url: `https://${environment.hosts.api}`,
    operatorKey: given("LEDGE_KEY"),
  };
}

/** How long a session of the runtime may live: to its age, or to the next task after that, for which it waits no longer than an idle session does. */
function longestSessionMs(): number {
  const { vars } = readConfig({ config: join(ROOT, "core-service/wrangler.toml") }, { hideWarnings: true });
  return Number(vars["LANE_MAX_AGE_MS"]) * OLDEST + Number(vars["LANE_IDLE_MS"]) + LAST_STATEMENT_MS;
}

async function smoke(url: string, operatorKey: string): Promise<void> {
  const env = { PATH: process.env["PATH"], LEDGE_KEY: operatorKey };
  const { code, output } = await runScript(join(ROOT, "tools/cli/src/smoke/main.ts"), [url], { cwd: ROOT, env, timeoutMs: SMOKE_MS });
  if (code === 0) return;
  const failures = output.split("\n").filter((line) => line.includes("✗"));
  throw new Error(`The smoke test failed. Run it again when it is repaired.\n${failures.join("\n") || output}`);
}
