// Installs the readers from the registries, once per change of the lock files: exactly as locked, and without running a package's scripts. AqBanking
// comes with the system.
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

/** @param into the folder that the command creates, removed again when it fails. */
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

/** A reader that cannot be installed is missing: its tests say so, and fail in CI. */
export default function setup(): void {
  install("package-lock.json", join(FOLDER, "node_modules"), NPM);
  install("requirements.txt", PYTHON_PACKAGES, PIP);
}
