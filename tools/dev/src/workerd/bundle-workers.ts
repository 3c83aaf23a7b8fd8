// The Workers as `wrangler deploy` would upload them: its own bundler on the very configs that are deployed, stopped short of a cloud.
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, parse } from "node:path";
import { promisify } from "node:util";
import { unstable_readConfig } from "wrangler";
import { installedFile, ROOT } from "@ledge/repository/root";
import { CONFIGS } from "@ledge/repository/workers";
import { buildDocs } from "../docs/build.ts";

export interface Bundle {
  /** Relative to the repository's root. */
  readonly configPath: string;
  /** The one module that is uploaded. */
  readonly script: string;
}

/** Bundles a Worker per config, of the repository at `root`. @throws with Wrangler's words when one does not build. */
export async function bundleWorkers(configPaths: readonly string[] = CONFIGS, root: string = ROOT): Promise<Bundle[]> {
  // A Worker with files does not bundle without them.
  buildDocs();
  return await Promise.all(configPaths.map((configPath) => bundle(configPath, root)));
}

async function bundle(configPath: string, root: string): Promise<Bundle> {
  const outDir = mkdtempSync(join(tmpdir(), "ledge-bundle-"));
  try {
    const wrangler = installedFile("wrangler/bin/wrangler.js");
    await promisify(execFile)(process.execPath, [wrangler, "deploy", "--dry-run", "--outdir", outDir, "-c", configPath], {
      cwd: root,
      // What is deployed is no development build, whoever builds it: it logs no error's message (shared/src/log.ts).
      env: { ...process.env, NODE_ENV: "production", WRANGLER_SEND_METRICS: "false", WRANGLER_HIDE_BANNER: "true" },
    });
    const { main } = unstable_readConfig({ config: join(root, configPath) }, { hideWarnings: true });
    const script = readFileSync(join(outDir, `${parse(main ?? "index.ts").name}.js`), "utf8");
    return { configPath, script };
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}
