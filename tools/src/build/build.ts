// Builds the artifact: Wrangler's own bundles of the committed configs, and npm's account of what is in them.
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { parse } from "smol-toml";
import { bundleWorkers } from "../workerd/bundle-workers.ts";
import { type Manifest, moduleOf, writeArtifact } from "./artifact.ts";
import { sbom } from "./sbom.ts";

const SBOM = "sbom.cdx.json";

/**
 * Builds the Workers of `configPaths` into `outDir`, which is replaced. The same commit gives the same bytes.
 *
 * @throws when a Worker does not bundle.
 */
export async function buildArtifact(root: string, configPaths: readonly string[], commit: string, outDir: string): Promise<Manifest> {
  const bundles = await bundleWorkers(configPaths, root);
  const committed = await promisify(execFile)("git", ["-C", root, "show", "-s", "--format=%cI", commit]);
  const { name } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { name: string };
  const contents = new Map<string, string>([[SBOM, await sbom(root, name, committed.stdout.trim())]]);
  for (const { configPath, script } of bundles) contents.set(moduleOf(nameIn(root, configPath)), script);
  return writeArtifact(outDir, commit, contents);
}

function nameIn(root: string, configPath: string): string {
  const { name } = parse(readFileSync(join(root, configPath), "utf8"));
  if (typeof name !== "string") throw new Error(`${configPath} names no Worker.`);
  return name;
}
