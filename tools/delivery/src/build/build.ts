// Builds the artifact: Wrangler's own bundles of the committed configs, and npm's bill of materials.
import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { parse } from "smol-toml";
import { bundleWorkers } from "@ledge/dev/workerd/bundle-workers";
import { readDatabaseText } from "@ledge/database/migrate/database-text";
import { configOf, filesOf, type Manifest, MIGRATIONS, moduleOf, writeArtifact } from "./artifact.ts";
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
  const migrations = readDatabaseText(pathToFileURL(join(root, "migrations/"))).migrations.map((one) => one.name);
  const contents = new Map<string, string | Buffer>([
    [SBOM, await sbom(root, name, committed.stdout.trim())],
    [MIGRATIONS, migrations.join("\n")],
  ]);
  for (const { configPath, script } of bundles) {
    const config = readFileSync(join(root, configPath), "utf8");
    const { name, assets } = parse(config);
    if (typeof name !== "string") throw new Error(`${configPath} names no Worker.`);
    contents.set(moduleOf(name), script);
    contents.set(configOf(name), config);
    const { directory } = (assets ?? {}) as { readonly directory?: string };
    if (directory === undefined) continue;
    for (const [path, content] of filesIn(join(root, dirname(configPath), directory))) contents.set(`${filesOf(name)}/${path}`, content);
  }
  return writeArtifact(outDir, commit, contents);
}

const filesIn = (directory: string): [path: string, content: Buffer][] =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => [relative(directory, file).split(sep).join("/"), readFileSync(file)]);
