// A step of `npm run check`: the database's text keeps to its rules, and since the newest release it only adds.
import { ROOT } from "@ledge/repository/root";
import { readDatabaseText } from "./database-text.ts";
import { faultsSince, newestRelease } from "./since-release.ts";
import { faultsOfText } from "./text-rules.ts";

const text = readDatabaseText();
const release = await newestRelease(ROOT);
const faults = [...(await faultsOfText(text)), ...(release === null ? [] : await faultsSince(release, text))];
if (faults.length > 0) {
  console.error(faults.join("\n"));
  process.exitCode = 1;
} else
  console.log(
    release === null ? "No release is tagged: every text may still change." : `Since ${release.tag} the database's text only adds.`,
  );
