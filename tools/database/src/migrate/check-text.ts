// A step of `npm run check`: the database's text keeps to its rules, and since the newest release it only adds.
import { readArguments, runCommand } from "@ledge/command/command-line";
import { ROOT } from "@ledge/repository/root";
import { readDatabaseText } from "./database-text.ts";
import { faultsSince, newestRelease } from "./since-release.ts";
import { faultsOfText } from "./text-rules.ts";

const USAGE = `npm run check, the step "database text"

Holds migrations and functions against the rules of their text. Exits 1 when one is broken.`;

await runCommand(USAGE, async (args) => {
  readArguments(args, {});
  const text = readDatabaseText();
  const release = await newestRelease(ROOT);
  const faults = [...(await faultsOfText(text)), ...(release === null ? [] : await faultsSince(release, text))];
  if (faults.length > 0) console.error(faults.join("\n"));
  else if (release === null) console.log("No release is tagged: every text may still change.");
  else console.log(`Since ${release.tag} the database's text only adds.`);
  return faults.length === 0 ? 0 : 1;
});
