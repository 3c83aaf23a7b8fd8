// A step of `npm run check`: every module keeps to the import law of imports.json.
import { judge } from "./judge.ts";
import { readRepository } from "./repository.ts";
import { readImportRules } from "./rules.ts";

const repository = readRepository();
const faults = judge(repository, readImportRules());
for (const { path, line, text, rule } of faults) console.error(`${path}:${line}: ${text} (${rule})`);
const references = repository.modules.reduce((sum, module) => sum + module.references.length, 0);
console.log(`${repository.modules.length} modules with ${references} references: ${faults.length} faults.`);
if (faults.length > 0) process.exitCode = 1;
