// `npm run build:client`: makes openapi/client/dist, to be published with `npm publish openapi/client/dist`, and says what it weighs.
import { relative } from "node:path";
import { ROOT } from "../dev/runtime.ts";
import { buildClient, bundleSize, DIST, doors } from "./build.ts";
import { MOST_BYTES } from "./budget.ts";

await buildClient(DIST);
console.log(`Wrote ${relative(ROOT, DIST)}. Minified and gzipped, with all that it needs:`);
for (const door of doors()) {
  const bytes = await bundleSize(door);
  const most = MOST_BYTES[door] ?? 0;
  console.log(`  ${door.padEnd(10)}${String(bytes).padStart(6)} bytes of ${most}`);
  if (bytes > most) process.exitCode = 1;
}
