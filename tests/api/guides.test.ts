// Checks the guides: every command is given to a real shell, as a reader would paste it, each guide alone from its first line, against all Workers,
// and must answer what the guide shows. The README is checked in the same way.
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { createLedge } from "@ledge/client";
import { readGuides, readStart } from "@ledge/dev/docs/guides";
import { ROOT } from "@ledge/repository/root";
import { moveFirstMoney } from "@ledge/dev/start/welcome";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { differences, type Example, examplesOf, faultsOf, isRead } from "../support/guide-examples.ts";
import { type Ledge, startLedge } from "../support/ledge.ts";
import { openShell, type Shell, shellsHere } from "../support/shell.ts";

/** Longer than an event needs to reach the feed on a busy machine. */
const FEED_TIMEOUT_MS = 20_000;
const read = (file: string): string => readFileSync(join(ROOT, file), "utf8");

/** Commands that start a platform or test the repository. The platform already runs, and `npm test` is this very run. */
const isNpm = ({ command }: Example): boolean => command.startsWith("npm ");
/** Documents that show the platform as `npm start` leaves it come first. */
const documents = [
  ["README.md", examplesOf(read("README.md")).filter((example) => !isNpm(example))] as const,
  ...[readStart(), ...readGuides().flatMap(({ guides }) => guides)].map(({ path, markdown }) => [path, examplesOf(markdown)] as const),
  ["docs/events.md", examplesOf(read("docs/events.md"))] as const,
].filter(([, examples]) => examples.length > 0);
const shells = shellsHere(["sh", "dash", "bash", "zsh"]);

let ledge: Ledge;
/** A folder as `npm start` leaves it. */
let folder: string;

beforeAll(async () => {
  ledge = await startLedge();
  folder = mkdtempSync(join(tmpdir(), "ledge-reader-"));
  mkdirSync(join(folder, ".ledge"));
  writeFileSync(join(folder, ".ledge/dev.json"), JSON.stringify({ url: ledge.url.origin, operator_key: ledge.operatorKey }));
  install("ledge-verify", "tools/cli/src/verify/main.ts");
  await moveFirstMoney(createLedge({ url: ledge.url.origin, apiKey: ledge.operatorKey }));
});
afterAll(async () => {
  await ledge?.close();
  if (folder !== undefined) rmSync(folder, { recursive: true });
});

/** Puts what we publish where the reader's shell finds it, as an installed package's command is. */
function install(name: string, main: string): void {
  const bin = join(folder, "bin");
  mkdirSync(bin);
  writeFileSync(join(bin, name), `#!/bin/sh\nexec "${process.execPath}" "${join(ROOT, main)}" "$@"\n`);
  chmodSync(join(bin, name), 0o755);
  process.env["PATH"] = [bin, process.env["PATH"]].join(delimiter);
}

/** Pastes a block. A block that only reads is repeated until the answer is the one that the document shows. */
async function faultsOfPaste(shell: Shell, example: Example): Promise<string[]> {
  const untilMs = Date.now() + FEED_TIMEOUT_MS;
  for (;;) {
    const printed = await shell.paste(example.command);
    const faults = faultsOf(example, printed);
    if (faults.length === 0 || !isRead(example.command) || Date.now() > untilMs) return faults.map((fault) => `${fault}\n${printed}`);
  }
}

describe("a reader", () => {
  test("is tested with at least two shells, so that one finds what the other forgives", () => {
    expect(shells).toEqual(expect.arrayContaining(["sh", "bash"]));
  });

  test.each(documents.flatMap(([name, examples]) => shells.map((shell) => [name, shell, examples] as const)))(
    "of %s who pastes its commands into %s, and has read nothing else, gets the answers that it shows",
    async (_name, shellName, examples) => {
      const shell = openShell(shellName, folder);
      try {
        for (const example of examples) expect(await faultsOfPaste(shell, example), example.command).toEqual([]);
      } finally {
        shell.close();
      }
    },
  );

  test("who pastes a guide again gets the same answers again", async () => {
    const [, examples] = documents.find(([name]) => name === "/guides/first-transfer") as (typeof documents)[number];
    const shell = openShell("sh", folder);
    try {
      for (const example of [...examples, ...examples]) expect(await faultsOfPaste(shell, example), example.command).toEqual([]);
    } finally {
      shell.close();
    }
  });
});

describe("a wrong document is detected", () => {
  test("when it shows another amount, another kind of id, or a member that does not exist", () => {
    const answer = { id: "acct_01jd2m8xk7e9vbt3q5w6y8z0ac", balance: { posted: "0" } };
    expect(differences({ id: "acct_01jd2m8xk7e9vbt3q5w6y8z0ad", balance: { posted: "0" } }, answer)).toEqual([]);
    expect(differences({ balance: { posted: "1" } }, answer)).toEqual([expect.stringContaining("/balance/posted")]);
    expect(differences({ id: "trf_01jd2m8xk7e9vbt3q5w6y8z0ac" }, answer)).toEqual([expect.stringContaining("/id")]);
    expect(differences({ colour: "green" }, answer)).toEqual([expect.stringContaining("/colour")]);
  });

  test("when it shows no answer, another header, or another text", () => {
    expect(faultsOf({ command: "curl x", shown: null }, "{}")).not.toEqual([]);
    const shown = { language: "http", text: "HTTP/1.1 201 Created\nIdempotent-Replayed: true\n\n{}" };
    expect(faultsOf({ command: "curl x", shown }, "HTTP/1.1 201 Created\r\nidempotent-replayed: true\r\n\r\n{}")).toEqual([]);
    expect(faultsOf({ command: "curl x", shown }, "HTTP/1.1 201 Created\r\n\r\n{}")).toEqual(["no header Idempotent-Replayed: true"]);
    expect(faultsOf({ command: "curl x", shown: { language: "csv", text: "a,b" } }, "a;b")).toHaveLength(1);
    expect(faultsOf({ command: "ledge-verify e", shown: { language: "text", text: "✓" } }, "")).toHaveLength(1);
  });

  test("when it uses a variable that no earlier line sets, or a program that not every machine has", async () => {
    for (const block of ['curl -s "$LEDGE_URL/readyz"', 'KEY="$(uuid-that-is-not-there)"']) {
      const shell = openShell("sh", folder);
      await expect(shell.paste(block)).rejects.toThrow("sh ended");
      shell.close();
    }
  });
});
