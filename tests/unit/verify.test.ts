// ledge-verify on logs in files: every way in which somebody may have changed one is found, and the first place of it is named. Who changes what holds
// the export, then the database and the files, then the signing key as well.
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSettings } from "@ledge/cli/verify/settings";
import { verify } from "@ledge/cli/verify/verify";
import { BadArguments } from "@ledge/command/command-line";
import { ed25519Cosigner } from "@ledge/shared/transparency/cosignature";
import { toUtf8 } from "@ledge/shared/transparency/encoding";
import { mlDsa44Cosigner } from "@ledge/shared/transparency/ml-dsa-44";
import { formatProof } from "@ledge/shared/transparency/proof";
import { proveInclusion } from "@ledge/shared/transparency/prove";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { memoryLog, type MemoryLog, signCheckpoint } from "../support/transparency/memory-log.ts";
import { type SampleKey, sampleKey } from "../support/transparency/sample-keys.ts";
import { entryOf, type Line, sampleLine, writeLog } from "../support/transparency/write-log.ts";

const ORIGIN = "log.example.com";
/** Three tiles, of which the last is partial; with two levels. */
const SIZE = 600;
const lines = (size = SIZE): Line[] => Array.from({ length: size }, (_, index) => sampleLine(index));
const root = mkdtempSync(join(tmpdir(), "ledge-verify-"));
let keys: { log: SampleKey; w1: SampleKey; w2: SampleKey; other: SampleKey };
let original: string;
let tree: MemoryLog;

const cosigners = async () => [await ed25519Cosigner(keys.w1.signing), mlDsa44Cosigner(keys.w2.signing)];
const write = async (name: string, of: Iterable<Line>, isCosigned = true): Promise<string> =>
  (await writeLog(join(root, name), of, { origin: ORIGIN, key: keys.log, cosigners: isCosigned ? await cosigners() : [] })).folder;

