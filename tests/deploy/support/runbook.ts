// Runs the commands of a runbook as they stand on the page: in one shell, with git and the sample's repository as they are, and programs in place of those that
// speak to a cloud or start this repository's own tools.
import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { ROOT } from "@ledge/repository/root";

/** The `bash` blocks of a section. @throws when the page has no such section, or the section no command. */
export function commandsOf(page: string, heading: string): string {
  const text = readFileSync(join(ROOT, "docs", "runbooks", page), "utf8");
  const section = text.split(/^(?=## )/m).find((one) => one.startsWith(`## ${heading}\n`));
  const blocks = [...(section ?? "").matchAll(/^```bash\n(.*?)^```$/gms)].map(([, commands]) => commands ?? "");
  if (blocks.length === 0) throw new Error(`docs/runbooks/${page} has no commands under “${heading}”.`);
  return blocks.join("");
}

export interface Output {
  readonly code: number | null;
  readonly text: string;
}

/** Runs commands in a folder until the first that fails. @param programs scripts by the name that the page calls them by. */
export function runCommands(
  commands: string,
  cwd: string,
  env: Readonly<Record<string, string>>,
  programs: Readonly<Record<string, string>>,
): Promise<Output> {
  const bin = join(cwd, ".build", "bin");
  mkdirSync(bin, { recursive: true });
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(bin, name), `#!/usr/bin/env bash\nset -euo pipefail\n${script}`);
    chmodSync(join(bin, name), 0o755);
  }
  return new Promise((resolve, reject) => {
    const path = [bin, dirname(process.execPath), process.env["PATH"]].join(delimiter);
    const child = spawn("bash", ["--norc", "-euo", "pipefail", "-c", commands], {
      cwd,
      env: { ...env, PATH: path, HOME: process.env["HOME"] },
    });
    let text = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (text += chunk.toString()));
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, text }));
  });
}
