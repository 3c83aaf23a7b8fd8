// Checks the guide "Close a month in DuckDB": its commands are pasted into a shell, as those of other guides are, with DuckDB's own command, which takes
// more than npm. A file that was cut or changed must not close.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createLedge } from "@ledge/client";
import { moveFirstMoney } from "@ledge/dev/start/welcome";
import { ROOT } from "@ledge/repository/root";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { examplesOf, faultsOf } from "../support/guide-examples.ts";
import { openShell, type Shell, shellsHere } from "../support/shell.ts";
import { type Platform, startPlatform } from "./platform.ts";
import { pythonTools } from "./python.ts";

const GUIDE = "docs/guides/14-close-a-month-in-duckdb.md";
const examples = examplesOf(readFileSync(join(ROOT, GUIDE), "utf8"), "console");
const python = await pythonTools();
const missing = "missing" in python ? python.missing : null;
if (missing !== null) console.warn(`DuckDB is skipped: ${missing}`);

let platform: Platform;
/** A folder as `npm start` leaves it. */
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "ledge-duckdb-"));
  platform = await startPlatform();
  mkdirSync(join(folder, ".ledge"));
  writeFileSync(join(folder, ".ledge/dev.json"), JSON.stringify({ url: platform.url.origin, operator_key: platform.operatorKey }));
  await moveFirstMoney(createLedge({ url: platform.url.origin, apiKey: platform.operatorKey }));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await platform.stop();
});

/** A shell that finds DuckDB's command. */
function reader(name: string): Shell {
  if ("missing" in python) throw new Error(python.missing);
  const path = process.env["PATH"];
  process.env["PATH"] = `${dirname(python.bin("duckdb"))}:${path}`;
  const shell = openShell(name, folder);
  process.env["PATH"] = path;
  return shell;
}

/** Pastes the guide, with what `change` does to its files before they are loaded. @returns the faults of each answer. */
async function faultsOfGuide(name: string, change = (): void => undefined): Promise<string[]> {
  const shell = reader(name);
  const faults: string[] = [];
  try {
    for (const example of examples) {
      if (example.command.includes("CREATE OR REPLACE TABLE")) change();
      faults.push(...faultsOf(example, await shell.paste(example.command)));
    }
    return faults;
  } finally {
    shell.close();
  }
}

const entriesFile = (): string => join(folder, "entries.ndjson");
const changeEntries = (change: (lines: string[]) => string[]) => (): void =>
  writeFileSync(entriesFile(), `${change(readFileSync(entriesFile(), "utf8").trimEnd().split("\n")).join("\n")}\n`);

describe.skipIf(missing !== null)("a reader who closes a month in DuckDB", () => {
  test.each(shellsHere(["sh", "bash", "zsh"]))("and pastes the guide's commands into %s gets the answers that it shows", async (name) => {
    expect(examples.length).toBeGreaterThan(7);
    expect(await faultsOfGuide(name)).toEqual([]);
  });

  // Whether it is whole, whether it adds up, whether it agrees, and how many entries are kept.
  test.each<[string, number, (lines: string[]) => string[]]>([
    ["was cut", 1, (lines) => lines.slice(0, -1)],
    ["lacks a line", 4, (lines) => lines.slice(1)],
    ["has another amount", 2, ([first = "", ...lines]) => [first.replace('"amount":"10000"', '"amount":"10001"'), ...lines]],
  ])("finds a file that %s, by %d of four answers", async (_what, found, change) => {
    expect(await faultsOfGuide("sh", changeEntries(change))).toHaveLength(found);
  });
});
