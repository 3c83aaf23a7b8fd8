// Builds the package `ledge-verify`, to be published with `npm publish`: one file that needs Node alone, because whoever checks a bank should not have
// to trust a tree of dependencies.
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { ROOT } from "@ledge/repository/root";

const PROGRAM = "ledge-verify.js";
const VERSION = "0.1.0";

/** Builds the package into `outDir`, whose contents it replaces. */
export async function buildVerifyPackage(outDir: string): Promise<void> {
  rmSync(outDir, { recursive: true, force: true });
  mkdirSync(outDir, { recursive: true });
  await build({
    entryPoints: [join(ROOT, "tools/cli/src/verify/main.ts")],
    outfile: join(outDir, PROGRAM),
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    logLevel: "error",
  });
  copyFileSync(join(ROOT, "docs/verify.md"), join(outDir, "README.md"));
  copyFileSync(join(ROOT, "LICENSE"), join(outDir, "LICENSE"));
  const manifest = {
    ...{ name: "ledge-verify", version: VERSION, license: "Apache-2.0", type: "module" },
    description: "Verifies an audit log of Ledge from files and verifier keys alone.",
    engines: { node: ">=20" },
    bin: { "ledge-verify": PROGRAM },
  };
  writeFileSync(join(outDir, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}
