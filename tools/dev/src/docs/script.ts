// The script of the docs' own pages: workers/docs/site/docs.ts and what it needs, as one file without a word of its own about where it is.
import { join } from "node:path";
import { buildSync } from "esbuild";
import { ROOT } from "@ledge/repository/root";

/** What every browser of the last two years runs. */
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
