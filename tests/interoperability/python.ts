// Tools from PyPI in a separate virtual environment, by the hashes of python/requirements.txt. Where they are not available, tests are skipped with
// the reason; in CI that is a failure.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ROOT } from "@ledge/repository/root";
import { run } from "./run-tool.ts";

export const PYTHON_FOLDER = fileURLToPath(new URL("./python", import.meta.url));
const REQUIREMENTS = join(PYTHON_FOLDER, "requirements.txt");
/** 42 packages, 30 s on an idle machine. */
const INSTALL_TIMEOUT_MS = 300_000;
/** The Python version that openapi-python-client and schemathesis both need. */
const LEAST_VERSION = "(3, 11)";

export type PythonTools = { readonly bin: (name: string) => string } | { readonly missing: string };

/** Installs the tools once per change of the requirements. @throws in CI (`CI=true`) where they are not available. */
export async function pythonTools(): Promise<PythonTools> {
  const wanted = createHash("sha256").update(readFileSync(REQUIREMENTS)).digest("hex");
  const environment = join(ROOT, ".build/python-tools");
  const marker = join(environment, ".installed");
  const tools = { bin: (name: string) => join(environment, process.platform === "win32" ? "Scripts" : "bin", name) };
  if (existsSync(marker) && readFileSync(marker, "utf8") === wanted) return tools;
  rmSync(environment, { recursive: true, force: true });
  const steps: readonly (readonly [string, ...string[]])[] = [
    ["python3", "-c", `import sys; sys.exit(sys.version_info < ${LEAST_VERSION} and "Python ${LEAST_VERSION} or later is needed")`],
    ["python3", "-m", "venv", environment],
    // Wheels only, so that the installation runs no code of a package.
    [tools.bin("python"), "-m", "pip", "install", "--quiet", "--require-hashes", "--only-binary", ":all:", "-r", REQUIREMENTS],
  ];
  for (const [program, ...args] of steps) {
    const { exitCode, output } = await run(program, args, { cwd: ROOT, timeoutMs: INSTALL_TIMEOUT_MS }).catch((error: Error) => ({
      exitCode: null,
      output: error.message,
    }));
    if (exitCode === 0) continue;
    const missing = `${program} ${args.slice(0, 3).join(" ")}: ${output.trim().split("\n").slice(-3).join("\n")}`;
    if (process.env["CI"] === "true") throw new Error(`The tools from PyPI cannot be had. ${missing}`);
    return { missing };
  }
  writeFileSync(marker, wanted);
  return tools;
}