beforeAll(async () => {
  keys = {
    log: await sampleKey(ORIGIN, "ed25519", 1),
    w1: await sampleKey("witness.example/w1", "ed25519Cosignature", 2),
    w2: await sampleKey("witness.example/w2", "mlDsa44Cosignature", 3),
    other: await sampleKey(ORIGIN, "ed25519", 4),
  };
  original = await write("original", lines());
  tree = await memoryLog(lines().map(entryOf));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A copy to change. */
function copy(): string {
  const folder = mkdtempSync(join(root, "copy-"));
  cpSync(original, folder, { recursive: true });
  return folder;
}
const trusted = (): string[] => ["--log-key", keys.log.vkey, "--witness", keys.w1.vkey, "--witness", keys.w2.vkey];
async function run(...args: readonly string[]): Promise<string> {
  const said: string[] = [];
  await verify(readSettings([...trusted(), ...args]), (line) => void said.push(line));
  return said.join("\n");
}
const whole = (folder: string): string[] => [join(folder, "export.ndjson"), "--tiles", folder];
const fault = async (...args: readonly string[]): Promise<string> =>
  await run(...args).then(
    (said) => `verified: ${said}`,
    (error: Error) => `${error.constructor.name}: ${error.message.replaceAll(/\S*\/copy-\w+\//g, "")}`,
  );
/** Changes the lines of the export of a copy. */
function changeExport(folder: string, change: (all: string[]) => string[]): string {
  const file = join(folder, "export.ndjson");
  writeFileSync(
    file,
    change(readFileSync(file, "utf8").trimEnd().split("\n"))
      .map((line) => `${line}\n`)
      .join(""),
  );
  return folder;
}
const edit = (line: string, change: (value: any) => void): string => {
  const value = JSON.parse(line);
  change(value);
  return JSON.stringify(value);
};
const renumbered = (all: string[]): string[] => all.map((line, index) => edit(line, (value) => (value.index = index)));
const flip = (file: string, at: number): void => {
  const bytes = readFileSync(file);
  bytes[at]! ^= 1;
  writeFileSync(file, bytes);
};

describe("a log as it was published", () => {
  test("is verified from its export, tiles, checkpoint, postings and keys", async () => {
    const said = await run(...whole(original), "--transactions", join(original, "transactions.ndjson"));
    expect(said.split("\n")).toEqual([
      `1 checkpoints of ${ORIGIN} are signed, and cosigned by 2 witnesses at least; the largest has 600 records`,
      "the tiles have this history, and the checkpoints of all sizes given and 0 proofs are of it",
      "600 records, from index 0 on, are those of the tree",
      "400 postings are covered by exactly one record each",
    ]);
  });

  test("is verified in parts, in several files, and without records", async () => {
    const folder = copy();
    const all = readFileSync(join(folder, "export.ndjson"), "utf8").trimEnd().split("\n");
    const parts = [all.slice(100, 300), all.slice(300, 513)].map((part, index) => {
      const file = join(folder, `part-${index}.ndjson`);
      writeFileSync(file, part.join("\n"));
      return file;
    });
    expect(await run(...parts, "--tiles", folder, "--from", "100", "--to", "513")).toContain("413 records, from index 100 on");
    expect(await run("--tiles", folder)).toContain("the largest has 600");
  });

  test.each([0, 1, 255, 256, 257, 512])("is verified when it has %i records", async (size) => {
    const folder = await write(`size-${size}`, lines(size));
    expect(await run(...whole(folder))).toContain(`${size} records, from index 0 on`);
  });

  test("is verified from a server, which may lack partial tiles of which there are full ones", async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url!);
      try {
        response.end(readFileSync(join(original, request.url!.slice("/log".length))));
      } catch {
        response.writeHead(404).end();
      }
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const url = `http://127.0.0.1:${(server.address() as { port: number }).port}/log/`;
    const kept = join(root, "kept-300");
    writeFileSync(kept, await signCheckpoint(ORIGIN, await memoryLog(lines(300).map(entryOf)), keys.log, await cosigners()));
    expect(
      await run(join(original, "export.ndjson"), "--tiles", url, "--checkpoint", kept, "--checkpoint", join(original, "checkpoint")),
    ).toContain("600");
    expect(asked.filter((path) => path.includes(".p/44"))).toEqual([]);
    server.close();
    server.closeAllConnections();
  });

  test("whose partial tiles were replaced by longer ones is verified by what is in these", async () => {
    const folder = await write("longer", lines(512));
    const kept = join(root, "kept-500");
    const older = await memoryLog(lines(500).map(entryOf));
    writeFileSync(kept, await signCheckpoint(ORIGIN, older, keys.log, await cosigners()));
    // Of the next level there is no full tile yet, so its partial one is kept.
    writeFileSync(join(folder, "tile/1/000.p/1"), older.files.get("tile/1/000.p/1")!);
    const exported = changeExport(folder, (all) => all.slice(0, 500));
    expect(await run(join(exported, "export.ndjson"), "--tiles", folder, "--checkpoint", kept)).toContain("500 records");
  });
});

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
    expect(await fault(...whole(changeExport(copy(), change)))).toContain(words);
  });

  test("and blanks between the members of a line change nothing", async () => {
    const folder = changeExport(copy(), (all) => all.map((line) => JSON.stringify(JSON.parse(line), null, 1).replaceAll("\n", " ")));
    expect(await fault(...whole(folder))).toContain("verified");
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
    const folder = copy();
    change(folder);
    expect(await fault(...whole(folder))).toContain(words);
  });

  test("a superuser who makes the whole tree anew, without the key", async () => {
    const forged = await write(
      "forged",
      renumbered(
        lines()
          .map((line) => JSON.stringify(line))
          .toSpliced(300, 1),
      ).map((line) => JSON.parse(line)),
    );
    cpSync(join(original, "checkpoint"), join(forged, "checkpoint"));
    expect(await fault(...whole(forged))).toMatch(/^Finding: /);
    const same = await write("same-size", lines().with(300, { ...sampleLine(300), salt: sampleLine(1).salt }));
    cpSync(join(original, "checkpoint"), join(same, "checkpoint"));
    expect(await fault(...whole(same))).toContain(`checkpoint has signed for 600 records`);
  });
});

