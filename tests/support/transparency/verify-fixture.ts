// A log of 600 records in files, with the keys of its witnesses, and ledge-verify on it: as it was written, and on copies that a test changes.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSettings } from "@ledge/cli/verify/settings";
import { verify } from "@ledge/cli/verify/verify";
import { type Cosigner, ed25519Cosigner } from "@ledge/shared/transparency/cosignature";
import { mlDsa44Cosigner } from "@ledge/shared/transparency/ml-dsa-44";
import { memoryLog, signCheckpoint } from "./memory-log.ts";
import { type SampleKey, sampleKey } from "./sample-keys.ts";
import { entryOf, type Line, sampleLine, writeLog } from "./write-log.ts";

export const ORIGIN = "log.example.com";
/** Three tiles, of which the last is partial; with two levels. */
export const SIZE = 600;
export const lines = (size = SIZE): Line[] => Array.from({ length: size }, (_, index) => sampleLine(index));

interface Keys {
  readonly log: SampleKey;
  readonly w1: SampleKey;
  readonly w2: SampleKey;
  readonly other: SampleKey;
}

export interface VerifyFixture {
  readonly root: string;
  readonly keys: Keys;
  readonly cosigners: readonly Cosigner[];
  /** The folder of the log. */
  readonly original: string;
  /** Another log, beside it. */
  write(name: string, of: Iterable<Line>, isCosigned?: boolean): Promise<string>;
  /** A cosigned checkpoint of the first records, as somebody may have kept it. @returns its file. */
  keep(size: number): Promise<string>;
  /** A copy of the log, to be changed. */
  copy(): string;
  /** Verifies with the keys of the log and of both witnesses. @returns what it says. */
  run(...args: readonly string[]): Promise<string>;
  /** @returns `verified: …`, or the fault's class and words without the folder of a copy. */
  fault(...args: readonly string[]): Promise<string>;
  remove(): void;
}

export async function verifyFixture(): Promise<VerifyFixture> {
  const root = mkdtempSync(join(tmpdir(), "ledge-verify-"));
  const keys = {
    log: await sampleKey(ORIGIN, "ed25519", 1),
    w1: await sampleKey("witness.example/w1", "ed25519Cosignature", 2),
    w2: await sampleKey("witness.example/w2", "mlDsa44Cosignature", 3),
    other: await sampleKey(ORIGIN, "ed25519", 4),
  };
  const cosigners = [await ed25519Cosigner(keys.w1.signing), mlDsa44Cosigner(keys.w2.signing)];
  const write = async (name: string, of: Iterable<Line>, isCosigned = true): Promise<string> =>
    (await writeLog(join(root, name), of, { origin: ORIGIN, key: keys.log, cosigners: isCosigned ? cosigners : [] })).folder;
  const original = await write("original", lines());
  const run = async (...args: readonly string[]): Promise<string> => {
    const said: string[] = [];
    const trusted = ["--log-key", keys.log.vkey, "--witness", keys.w1.vkey, "--witness", keys.w2.vkey];
    await verify(readSettings([...trusted, ...args]), (line) => void said.push(line));
    return said.join("\n");
  };
  return {
    ...{ root, keys, cosigners, original, write, run },
    async keep(size) {
      const file = join(root, `kept-${size}`);
      writeFileSync(file, await signCheckpoint(ORIGIN, await memoryLog(lines(size).map(entryOf)), keys.log, cosigners));
      return file;
    },
    copy() {
      const folder = mkdtempSync(join(root, "copy-"));
      cpSync(original, folder, { recursive: true });
      return folder;
    },
    fault: (...args) =>
      run(...args).then(
        (said) => `verified: ${said}`,
        (error: Error) => `${error.constructor.name}: ${error.message.replaceAll(/\S*\/copy-\w+\//g, "")}`,
      ),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** The arguments for all of a log. */
export const whole = (folder: string): string[] => [join(folder, "export.ndjson"), "--tiles", folder];

/** Changes the lines of the export of a copy. @returns its folder. */
export function changeExport(folder: string, change: (all: string[]) => string[]): string {
  const file = join(folder, "export.ndjson");
  const changed = change(readFileSync(file, "utf8").trimEnd().split("\n"));
  writeFileSync(file, changed.map((line) => `${line}\n`).join(""));
  return folder;
}

export const edit = (line: string, change: (value: any) => void): string => {
  const value = JSON.parse(line);
  change(value);
  return JSON.stringify(value);
};
export const renumbered = (all: readonly string[]): string[] => all.map((line, index) => edit(line, (value) => (value.index = index)));
