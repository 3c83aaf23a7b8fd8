// The step "database text" of `npm run check`: checks that migrations and functions keep the rules of their text, and that they have only added since
// the newest release.
import { readArguments, runCommand } from "@ledge/command/command-line";
import { ROOT } from "@ledge/repository/root";
import { readDatabaseText } from "./database-text.ts";
import { faultsSince, newestRelease } from "./since-release.ts";
import { faultsOfText } from "./text-rules.ts";

const USAGE = `npm run check, the step "database text"

Checks migrations and functions by the rules of their text. Exits 1 when one is broken.`;

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
