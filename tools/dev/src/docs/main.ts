// `npm run build:docs`: writes the docs site. `npm start` and the tests do so by themselves.
import { readArguments, runCommand } from "@ledge/command/command-line";
import { buildDocs } from "./build.ts";

const USAGE = `npm run build:docs

Writes the docs' pages into .build/docs. npm start and the tests do so by themselves.`;

await runCommand(USAGE, (args) => {
  readArguments(args, {});
  const written = buildDocs();
  console.log(written === 0 ? "The docs are up to date." : `Wrote ${written} files of .build/docs.`);
  return 0;
});
