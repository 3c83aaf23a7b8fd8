// ledge-verify on receipts of transfers: by the client's own verifier, with the log's files or without them.
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sampleJwks, sampleJws, sampleProof } from "../support/transparency/sample-receipts.ts";
import { lines, ORIGIN, type VerifyFixture, verifyFixture, whole } from "../support/transparency/verify-fixture.ts";
import { type Line, sampleLine } from "../support/transparency/write-log.ts";

/** Of a transfer: an even index, and none that a rule refused. */
const INDEX = 400;
const [TRANSFER] = sampleLine(INDEX).record.resources as [string];
let log: VerifyFixture;
/** The arguments for the receipts' keys. */
let jwks: readonly string[];

beforeAll(async () => {
  log = await verifyFixture();
  jwks = ["--jwks", file("jwks.json", await sampleJwks())];
});
afterAll(() => log.remove());

function file(name: string, content: unknown): string {
  const path = join(log.root, name);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

const prove = (of: readonly Line[] = lines(), cosigners = log.cosigners): Promise<string> =>
  sampleProof(INDEX, { origin: ORIGIN, lines: of, log: log.keys.log, cosigners });

/** A receipt in a file. */
async function receipt(name: string, change: { jws?: string; proof?: string | null; isPayees?: boolean } = {}): Promise<string> {
  const { jws = await sampleJws(sampleLine(INDEX), ORIGIN, change.isPayees), proof = await prove() } = change;
  return file(name, { jws, proof });
}

describe("a receipt", () => {
  test.each([
    ["whoever wrote the record", false],
    ["the payee, who has the record's entry alone", true],
  ])("of %s is verified without the log's files, and what it states is said", async (_whose, isPayees) => {
    const given = await receipt("receipt.json", { isPayees });
    expect((await log.run("--receipt", given, ...jwks)).split("\n")).toEqual([
      `${given} is signed by ${ORIGIN}, and sealed: its record, at index 400, is in the log of 600 records, and cosigned by 2 witnesses at least. ` +
        `It states ${TRANSFER} of 1050 EUR in minor units, as of 1970-01-01T00:00:00.000Z`,
    ]);
  });

  test("is verified beside others, an export and the tree, which has its proof's history", async () => {
    const older = await receipt("older.json", { proof: await prove(lines(500)) });
    const said = await log.run(...whole(log.original), "--receipt", await receipt("one.json"), "--receipt", older, ...jwks);
    expect(said.split("\n").map((line) => line.replace(/^\S*\//, ""))).toEqual([
      expect.stringMatching(/^one.json is signed .* 600 records/),
      expect.stringMatching(/^older.json is signed .* 500 records/),
      expect.stringContaining("the largest has 600 records"),
      "the tiles have this history, and the checkpoints of all sizes given and 2 proofs are of it",
      "600 records, from index 0 on, are those of the tree",
    ]);
  });

  test("of another history than the tree's is found", async () => {
    const given = await receipt("forked.json", { proof: await prove(lines().with(9, sampleLine(1))) });
    expect(await log.run("--receipt", given, ...jwks)).toContain("sealed");
    expect(await log.fault("--tiles", log.original, "--receipt", given, ...jwks)).toMatch(
      /^Finding: the checkpoint of .*forked.json is of another history/,
    );
  });

  test("that is not sealed yet is no success, and hides no fault of another one", async () => {
    const unsealed = await receipt("unsealed.json", { proof: null });
    expect(await log.fault("--receipt", unsealed, ...jwks)).toMatch(
      /^NoResult: .*unsealed.json: not sealed yet, so nothing proves that the record is in the log/,
    );
    expect(await log.fault("--tiles", log.original, "--receipt", unsealed, ...jwks)).toMatch(/^NoResult: .*not sealed yet/);
    const changed = await receipt("changed.json", { proof: "c2sp.org/tlog-proof@v1\n" });
    expect(await log.fault("--receipt", unsealed, "--receipt", changed, ...jwks)).toMatch(/^Finding: .*changed.json: the proof is another/);
  });

  test.each<[string, () => Promise<string>, RegExp]>([
    ["no JSON", async () => file("bad", "{"), /bad is no JSON/],
    ["null", async () => file("bad", "null"), /bad: it is no receipt/],
    ["a record in place of a receipt", async () => file("bad", sampleLine(1)), /bad: it is no receipt/],
    [
      "a changed amount",
      async () => {
        const [head, body, end] = (await sampleJws(sampleLine(INDEX), ORIGIN)).split(".") as [string, string, string];
        const text = Buffer.from(body, "base64url").toString().replace("1050", "9050");
        return await receipt("bad", { jws: [head, Buffer.from(text).toString("base64url"), end].join(".") });
      },
      /bad: the signature does not hold/,
    ],
    ["another log's", async () => await receipt("bad", { jws: await sampleJws(sampleLine(INDEX), "other.example") }), /another log's/],
    [
      "another record's proof",
      async () => await receipt("bad", { jws: await sampleJws(sampleLine(4), ORIGIN) }),
      /bad: the proof is another/,
    ],
    [
      "a refused record",
      async () => {
        const refused = { ...sampleLine(INDEX), record: { ...sampleLine(INDEX).record, outcome: "forbidden" } };
        return await receipt("bad", { jws: await sampleJws(refused, ORIGIN) });
      },
      /bad: the record is not that of the transfer/,
    ],
    [
      "too few cosignatures",
      async () => await receipt("bad", { proof: await prove(lines(), log.cosigners.slice(1)) }),
      /bad: the proof: its checkpoint has cosignatures of 1 witnesses, not of 2/,
    ],
  ])("that is %s is found and named", async (_what, make, words) => {
    const given = await make();
    const fault = await log.fault("--receipt", await receipt("good.json"), "--receipt", given, ...jwks);
    expect(fault).toMatch(/^Finding: /);
    expect(fault).toMatch(words);
  });
});

describe("the keys of receipts", () => {
  const served = async (answer: (path: string) => string | null, use: (url: string) => Promise<void>): Promise<void> => {
    const server: Server = createServer((request, response) => {
      const text = answer(request.url!);
      response.writeHead(text === null ? 404 : 200).end(text ?? "");
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    try {
      await use(`http://log.localhost:${(server.address() as { port: number }).port}`);
    } finally {
      server.close();
      server.closeAllConnections();
    }
  };

  test("are those of the log's host, if its tiles are read from there, or of any URL", async () => {
    const keys = JSON.stringify(await sampleJwks());
    const given = await receipt("receipt.json");
    await served(
      (path) => (path === "/.well-known/jwks.json" ? keys : null),
      async (url) => {
        expect(await log.run("--receipt", given, "--jwks", `${url}/.well-known/jwks.json`)).toContain("sealed");
        // The checkpoint is asked for after the receipt was verified.
        expect(await log.fault("--receipt", given, "--tiles", `${url}/log`)).toBe(`Finding: ${url}/log has no checkpoint`);
      },
    );
  });

  test("that a server does not have, or that are none, leave no result", async () => {
    const given = await receipt("receipt.json");
    for (const text of [null, "<html>", "{}", '{"keys":[null]}'])
      await served(
        () => text,
        async (url) => expect(await log.fault("--receipt", given, "--jwks", url)).toMatch(/^NoResult: .* has no JSON Web Key Set/),
      );
  });

  test("that are unknown are a fault, those that are malformed an argument's", async () => {
    const given = await receipt("receipt.json");
    const none = file("none.json", { keys: [] });
    expect(await log.fault("--receipt", given, "--jwks", none)).toMatch(/^Finding: .*receipt.json: the key of the signature is not among/);
    const [key] = (await sampleJwks()).keys;
    for (const bad of ["{", "{}", JSON.stringify({ keys: [{ ...key, x: "AAAA" }] }), JSON.stringify({ keys: [{ ...key, x: undefined }] })])
      expect(await log.fault("--receipt", given, "--jwks", file("bad.json", bad))).toMatch(
        /^BadArguments: --jwks: .*bad.json is no JSON Web Key Set/,
      );
  });

  test.each<[string, readonly string[], string]>([
    ["are needed for receipts", ["--receipt", "r"], "--receipt needs --jwks, or a URL for --tiles"],
    ["are not in a folder of tiles", ["--receipt", "r", "--tiles", "."], "--receipt needs --jwks, or a URL for --tiles"],
    ["are for receipts alone", ["--jwks", "k", "--tiles", "."], "--jwks needs --receipt"],
    ["must be there", ["--receipt", "r", "--jwks", "nowhere"], "Cannot read nowhere"],
    ["verify no export", ["--receipt", "r", "--jwks", "k", "e"], "Without --tiles or --proof there is nothing to verify records by"],
  ])("%s", async (_what, args, words) => {
    expect(await log.fault(...args)).toContain(`BadArguments: ${words}`);
  });

  test("are of receipts that must be there", async () => {
    mkdirSync(join(log.root, "folder"), { recursive: true });
    for (const missing of ["nowhere", join(log.root, "folder")])
      expect(await log.fault("--receipt", missing, ...jwks)).toContain(`BadArguments: Cannot read ${missing}`);
  });
});
