// The Workers' configs as a commit has them, rendered for an environment: what serves is judged by the commit that it says, not by the one that is
// checked out, which may not be released yet.
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { Environment } from "../deploy/environment.ts";
import { type RenderedWorker, renderWorker } from "../deploy/render.ts";

/** Nothing is compared by digests here: the modules are not at hand. */
const UNKNOWN = { files: () => "", secrets: {} };

/**
 * @param configs paths within the repository.
 * @throws when the repository has no such commit: a shallow clone, or a commit of nobody's.
 */
export async function workersAt(
  root: string,
  configs: readonly string[],
  environment: Environment,
  commit: string,
): Promise<RenderedWorker[]> {
  const git = async (...args: string[]): Promise<string> => (await promisify(execFile)("git", ["-C", root, ...args])).stdout;
  await git("cat-file", "-e", `${commit}^{commit}`).catch(() => {
    throw new Error(`This repository has no commit ${commit}: it was released from elsewhere, or this clone has no history.`);
  });
  const folder = mkdtempSync(join(tmpdir(), "ledge-configs-"));
  try {
    for (const config of configs) {
      mkdirSync(join(folder, dirname(config)), { recursive: true });
      writeFileSync(join(folder, config), await git("show", `${commit}:${config}`));
    }
    return configs.map((config) => renderWorker(folder, config, environment, commit, UNKNOWN));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
