// `npm run build:client`: makes openapi/client/dist, to be published with `npm publish openapi/client/dist`, and says what it weighs.
import { relative } from "node:path";
import { readArguments, runCommand } from "@ledge/command/command-line";
import { ROOT } from "@ledge/repository/root";
import { buildClient, bundleSize, DIST, doors } from "./build.ts";
import { MOST_BYTES } from "./budget.ts";

const USAGE = `npm run build:client

Makes the client's package in openapi/client/dist, and says what it weighs. Exits 1 when it weighs too much.`;

await runCommand(USAGE, async (args) => {
  readArguments(args, {});
  await buildClient(DIST);
  console.log(`Wrote ${relative(ROOT, DIST)}. Minified and gzipped, with all that it needs:`);
  let exitCode = 0;
  for (const door of doors()) {
    const bytes = await bundleSize(door);
    const most = MOST_BYTES[door] ?? 0;
    console.log(`  ${door.padEnd(10)}${String(bytes).padStart(6)} bytes of ${most}`);
    if (bytes > most) exitCode = 1;
  }
  return exitCode;
});
