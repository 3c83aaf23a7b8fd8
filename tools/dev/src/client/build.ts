// Builds the package that is published: openapi/client/dist, which needs no other package of this repository. The currency table is bundled in;
// openapi-fetch stays a dependency.
import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { build, type BuildOptions } from "esbuild";
import { installedFile, ROOT } from "@ledge/repository/root";

const CLIENT = join(ROOT, "openapi/client");
const TYPES = join(ROOT, ".build/openapi/client/src");
export const DIST = join(CLIENT, "dist");
/** Supported by every browser of the last two years, by Node 20 and by Workers. */
const TARGET = "es2022";

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly engines: object;
  readonly exports: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
}

const manifest = (): Manifest => JSON.parse(readFileSync(join(CLIENT, "package.json"), "utf8")) as Manifest;

/** The names of the package's entry points: `money` of `./src/money.ts`. */
export const entryPoints = (): readonly string[] =>
  Object.values(manifest().exports).map((file) => file.slice("./src/".length, -".ts".length));

/** Builds the package into `outDir`, whose contents it replaces. @throws with the compiler's output when it does not compile. */
export async function buildClient(outDir: string): Promise<void> {
  rmSync(outDir, { recursive: true, force: true });
  mkdirSync(outDir, { recursive: true });
  await promisify(execFile)(process.execPath, [installedFile("typescript/bin/tsc"), "-b", CLIENT]).catch(
    ({ stdout }: { stdout: string }) => {
      throw new Error(`The client does not compile:\n${stdout}`);
    },
  );
  const { name, version, description, license, engines, dependencies } = manifest();
  await build({
    ...bundling(entryPoints()),
    external: Object.keys(dependencies),
    splitting: true,
    outdir: outDir,
  });
  for (const file of readdirSync(TYPES).filter((entry) => entry.endsWith(".d.ts"))) copyFileSync(join(TYPES, file), join(outDir, file));
  for (const [from, file] of [
    [CLIENT, "README.md"],
    [ROOT, "LICENSE"],
  ] as const) {
    copyFileSync(join(from, file), join(outDir, file));
  }
  const exports = Object.fromEntries(
    entryPoints().map((entryPoint) => [
      entryPoint === "index" ? "." : `./${entryPoint}`,
      { types: `./${entryPoint}.d.ts`, default: `./${entryPoint}.js` },
    ]),
  );
  const published = { name, version, description, license, type: "module", sideEffects: false, engines, exports, dependencies };
  writeFileSync(join(outDir, "package.json"), `${JSON.stringify(published, null, 2)}\n`);
}

/** The size of an entry point in a user's bundle, dependencies included: bytes minified and gzipped. */
export async function bundleSize(entryPoint: string): Promise<number> {
  const built = await build({ ...bundling([entryPoint]), minify: true, write: false, outdir: "unwritten" });
  return gzipSync(built.outputFiles?.[0]?.contents ?? "").length;
}

const bundling = (entries: readonly string[]): BuildOptions => ({
  entryPoints: entries.map((entry) => join(CLIENT, "src", `${entry}.ts`)),
  bundle: true,
  format: "esm",
  platform: "neutral",
  mainFields: ["module", "main"],
  target: TARGET,
  logLevel: "error",
});