describe("whoever has the log's key as well is found:", () => {
  const rewritten = (size: number): Line[] =>
    lines(size).with(101, { ...sampleLine(101), record: { ...sampleLine(101).record, outcome: "done" } });
  const keptAt = async (size: number): Promise<string> => {
    const file = join(root, `kept-${size}`);
    writeFileSync(file, await signCheckpoint(ORIGIN, await memoryLog(lines(size).map(entryOf)), keys.log, await cosigners()));
    return file;
  };

  test("a log that was chained and signed anew is of another history than a checkpoint that somebody kept", async () => {
    // Even with cosignatures: a client who trusts no witness keeps a checkpoint.
    const forged = await write("rewritten", rewritten(SIZE));
    const now = join(forged, "checkpoint");
    expect(await fault(...whole(forged))).toContain("verified");
    expect(await fault(...whole(forged), "--checkpoint", await keptAt(400), "--checkpoint", now)).toContain(
      "kept-400 is of another history than",
    );
    expect(await fault(...whole(forged), "--checkpoint", await keptAt(600), "--checkpoint", now)).toContain(
      "are two histories: each has 600 records",
    );
    expect(await fault(...whole(forged), "--checkpoint", await keptAt(100), "--checkpoint", now)).toContain("verified");
  });

  test("a log that was signed anew has no cosignature of the witnesses", async () => {
    const forged = await write("stolen", rewritten(SIZE), false);
    expect(await fault(...whole(forged))).toContain("checkpoint has cosignatures of 0 witnesses, not of 2");
    expect(await fault(...whole(forged), "--quorum", "0")).toContain("verified");
  });

  test("a log that was cut has fewer records than a checkpoint that somebody kept", async () => {
    const cut = await write("cut", lines(500));
    expect(await fault(...whole(cut), "--checkpoint", await keptAt(600))).toContain("tile/0/002.p/88 is missing");
  });

  test("and a checkpoint of another key or log is none of this log's", async () => {
    const folder = copy();
    writeFileSync(join(folder, "checkpoint"), await signCheckpoint(ORIGIN, tree, keys.other, await cosigners()));
    expect(await fault(...whole(folder))).toContain("checkpoint has no signature of the log's key");
    expect(await fault(...whole(original), "--origin", "other.example")).toContain(`is of the log ${ORIGIN}, not of other.example`);
  });
});

describe("a proof", () => {
  const proofOf = async (index: number, size = SIZE): Promise<string> => {
    const of = size === SIZE ? tree : await memoryLog(lines(size).map(entryOf));
    const checkpoint = await signCheckpoint(ORIGIN, of, keys.log, await cosigners());
    const file = join(root, `${index}-of-${size}.tlog-proof`);
    writeFileSync(file, formatProof({ extra: null, index, path: await proveInclusion(index, size, of.read), checkpoint }));
    return file;
  };
  const records = (name: string, ...some: Line[]): string => {
    const file = join(root, name);
    writeFileSync(file, some.map((line) => `${JSON.stringify(line)}\n`).join(""));
    return file;
  };

  test("suffices for its record, without the log", async () => {
    const file = records("two.ndjson", sampleLine(5), sampleLine(400));
    expect(await run(file, "--proof", await proofOf(5), "--proof", await proofOf(400))).toContain("2 records are in the log");
  });

  test("is verified in the tree beside its records", async () => {
    expect(await run("--tiles", original, "--proof", await proofOf(5, 300))).toContain("1 proofs are of it");
  });

  test("of another record, without a record or for no record is found, and so is one of another history", async () => {
    const five = await proofOf(5);
    expect(await fault(records("changed.ndjson", { ...sampleLine(6), index: 5 }), "--proof", five)).toMatch(
      /5-of-600.tlog-proof, of index 5: does not lead/,
    );
    expect(await fault(records("six.ndjson", sampleLine(6)), "--proof", five)).toContain("line 1 of");
    expect(await fault(records("none.ndjson"), "--proof", five)).toContain("the export has no record of index 5");
    expect(await fault(records("twice.ndjson", sampleLine(5), sampleLine(5)), "--proof", five)).toContain("index 5 is there twice");
    const file = join(root, "bad.tlog-proof");
    writeFileSync(file, toUtf8("nothing"));
    expect(await fault("--tiles", original, "--proof", file)).toContain("bad.tlog-proof is no proof");
    const other = await memoryLog(lines().with(9, sampleLine(1)).map(entryOf));
    const checkpoint = await signCheckpoint(ORIGIN, other, keys.log, await cosigners());
    writeFileSync(file, formatProof({ extra: null, index: 5, path: await proveInclusion(5, SIZE, other.read), checkpoint }));
    expect(await fault("--tiles", original, "--proof", file)).toContain("the checkpoint of");
  });
});

