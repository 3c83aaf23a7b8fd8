// A log of 70,000 records, the example of C2SP tlog-tiles with tiles on three levels, as golang.org/x/mod/sumdb sees it.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ed25519Cosigner } from "@ledge/shared/transparency/cosignature";
import { toBase64 } from "@ledge/shared/transparency/encoding";
import { proveConsistency, proveInclusion, rootOf, type TileReader } from "@ledge/shared/transparency/prove";
import { tilePath } from "@ledge/shared/transparency/tiles";
import { leafHash } from "@ledge/shared/transparency/tree";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type SampleKey, sampleKey } from "../support/transparency/sample-keys.ts";
import { entryOf, sampleLine, writeLog } from "../support/transparency/write-log.ts";
import { buildVerifier, skipReason } from "./go-verifier.ts";

const SIZE = 70_000;
const ORIGIN = "log.example.com/ledge";
const INDEXES = [0, 1, 255, 256, 65_535, 65_536, 69_887, 69_888, SIZE - 1];
const SIZES = [1, 2, 255, 256, 257, 65_535, 65_536, 65_537, 69_888, SIZE];
const reason = skipReason();

describe.skipIf(reason !== null)(reason ?? "sumdb", () => {
  const folder = mkdtempSync(join(tmpdir(), "ledge-sumdb-"));
  let keys: { log: SampleKey; witness: SampleKey; other: SampleKey };
  let verifier: (...args: readonly string[]) => string;
  const run = (logKey = keys.log.vkey, witnessKey = keys.witness.vkey): string => verifier(folder, logKey, witnessKey);
  /** Of the files alone. An older tree's hashes are in the tiles of this one, whose partial ones are wider. */
  const read: TileReader = async (level, index, width) => {
    const widths = [width, 256, ...[112, 17, 1].filter((one) => one > width)];
    const paths = widths.map((one) => join(folder, tilePath({ level, index, width: one })));
    const bytes = paths.map((path) => readOr(path)).find((one) => one !== null);
    return bytes!.subarray(0, width * 32);
  };
  function readOr(path: string): Uint8Array | null {
    try {
      return readFileSync(path);
    } catch {
      return null;
    }
  }
  /** Flips a bit of a file while it is judged. */
  function judgedWith(file: string, at: number): string {
    const bytes = readFileSync(join(folder, file));
    const changed = bytes.map((byte, index) => (index === at ? byte ^ 1 : byte));
    writeFileSync(join(folder, file), changed);
    const said = run();
    writeFileSync(join(folder, file), bytes);
    return said;
  }

  beforeAll(async () => {
    keys = {
      log: await sampleKey(ORIGIN, "ed25519", 1),
      witness: await sampleKey("witness.example/w1", "ed25519Cosignature", 2),
      other: await sampleKey("witness.example/w1", "ed25519Cosignature", 3),
    };
    function* lines() {
      for (let index = 0; index < SIZE; index += 1) yield sampleLine(index);
    }
    await writeLog(folder, lines(), { origin: ORIGIN, key: keys.log, cosigners: [await ed25519Cosigner(keys.witness.signing)] });
    const texts = (hashes: readonly Uint8Array[]): string[] => hashes.map(toBase64);
    const inclusion = INDEXES.map(async (index) => {
      const leaf = toBase64(leafHash(entryOf(sampleLine(index))));
      return { index, leaf, path: texts(await proveInclusion(index, SIZE, read)) };
    });
    const consistency = SIZES.map(async (size) => {
      return { size, root: toBase64(await rootOf(size, read)), proof: texts(await proveConsistency(size, SIZE, read)) };
    });
    const proofs = { inclusion: await Promise.all(inclusion), consistency: await Promise.all(consistency) };
    writeFileSync(join(folder, "proofs.json"), JSON.stringify(proofs));
    verifier = buildVerifier();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("accepts the log: its notes, cosignatures, tiles, entries and proofs", () => {
    expect(run()).toBe(String(SIZE));
  });

  test.each([
    ["an entry", "tile/entries/100", 20, "tile/entries: the entries do not make the root"],
    ["an entry of the last bundle", "tile/entries/273.p/112", 112 * 35 - 1, "tile/entries: the entries do not make the root"],
    ["a length", "tile/entries/100", 1, "tile/entries/100: "],
    ["a leaf of a full tile", "tile/0/100", 0, "tile/0/100: not the tile of the entries"],
    ["a leaf of the last tile", "tile/0/273.p/112", 0, "tile/0/273.p/112: not the tile of the entries"],
    ["a hash of the second level", "tile/1/000", 0, "tile/1/000: not the tile of the entries"],
    ["a hash of the third level", "tile/2/000.p/1", 0, "tile/2/000.p/1: not the tile of the entries"],
    ["the checkpoint", "checkpoint", ORIGIN.length + 1, "checkpoint: invalid signature"],
  ])("refuses the log when a bit of %s is changed", (_what, file, at, words) => {
    expect(judgedWith(file, at)).toContain(words);
  });

  test("refuses a proof of which a hash is another", () => {
    const file = join(folder, "proofs.json");
    const text = readFileSync(file, "utf8");
    const proofs = JSON.parse(text) as { inclusion: { path: string[] }[]; consistency: { proof: string[] }[] };
    proofs.inclusion[3]!.path[2] = proofs.inclusion[3]!.path[3]!;
    writeFileSync(file, JSON.stringify(proofs));
    expect(run()).toContain("inclusion of 256: ");
    proofs.inclusion = JSON.parse(text).inclusion;
    proofs.consistency[4]!.proof[0] = proofs.consistency[4]!.proof[1]!;
    writeFileSync(file, JSON.stringify(proofs));
    expect(run()).toContain("consistency with 257: ");
    writeFileSync(file, text);
    expect(run()).toBe(String(SIZE));
  });

  test("refuses another witness's key", () => {
    expect(run(keys.log.vkey, keys.other.vkey)).toContain("1 of 2 signatures");
  });
});
