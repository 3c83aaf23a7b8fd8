// ledge-verify on logs that somebody has changed: every way is found, and the first place of it is named. Who changes what holds the export, then the
// database and the files, then the signing key as well.
import { appendFileSync, cpSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { memoryLog, signCheckpoint } from "../support/transparency/memory-log.ts";
import {
  changeExport,
  edit,
  lines,
  ORIGIN,
  renumbered,
  SIZE,
  type VerifyFixture,
  verifyFixture,
  whole,
} from "../support/transparency/verify-fixture.ts";
import { entryOf, type Line, sampleLine } from "../support/transparency/write-log.ts";

let log: VerifyFixture;
beforeAll(async () => {
  log = await verifyFixture();
});
afterAll(() => log.remove());

const flip = (file: string, at: number): void => {
  const bytes = readFileSync(file);
  bytes[at]! ^= 1;
  writeFileSync(file, bytes);
};

describe("whoever changes the export is found:", () => {
  test.each<[string, (all: string[]) => string[], string]>([
    [
      "a changed record",
      (all) =>
        all.with(
          300,
          edit(all[300]!, (value) => (value.record.principal = null)),
        ),
      `Finding: line 301 of export.ndjson: record ${sampleLine(300).record.id} is not the one that the tree has at index 300: it or its salt was changed, or it was put in`,
    ],
    [
      "a swapped salt",
      (all) =>
        all.with(
          7,
          edit(all[7]!, (value) => (value.salt = JSON.parse(all[8]!).salt)),
        ),
      "at index 7: it or its salt was changed, or it was put in",
    ],
    ["a deleted record", (all) => all.toSpliced(300, 1), "Finding: line 301 of export.ndjson: index 301 comes where 300 is due"],
    ["a deleted record, the others renumbered", (all) => renumbered(all.toSpliced(300, 1)), "line 301 of export.ndjson: record"],
    [
      "a record that was deleted, by whose place another has",
      (all) => renumbered(all.toSpliced(300, 1)),
      "at index 300: it is the one of index 301",
    ],
    ["an injected record", (all) => all.toSpliced(10, 0, all[9]!), "line 11 of export.ndjson: index 9 comes where 10 is due"],
    [
      "an injected record, the others renumbered",
      (all) =>
        renumbered(
          all.toSpliced(
            10,
            0,
            edit(all[10]!, (value) => (value.record.outcome = "account_frozen")),
          ),
        ),
      `line 11 of export.ndjson: record ${sampleLine(10).record.id} is not the one that the tree has at index 10: it or its salt was changed, or it was put in`,
    ],
    ["a record at the end", (all) => [...all, edit(all[599]!, (value) => (value.index = 600))], "at index 600 is beyond the 600"],
    ["reordered records", (all) => all.with(20, all[21]!).with(21, all[20]!), "line 21 of export.ndjson: index 21 comes where 20 is due"],
    [
      "reordered records, renumbered",
      (all) => renumbered(all.with(20, all[21]!).with(21, all[20]!)),
      "at index 20: it is the one of index 21",
    ],
    ["a truncated end", (all) => all.slice(0, 598), "export.ndjson ends before index 598: 2 records up to index 599 are missing"],
    ["a truncated beginning", (all) => all.slice(1), "line 1 of export.ndjson: index 1 comes where 0 is due"],
    ["a line that is cut", (all) => all.with(5, all[5]!.slice(0, 80)), "line 6 of export.ndjson is no JSON that every reader reads alike"],
    [
      "a member that is there twice, of which a reader may take the other one",
      (all) => all.with(5, all[5]!.replace('"record":{', '"record":{"principal":null,')),
      "line 6 of export.ndjson is no JSON that every reader reads alike",
    ],
    ["a line of brackets without end", (all) => all.with(5, "[".repeat(200_000) + "]".repeat(200_000)), "line 6 of export.ndjson is no"],
    [
      "another member",
      (all) =>
        all.with(
          5,
          edit(all[5]!, (value) => (value.record.note = "x")),
        ),
      "line 6 of export.ndjson is no record of version 1: record",
    ],
    [
      "a salt of another length",
      (all) =>
        all.with(
          5,
          edit(all[5]!, (value) => (value.salt = "AAAA")),
        ),
      "line 6 of export.ndjson: the salt of index 5",
    ],
  ])("%s", async (_what, change, words) => {
    expect(await log.fault(...whole(changeExport(log.copy(), change)))).toContain(words);
  });

  test("and blanks between the members of a line change nothing", async () => {
    const folder = changeExport(log.copy(), (all) => all.map((line) => JSON.stringify(JSON.parse(line), null, 1).replaceAll("\n", " ")));
    expect(await log.fault(...whole(folder))).toContain("verified");
  });
});

describe("whoever changes the files of the log is found:", () => {
  test.each<[string, (folder: string) => void, string]>([
    [
      "a hash of a full tile",
      (folder) => flip(join(folder, "tile/0/001"), 40),
      "Finding: tile/0/001 is not the tile that the tree has there",
    ],
    [
      "a hash of the last tile",
      (folder) => flip(join(folder, "tile/0/002.p/88"), 40),
      "Finding: tile/0/002.p/88: its hash 1 is not that of what is below it",
    ],
    [
      "a hash of a tile above",
      (folder) => flip(join(folder, "tile/1/000.p/2"), 40),
      "Finding: tile/1/000.p/2: its hash 1 is not that of what is below it",
    ],
    [
      "an entry",
      (folder) => flip(join(folder, "tile/entries/001"), 35 * 3 + 5),
      "tile/entries/001: the entry of index 259 is not the leaf that the tree has",
    ],
    ["a length of an entry", (folder) => flip(join(folder, "tile/entries/001"), 0), "tile/entries/001 does not have 256 entries"],
    ["a tile that is missing", (folder) => unlinkSync(join(folder, "tile/0/000")), "Finding: tile/0/000 is missing"],
    [
      "a tile that is longer",
      (folder) => appendFileSync(join(folder, "tile/0/000"), new Uint8Array(32)),
      "tile/0/000 has 8224 bytes, not 8192",
    ],
    [
      "the checkpoint's text",
      (folder) => flip(join(folder, "checkpoint"), ORIGIN.length + 1),
      `checkpoint has a false signature of ${ORIGIN}`,
    ],
  ])("%s", async (_what, change, words) => {
    const folder = log.copy();
    change(folder);
    expect(await log.fault(...whole(folder))).toContain(words);
  });

  test("a superuser who makes the whole tree anew, without the key", async () => {
    const forged = await log.write(
      "forged",
      renumbered(
        lines()
          .map((line) => JSON.stringify(line))
          .toSpliced(300, 1),
      ).map((line) => JSON.parse(line)),
    );
    cpSync(join(log.original, "checkpoint"), join(forged, "checkpoint"));
    expect(await log.fault(...whole(forged))).toMatch(/^Finding: /);
    const same = await log.write("same-size", lines().with(300, { ...sampleLine(300), salt: sampleLine(1).salt }));
    cpSync(join(log.original, "checkpoint"), join(same, "checkpoint"));
    expect(await log.fault(...whole(same))).toContain(`checkpoint has signed for 600 records`);
  });
});

describe("whoever has the log's key as well is found:", () => {
  const rewritten = (size: number): Line[] =>
    lines(size).with(101, { ...sampleLine(101), record: { ...sampleLine(101).record, outcome: "done" } });
  test("a log that was chained and signed anew is of another history than a checkpoint that somebody kept", async () => {
    // Even with cosignatures: a client who trusts no witness keeps a checkpoint.
    const forged = await log.write("rewritten", rewritten(SIZE));
    const now = join(forged, "checkpoint");
    expect(await log.fault(...whole(forged))).toContain("verified");
    expect(await log.fault(...whole(forged), "--checkpoint", await log.keep(400), "--checkpoint", now)).toContain(
      "kept-400 is of another history than",
    );
    expect(await log.fault(...whole(forged), "--checkpoint", await log.keep(600), "--checkpoint", now)).toContain(
      "are two histories: each has 600 records",
    );
    expect(await log.fault(...whole(forged), "--checkpoint", await log.keep(100), "--checkpoint", now)).toContain("verified");
  });

  test("a log that was signed anew has no cosignature of the witnesses", async () => {
    const forged = await log.write("stolen", rewritten(SIZE), false);
    expect(await log.fault(...whole(forged))).toContain("checkpoint has cosignatures of 0 witnesses, not of 2");
    expect(await log.fault(...whole(forged), "--quorum", "0")).toContain("verified");
  });

  test("a log that was cut has fewer records than a checkpoint that somebody kept", async () => {
    const cut = await log.write("cut", lines(500));
    expect(await log.fault(...whole(cut), "--checkpoint", await log.keep(600))).toContain("tile/0/002.p/88 is missing");
  });

  test("and a checkpoint of another key or log is none of this log's", async () => {
    const folder = log.copy();
    writeFileSync(
      join(folder, "checkpoint"),
      await signCheckpoint(ORIGIN, await memoryLog(lines().map(entryOf)), log.keys.other, log.cosigners),
    );
    expect(await log.fault(...whole(folder))).toContain("checkpoint has no signature of the log's key");
    expect(await log.fault(...whole(log.original), "--origin", "other.example")).toContain(`is of the log ${ORIGIN}, not of other.example`);
  });
});
