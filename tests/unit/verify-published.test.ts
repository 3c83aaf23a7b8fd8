// ledge-verify on logs as they were published: whole, in parts, from a folder and a server; and its arguments.
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { gzipSync } from "node:zlib";
import { join } from "node:path";
import { readSettings } from "@ledge/cli/verify/settings";
import { verify } from "@ledge/cli/verify/verify";
import { BadArguments } from "@ledge/command/command-line";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { memoryLog, signCheckpoint } from "../support/transparency/memory-log.ts";
import { changeExport, lines, ORIGIN, type VerifyFixture, verifyFixture, whole } from "../support/transparency/verify-fixture.ts";
import { entryOf } from "../support/transparency/write-log.ts";

let log: VerifyFixture;
beforeAll(async () => {
  log = await verifyFixture();
});
afterAll(() => log.remove());

describe("a log as it was published", () => {
  test("is verified from its export, tiles, checkpoint, postings and keys", async () => {
    const said = await log.run(...whole(log.original), "--transactions", join(log.original, "transactions.ndjson"));
    expect(said.split("\n")).toEqual([
      `1 checkpoints of ${ORIGIN} are signed, and cosigned by 2 witnesses at least; the largest has 600 records`,
      "the tiles have this history, and the checkpoints of all sizes given and 0 proofs are of it",
      "600 records, from index 0 on, are those of the tree",
      "400 postings are covered by exactly one record each",
    ]);
  });

  test("is verified in parts, in several files, and without records", async () => {
    const folder = log.copy();
    const all = readFileSync(join(folder, "export.ndjson"), "utf8").trimEnd().split("\n");
    const parts = [all.slice(100, 300), all.slice(300, 513)].map((part, index) => {
      const file = join(folder, `part-${index}.ndjson`);
      writeFileSync(file, part.join("\n"));
      return file;
    });
    expect(await log.run(...parts, "--tiles", folder, "--from", "100", "--to", "513")).toContain("413 records, from index 100 on");
    expect(await log.run("--tiles", folder)).toContain("the largest has 600");
  });

  test.each([0, 1, 255, 256, 257, 512])("is verified when it has %i records", async (size) => {
    const folder = await log.write(`size-${size}`, lines(size));
    expect(await log.run(...whole(folder))).toContain(`${size} records, from index 0 on`);
  });

  // A resolver need not know names below localhost (RFC 6761, section 6.3); a log may compress entries without being asked (C2SP tlog-tiles).
  test("is verified from a server by any name of this machine, which may compress, and lack partial tiles of which there are full ones", async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url!);
      try {
        const file = readFileSync(join(log.original, request.url!.slice("/log".length)));
        const isPacked = request.url!.includes("/entries/");
        response.writeHead(200, isPacked ? { "Content-Encoding": "gzip" } : {}).end(isPacked ? gzipSync(file) : file);
      } catch {
        response.writeHead(404).end();
      }
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const url = `http://log.localhost:${(server.address() as { port: number }).port}/log/`;
    const kept = join(log.root, "kept-300");
    writeFileSync(kept, await signCheckpoint(ORIGIN, await memoryLog(lines(300).map(entryOf)), log.keys.log, log.cosigners));
    expect(
      await log.run(
        join(log.original, "export.ndjson"),
        "--tiles",
        url,
        "--checkpoint",
        kept,
        "--checkpoint",
        join(log.original, "checkpoint"),
      ),
    ).toContain("600");
    expect(asked.filter((path) => path.includes(".p/44"))).toEqual([]);
    server.close();
    server.closeAllConnections();
  });

  test("whose partial tiles were replaced by longer ones is verified by what is in these", async () => {
    const folder = await log.write("longer", lines(512));
    const kept = join(log.root, "kept-500");
    const older = await memoryLog(lines(500).map(entryOf));
    writeFileSync(kept, await signCheckpoint(ORIGIN, older, log.keys.log, log.cosigners));
    // Of the next level there is no full tile yet, so its partial one is kept.
    writeFileSync(join(folder, "tile/1/000.p/1"), older.files.get("tile/1/000.p/1")!);
    const exported = changeExport(folder, (all) => all.slice(0, 500));
    expect(await log.run(join(exported, "export.ndjson"), "--tiles", folder, "--checkpoint", kept)).toContain("500 records");
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
    const given = args.map((one) => ({ LOG: log.keys.log.vkey, W1: log.keys.w1.vkey })[one] ?? one);
    expect(() => readSettings(given)).toThrow(BadArguments);
    expect(() => readSettings(given)).toThrow(words);
  });

  test("name files that cannot be read", async () => {
    expect(await log.fault("missing.ndjson", "--tiles", log.original)).toContain("BadArguments: Cannot read missing.ndjson");
    expect(await log.fault("--tiles", log.original, "--checkpoint", "missing")).toContain("BadArguments: Cannot read missing");
  });

  test("may have keys in a file", async () => {
    const file = join(log.root, "keys");
    writeFileSync(file, `${log.keys.w1.vkey}\n${log.keys.w2.vkey}\n`);
    const said: string[] = [];
    await verify(
      readSettings(["--log-key", log.keys.log.vkey, "--witness", `@${file}`, "--tiles", log.original]),
      (line) => void said.push(line),
    );
    expect(said[0]).toContain("cosigned by 2 witnesses");
  });
});
