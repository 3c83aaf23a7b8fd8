// The platform as it is deployed, on loopback: the bundles that Wrangler would upload, on a separate database, with an operator key.
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { freePort } from "@ledge/database/postgres/local-postgres";
import { newSeed } from "@ledge/database/new-secret";
import { LOG_ORIGIN, logKeyText } from "@ledge/database/new-log-key";
import { mintOperatorKey } from "@ledge/database/operator-key";
import type { Bundle } from "@ledge/dev/workerd/bundle-workers";
import { runWorkers } from "@ledge/dev/workerd/run-workers";
import { fetch, type Request, Response } from "miniflare";
import { inject } from "vitest";
import { createTestDatabase } from "../support/database.ts";

const SECRET_BYTES = 16;
const WEBHOOKS = "workers/webhooks/wrangler.toml";

/**
 * Webhooks go to receivers on this machine only. A URL that a tool has drawn, or taken from an example, may belong to a third party, and nothing is
 * sent there.
 */
const onlyLoopback = async (request: Request): Promise<Response> =>
  new URL(request.url).hostname === "127.0.0.1" ? await fetch(request) : new Response(null, { status: 204 });

export interface Platform {
  readonly url: URL;
  readonly operatorKey: string;
  stop(): Promise<void>;
}

export async function startPlatform(): Promise<Platform> {
  const database = await createTestDatabase();
  const secret = (): string => randomBytes(SECRET_BYTES).toString("hex");
  const apiKeySecrets = { peppers: secret(), macSecrets: secret() };
  const workers = await runWorkers({
    bundles: JSON.parse(readFileSync(inject("bundlesFile"), "utf8")) as Bundle[],
    port: await freePort(),
    stateDir: null,
    databaseUrl: database.runtimeUrl,
    secrets: {
      API_KEY_PEPPER: apiKeySecrets.peppers,
      API_KEY_MAC_SECRETS: apiKeySecrets.macSecrets,
      CURSOR_KEY: secret(),
      WEBHOOK_MASTER_KEY: secret(),
      LOG_KEY: logKeyText(LOG_ORIGIN, newSeed()),
      RECEIPT_KEYS: newSeed(),
    },
    vars: { [WEBHOOKS]: { WEBHOOK_LOOPBACK: "allowed" } },
    onLog: () => undefined,
    adapt: (configPath, options) => (configPath === WEBHOOKS ? { ...options, outboundService: onlyLoopback } : options),
  });
  return {
    url: workers.url,
    operatorKey: await mintOperatorKey(database.migratorUrl, apiKeySecrets, "other people's tools"),
    async stop() {
      await workers.stop();
      await database.drop();
    },
  };
}