describe("a posting", () => {
  const pages = (change: (page: string) => string): string => {
    const file = join(copy(), "transactions.ndjson");
    writeFileSync(file, change(readFileSync(file, "utf8")));
    return file;
  };
  const [, id] = sampleLine(3).record.resources as [string, string];

  test("that no record covers is named", async () => {
    // Index 2 was refused, so that no posting has its number.
    const file = pages((text) => text.replace(id, id.replace(/3$/, "2")));
    expect(await fault(...whole(original), "--transactions", file)).toMatch(
      /^Finding: line 1 of transactions.ndjson: no record covers txn_/,
    );
  });

  test("that two records cover is named, with the second record", async () => {
    const twice = lines().with(500, { ...sampleLine(500), record: { ...sampleLine(500).record, outcome: "done", resources: [id] } });
    const folder = await write("twice", twice);
    expect(await fault(...whole(folder), "--transactions", join(original, "transactions.ndjson"))).toContain(
      `covers ${id}, which an earlier record covers`,
    );
  });

  test("that a refused record names is not covered by it", async () => {
    const refused = lines().with(3, { ...sampleLine(3), record: { ...sampleLine(3).record, outcome: "insufficient_funds" } });
    expect(await fault(...whole(await write("refused", refused)), "--transactions", join(original, "transactions.ndjson"))).toContain(
      `no record covers ${id}`,
    );
  });

  test("is in pages alone", async () => {
    expect(
      await fault(
        ...whole(original),
        "--transactions",
        pages(() => '{"id":"txn_1"}'),
      ),
    ).toContain("line 1 of transactions.ndjson is no page");
    expect(
      await fault(
        ...whole(original),
        "--transactions",
        pages(() => '{"data":[{"id":"trf_1"}]}'),
      ),
    ).toContain("trf_1 is no id of a transaction");
  });
});

describe("arguments", () => {
  test.each<[string, readonly string[], string]>([
    ["no key", ["--tiles", "."], "A --log-key is needed"],
    ["neither tiles nor proofs", ["--log-key", "LOG"], "nothing to verify records by"],
    ["a text for a key", ["--log-key", "x", "--tiles", "."], "--log-key: x is no verifier key"],
    ["a witness's key for the log's", ["--log-key", "W1", "--tiles", "."], "not a key of Ed25519 signatures"],
    ["a log's key for a witness's", ["--log-key", "LOG", "--witness", "LOG", "--tiles", "."], "not a key of Ed25519 cosignatures"],
    ["a quorum without witnesses", ["--log-key", "LOG", "--quorum", "1", "--tiles", "."], "keys of 0 witnesses"],
    ["a range that runs back", ["--log-key", "LOG", "--tiles", ".", "--from", "2", "--to", "1", "e"], "--to is before --from"],
    ["a number that is none", ["--log-key", "LOG", "--tiles", ".", "--from", "1e3"], "--from must be a whole number"],
    ["a file of keys that is not there", ["--log-key", "@nowhere", "--tiles", "."], "Cannot read nowhere"],
    ["transactions without records", ["--log-key", "LOG", "--tiles", ".", "--transactions", "t"], "--transactions needs an export"],
  ])("with %s are refused", (_what, args, words) => {
    const given = args.map((one) => ({ LOG: keys.log.vkey, W1: keys.w1.vkey })[one] ?? one);
    expect(() => readSettings(given)).toThrow(BadArguments);
    expect(() => readSettings(given)).toThrow(words);
  });

  test("name files that cannot be read", async () => {
    expect(await fault("missing.ndjson", "--tiles", original)).toContain("BadArguments: Cannot read missing.ndjson");
    expect(await fault("--tiles", original, "--checkpoint", "missing")).toContain("BadArguments: Cannot read missing");
  });

  test("may have keys in a file", async () => {
    const file = join(root, "keys");
    writeFileSync(file, `${keys.w1.vkey}\n${keys.w2.vkey}\n`);
    const said: string[] = [];
    await verify(readSettings(["--log-key", keys.log.vkey, "--witness", `@${file}`, "--tiles", original]), (line) => void said.push(line));
    expect(said[0]).toContain("cosigned by 2 witnesses");
  });
});
