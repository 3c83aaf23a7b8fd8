// The file from which a person deploys by hand (docs/runbooks/deploy.md): a line NAME='value' for each secret. It gets the successor, and keeps the one before in a
// comment until that has ended: a run that is cut short may leave the one before in force.
import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";

const BEFORE = "# before: ";

/** @param secrets the names of those that are replaced. */
export function personFile(file: string, secrets: readonly string[]) {
  const rewrite = (change: (lines: readonly string[]) => readonly string[]): void => {
    const lines = readFileSync(file, "utf8").replace(/\n$/, "").split("\n");
    // In one step: whoever is interrupted has the old file or the new one.
    writeFileSync(`${file}.new`, `${change(lines).join("\n")}\n`, { mode: statSync(file).mode });
    renameSync(`${file}.new`, file);
  };
  const isOf = (line: string, name: string): boolean => new RegExp(`^(?:export )?${name}=`).test(line);
  return {
    isThere: existsSync(file),
    write(values: Readonly<Record<string, string>>): void {
      rewrite((lines) =>
        Object.entries(values).reduce<readonly string[]>((text, [name, value]) => {
          const old = text.find((line) => isOf(line, name));
          const isKept = text.some((line) => line.startsWith(BEFORE) && isOf(line.slice(BEFORE.length), name));
          const rest = text.filter((line) => !isOf(line, name));
          return [...rest, ...(old === undefined || isKept ? [] : [`${BEFORE}${old}`]), `${name}='${value}'`];
        }, lines),
      );
    },
    forgetBefore(): void {
      rewrite((lines) =>
        lines.filter((line) => !(line.startsWith(BEFORE) && secrets.some((name) => isOf(line.slice(BEFORE.length), name)))),
      );
    },
  };
}
