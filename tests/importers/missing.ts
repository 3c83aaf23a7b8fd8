// The readers of this machine. The tests of a missing reader are skipped with the reason, except in CI, where they run and fail.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const PYTHON = process.env["PYTHON"] ?? "python3";
export const PYTHON_PACKAGES = fileURLToPath(new URL("../../.build/importers-python/", import.meta.url));
const NODE_PACKAGES = fileURLToPath(new URL("node_modules/", import.meta.url));

const reasons = {
  AqBanking: () =>
    spawnSync("aqbanking-cli", ["--help"]).error === undefined ? null : "aqbanking-cli is not on the PATH: apt-get install aqbanking-tools",
  "iso20022.js": () => (existsSync(NODE_PACKAGES) ? null : "npm could not install it"),
  pycamt: () => (existsSync(PYTHON_PACKAGES) ? null : `${PYTHON} -m pip could not install it`),
};

export type Reader = keyof typeof reasons;

/** The reason for skipping a reader's tests; null: they run. */
export function skipReason(reader: Reader): string | null {
  return process.env["CI"] === "true" ? null : reasons[reader]();
}
