// Checks the tables of the documents that must have a row for everything of a kind: commands, operations, scopes, planted bugs, smoke checks.
import { contractByOperation } from "@ledge/repository/contract";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { mutants } from "../chaos/mutants.ts";
import { ROOT } from "@ledge/repository/root";
import { listFaults, rowsUnder, spansOf } from "./claims.ts";
import type { Document } from "./documents.ts";
import { operationsIn } from "./paths.ts";
import { contractOperations, packageScripts } from "./repository.ts";

/** Rows that such a table lacks, or has without reason. @throws when a document or its table is missing. */
export function tableFaults(documents: readonly Document[]): string[] {
  const document = (path: string): Document => {
    const found = documents.find((one) => one.path === path);
    if (found === undefined) throw new Error(`There is no ${path}.`);
    return found;
  };
  const readme = document("README.md");
  const commands = rowsUnder(readme, "Command").flatMap(([command = ""]) => spansOf(command).map(scriptOf));
  const operations = rowsUnder(readme, "Method and path").flatMap(([cell = ""]) => spansOf(cell).flatMap(operationsIn));
  const planted = rowsUnder(document("docs/chaos.md"), "Mutant").map(([name = ""]) => name);
  return [
    ...listFaults("The README's table of commands", "command", commands, packageScripts()),
    ...listFaults("The README's table of the API", "operation", operations, contractOperations()),
    ...scopeFaults(document("docs/guides/06-authentication.md")),
    ...listFaults(
      "docs/chaos.md",
      "mutant",
      planted,
      mutants.map(({ name }) => name),
    ),
    ...listFaults(
      "docs/smoke.md",
      "check",
      rowsUnder(document("docs/smoke.md"), "Check").map(([name = ""]) => name),
      smokeChecks(),
    ),
  ];
}

/** The script of a command: of `npm run deploy -- --env NAME` it is deploy. */
const scriptOf = (command: string): string => /^npm (?:run )?([a-z][a-z:-]*)/.exec(command)?.[1] ?? command;

function scopeFaults(guide: Document): string[] {
  const rows = rowsUnder(guide, "Scope").map(([scope = "", operations = ""]) => [spansOf(scope).join(" "), spansOf(operations)] as const);
  const real = Map.groupBy(contractByOperation().values(), (operation) => operation["x-ledge-scope"]);
  real.delete("public");
  return [
    ...listFaults(
      guide.path,
      "scope",
      rows.map(([scope]) => scope),
      [...real.keys()],
    ),
    ...rows.flatMap(([scope, operations]) =>
      listFaults(
        `${guide.path}, ${scope},`,
        "operation",
        operations,
        (real.get(scope) ?? []).map(({ operationId }) => operationId),
      ),
    ),
  ];
}

/** The names of the smoke pack's checks in its source. The checks of each origin's headers are one row, "headers of …". */
function smokeChecks(): string[] {
  const source = readFileSync(join(ROOT, "tools/cli/src/smoke/pack.ts"), "utf8");
  return [...source.matchAll(/^ {4}(?:\[|.*=> \[)[`"]([a-z ]+?)(?: \$\{.*)?[`"], /gm)].map(([, name]) =>
    name === "headers of" ? "headers of …" : (name as string),
  );
}
