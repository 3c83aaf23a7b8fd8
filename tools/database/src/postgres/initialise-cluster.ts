// Makes a new cluster of a local PostgreSQL atomically: an interrupted start must leave nothing that could be taken for a cluster.
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { endingWords, startSupervised } from "@ledge/command/processes/supervised";
import { ENGLISH, serverUser } from "./programs.ts";

/** Not secret: such a server listens on loopback alone and has no data that matters. */
export const SUPERUSER = { name: "postgres", password: "postgres" } as const;
/** The folder in which the cluster is made before it is renamed. */
const unfinished = (dataDir: string): string => `${dataDir}.new`;

/** @throws when something else is in `dataDir`; with initdb's output when it fails. */
export async function initialiseCluster(initdb: string, dataDir: string): Promise<void> {
  if (existsSync(dataDir) && readdirSync(dataDir).length > 0) throw new Error(`${dataDir} holds something that is not Postgres's.`);
  const [making, user] = [unfinished(dataDir), serverUser()];
  rmSync(making, { recursive: true, force: true });
  mkdirSync(dirname(dataDir), { recursive: true });
  const secret = mkdtempSync(join(tmpdir(), "ledge-initdb-"));
  const passwordFile = join(secret, "password");
  mkdirSync(making, { mode: 0o700 });
  writeFileSync(passwordFile, `${SUPERUSER.password}\n`, { mode: 0o600 });
  if (user.uid !== undefined && user.gid !== undefined)
    for (const path of [making, secret, passwordFile]) chownSync(path, user.uid, user.gid);
  try {
    const args = [
      ...["--pgdata", making, "--username", SUPERUSER.name, "--pwfile", passwordFile],
      ...["--auth", "password", "--encoding", "UTF8", "--locale", "C"],
    ];
    const running = startSupervised({ command: initdb, args, user, endSignal: "SIGKILL", env: { ...process.env, ...ENGLISH } });
    let output = "";
    for (const stream of [running.stdout, running.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
    const ending = await running.ended;
    if (ending.code !== 0) throw new Error(`Postgres could not be initialised in ${dataDir}: ${endingWords(ending)}\n${output.trimEnd()}`);
    renameSync(making, dataDir);
  } finally {
    rmSync(secret, { recursive: true, force: true });
    rmSync(making, { recursive: true, force: true });
  }
}
