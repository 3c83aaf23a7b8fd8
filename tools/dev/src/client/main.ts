// `npm run build:client`: builds openapi/client/dist, to be published with `npm publish openapi/client/dist`, and compares its size with the
// limits.
import { relative } from "node:path";
import { readArguments, runCommand } from "@ledge/command/command-line";
import { ROOT } from "@ledge/repository/root";
import { buildClient, bundleSize, DIST, entryPoints } from "./build.ts";
import { MOST_BYTES } from "./budget.ts";

const USAGE = `npm run build:client

Builds the client's package in openapi/client/dist, and prints its size. Exits 1 when it is over its limit.`;

await runCommand(USAGE, async (args) => {
  readArguments(args, {});
  await buildClient(DIST);
  console.log(`Wrote ${relative(ROOT, DIST)}. Minified and gzipped, dependencies included:`);
  let exitCode = 0;
  for (const entryPoint of entryPoints()) {
    const bytes = await bundleSize(entryPoint);
    const most = MOST_BYTES[entryPoint] ?? 0;
    console.log(`  ${entryPoint.padEnd(10)}${String(bytes).padStart(6)} bytes of ${most}`);
    if (bytes > most) exitCode = 1;
  }
  return exitCode;
});
