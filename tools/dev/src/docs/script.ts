// Bundles the script of the docs pages: workers/docs/site/docs.ts and its imports, as one file.
import { join } from "node:path";
import { buildSync } from "esbuild";
import { ROOT } from "@ledge/repository/root";

/** Supported by every browser of the last two years. */
const TARGET = "es2022";

/** The bundle. @throws when it does not build. */
export function docsScript(): string {
  const { outputFiles } = buildSync({
    entryPoints: [join(ROOT, "workers/docs/site/docs.ts")],
    bundle: true,
    format: "iife",
    target: TARGET,
    minify: true,
    write: false,
    legalComments: "none",
    logLevel: "error",
  });
  return outputFiles[0]?.text ?? "";
}
