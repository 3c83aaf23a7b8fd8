// `npm run check`, the step "words": no file of the repository uses a word of words.json, in its name or its text. Prints each use with what to write
// instead, how many each folder has, and exceptions that excuse nothing; exits 1 when there is any.
import { exitCodes, readArguments, runCommand } from "@ledge/command/command-line";
import { readRepository, readWordRules } from "./repository-text.ts";
import { bannedUses, staleRules } from "./words.ts";

const USAGE = `npm run check, the step "words"

Looks for words that this repository does not use. Exits 1 when it finds one, or an exception that excuses nothing.`;

await runCommand(USAGE, async (args) => {
  readArguments(args, {});
  const files = readRepository();
  const rules = readWordRules();
  const uses = bannedUses(files, rules);
  const stale = staleRules(files, rules);
  for (const { path, line, word, write } of uses) console.error(`${path}:${line}: "${word}" (write: ${write})`);
  for (const fault of stale) console.error(`words.json: ${fault}`);
  for (const [folder, { length }] of Map.groupBy(uses, ({ path }) => path.split("/")[0])) console.error(`${folder}: ${length}`);
  console.log(
    `${files.length} files: ${uses.length + stale.length === 0 ? "nothing to object to" : `${uses.length + stale.length} faults`}.`,
  );
  return uses.length + stale.length === 0 ? 0 : exitCodes.failed;
});
