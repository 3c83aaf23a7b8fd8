// Bundles the Workers as `wrangler deploy` does, from the configurations that are deployed, without uploading anything.
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
  /** The path of the Worker's configuration, relative to the repository's root. */
  readonly configPath: string;
  /** The text of the one module that would be uploaded. */
  readonly script: string;
}

/** Bundles the Worker of each configuration in the repository at `root`. @throws with Wrangler's output when one does not build. */
export async function bundleWorkers(configPaths: readonly string[] = CONFIGS, root: string = ROOT): Promise<Bundle[]> {
  // The docs Worker serves these files, and does not bundle without them.
  buildDocs();
  return await Promise.all(configPaths.map((configPath) => bundle(configPath, root)));
}

async function bundle(configPath: string, root: string): Promise<Bundle> {
  const outDir = mkdtempSync(join(tmpdir(), "ledge-bundle-"));
  try {
    const wrangler = installedFile("wrangler/bin/wrangler.js");
    await promisify(execFile)(process.execPath, [wrangler, "deploy", "--dry-run", "--outdir", outDir, "-c", configPath], {
      cwd: root,
      // A deployed Worker is a production build, which logs no error messages (shared/src/telemetry/log.ts).
      env: { ...process.env, NODE_ENV: "production", WRANGLER_SEND_METRICS: "false", WRANGLER_HIDE_BANNER: "true" },
    });
    const { main } = unstable_readConfig({ config: join(root, configPath) }, { hideWarnings: true });
    const script = readFileSync(join(outDir, `${parse(main ?? "index.ts").name}.js`), "utf8");
    return { configPath, script };
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}
