// Builds the Go verifier once for a run, exactly as go.sum pins it, and runs it.
import { spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const FOLDER = fileURLToPath(new URL("go", import.meta.url));

/** The reason for skipping the tests; null: they run, as they must in CI. */
export const skipReason = (): string | null =>
  process.env["CI"] === "true" || spawnSync("go", ["version"]).status === 0 ? null : "go is not on the PATH: apt-get install golang-go";

/** @returns runs it: the size that it prints, or what is wrong. @throws when Go does not build it. */
export function buildVerifier(): (...args: readonly string[]) => string {
  const program = join(mkdtempSync(join(tmpdir(), "ledge-go-")), "transparency");
  const built = spawnSync("go", ["build", "-mod=readonly", "-buildvcs=false", "-o", program, "."], { cwd: FOLDER, encoding: "utf8" });
  if (built.status !== 0) throw new Error(`go build: ${built.error?.message ?? built.stderr}`);
  return (...args) => {
    const { stdout, stderr } = spawnSync(program, args, { encoding: "utf8" });
    return `${stdout}${stderr}`.trim();
  };
}
