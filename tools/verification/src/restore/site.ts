// The site of a drill: one folder with the archive, the clusters and the Workers' state, and the Workers as they are deployed. The Workers'
// stored state is kept across databases, as that of Durable Objects is in production; their memory is lost with each start.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { createLedge, type Ledge } from "@ledge/client";
import { LOG_ORIGIN, logKeyText } from "@ledge/database/new-log-key";
import { mintOperatorKey } from "@ledge/database/operator-key";
import { databaseUrl, makeDatabase, newPasswords, urlsOf } from "@ledge/database/local/make-database";
import { newSecret, newSeed } from "@ledge/database/new-secret";
import { makeServerFolder } from "@ledge/database/postgres/server-folder";
import { freePort } from "@ledge/database/postgres/local-postgres";
import type { Bundle } from "@ledge/dev/workerd/bundle-workers";
import { runWorkers } from "@ledge/dev/workerd/run-workers";

const DATABASE = "ledge";
/** Limit for an answer: the first one includes the Workers' start, on a busy machine too. */
const TIMEOUT_MS = 120_000;

interface Platform {
  readonly url: string;
  readonly ledge: Ledge;
  stop(): Promise<void>;
}

export interface Site {
  /** The path of a folder within the site's folder. */
  folder(name: string): string;
  readonly apiKey: string;
  /** Makes the roles, the schema and an operator's key in a new cluster. Returns the URL of its database as administrator. */
  prepare(clusterUrl: string): Promise<string>;
  /** Starts the Workers on a database. */
  start(adminUrl: string): Promise<Platform>;
  remove(): void;
}

export function openSite(bundles: readonly Bundle[]): Site {
  const root = makeServerFolder("ledge-restore-");
  const passwords = newPasswords();
  const [peppers, macSecrets, cursorKey, masterKey] = [newSecret(), newSecret(), newSecret(), newSecret()];
  const [logKey, receiptKeys] = [logKeyText(LOG_ORIGIN, newSeed()), newSeed()];
  let apiKey = "";
  return {
    folder: (name) => join(root, name),
    get apiKey() {
      return apiKey;
    },
    async prepare(clusterUrl) {
      const { adminUrl, migratorUrl } = await makeDatabase(clusterUrl, { name: DATABASE, passwords });
      apiKey = await mintOperatorKey(migratorUrl, { peppers, macSecrets }, "restore drill");
      return adminUrl;
    },
    async start(adminUrl) {
      const workers = await runWorkers({
        bundles,
        port: await freePort(),
        stateDir: join(root, "workers"),
        databaseUrl: urlsOf(adminUrl, passwords).runtimeUrl,
        secrets: {
          API_KEY_PEPPER: peppers,
          API_KEY_MAC_SECRETS: macSecrets,
          CURSOR_KEY: cursorKey,
          WEBHOOK_MASTER_KEY: masterKey,
          LOG_KEY: logKey,
          RECEIPT_KEYS: receiptKeys,
        },
        vars: { "workers/webhooks/wrangler.toml": { WEBHOOK_LOOPBACK: "allowed" } },
        // The Workers log the loss of the database, which is part of the drill.
        onLog: () => undefined,
      });
      const url = workers.url.origin;
      return { url, ledge: createLedge({ url, apiKey, deadlineMs: TIMEOUT_MS }), stop: () => workers.stop() };
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** The database of the platform in a cluster. */
export const databaseOf = (clusterUrl: string): string => databaseUrl(clusterUrl, DATABASE);
