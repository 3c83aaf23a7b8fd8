// A step of `npm run check`: every module keeps to the import law of imports.json.
import { exitCodes, readArguments, runCommand } from "@ledge/command/command-line";
import { judge } from "./judge.ts";
import { readRepository } from "./repository.ts";
import { readImportRules } from "./rules.ts";

const USAGE = `npm run check, the step "imports"

Holds every import against imports.json. Exits 1 when one breaks the law.`;

await runCommand(USAGE, async (args) => {
  readArguments(args, {});
  const repository = readRepository();
  const faults = judge(repository, readImportRules());
  for (const { path, line, text, rule } of faults) console.error(`${path}:${line}: ${text} (${rule})`);
  const references = repository.modules.reduce((sum, module) => sum + module.references.length, 0);
  console.log(`${repository.modules.length} modules with ${references} references: ${faults.length} faults.`);
  return faults.length === 0 ? 0 : exitCodes.failed;
});
