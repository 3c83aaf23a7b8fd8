// Installs the readers of the registries, once per change of what is locked: as it is locked, and without running a script of any
// package. AqBanking comes with the system.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { PYTHON, PYTHON_PACKAGES } from "./missing.ts";

const FOLDER = fileURLToPath(new URL(".", import.meta.url));
const NPM = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
const PIP = [
  ...[PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--quiet", "--only-binary", ":all:", "--require-hashes"],
  ...["--target", PYTHON_PACKAGES, "-r", "requirements.txt"],
];

/** @param into what the command makes, from nothing; gone again when it fails. */
function install(lockFile: string, into: string, [command, ...args]: readonly string[]): void {
  const marker = join(into, ".installed");
  const wanted = createHash("sha256")
    .update(readFileSync(join(FOLDER, lockFile)))
    .digest("hex");
  if (existsSync(marker) && readFileSync(marker, "utf8") === wanted) return;
  rmSync(into, { recursive: true, force: true });
  const { status, error } = spawnSync(command as string, args, { cwd: FOLDER, stdio: "inherit", shell: process.platform === "win32" });
  if (status === 0) return writeFileSync(marker, wanted);
  rmSync(into, { recursive: true, force: true });
  console.error(`${command} ${args.join(" ")} failed${error === undefined ? "" : `: ${error.message}`}`);
}

/** What cannot be installed is missing: the tests say so, and in CI they fail. */
export default function setup(): void {
  install("package-lock.json", join(FOLDER, "node_modules"), NPM);
  install("requirements.txt", PYTHON_PACKAGES, PIP);
}
