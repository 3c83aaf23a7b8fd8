// The platform of `npm start` on this machine, as a rotation sees it: by its state folder.
import { join } from "node:path";
import { urlFor } from "@ledge/database/migrate/bootstrap";
import { BadArguments } from "@ledge/command/command-line";
import { DEV_FILE, readDevFile } from "@ledge/dev/start/dev-file";
import { workersFolder } from "@ledge/dev/start/runtime";
import { readSecrets } from "@ledge/dev/start/secrets";
import { type CredentialStore, localStore } from "./stores.ts";

export interface LocalPlace {
  readonly rotatorUrl: string;
  readonly store: CredentialStore;
  readonly settleMs: number;
  readonly url: string;
  readonly operatorKey: string;
}

/** @throws {BadArguments} when no platform was started with this folder, or it is not running. */
export async function openLocal(stateDir: string): Promise<LocalPlace> {
  const secrets = readSecrets(stateDir);
  const dev = readDevFile(stateDir);
  if (secrets === null || dev === null) {
    throw new BadArguments(`${join(stateDir, DEV_FILE)} is not there: npm start writes it. Start the platform first.`);
  }
  await fetch(`${dev.url}/healthz`).catch(() => {
    throw new BadArguments(`${dev.url} does not answer. Start the platform first: npm start.`);
  });
  const store = localStore(workersFolder(stateDir));
  const serving = (await store.read())?.entries[0]?.url ?? "";
  return {
    rotatorUrl: urlFor(serving, "ledge_rotator", secrets.passwords.ledge_rotator),
    store,
    // The Workers read the folder.
    settleMs: 0,
    url: dev.url,
    operatorKey: dev.operator_key,
  };
}
