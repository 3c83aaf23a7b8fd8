// `npm run build:verify`: writes the package `ledge-verify`, to be published with `npm publish .build/ledge-verify`.
import { join, relative } from "node:path";
import { readArguments, runCommand } from "@ledge/command/command-line";
import { ROOT } from "@ledge/repository/root";
import { buildVerifyPackage } from "./build.ts";

const OUT = join(ROOT, ".build/ledge-verify");
const USAGE = `npm run build:verify

Builds the package ledge-verify in .build/ledge-verify.`;

await runCommand(USAGE, async (args) => {
  readArguments(args, {});
  await buildVerifyPackage(OUT);
  console.log(`Wrote ${relative(ROOT, OUT)}.`);
  return 0;
});
