// The witness by the words of C2SP tlog-witness: each status that it must answer, and what it must refuse to whoever has stolen the log's key.
import { formatCheckpoint } from "@ledge/shared/transparency/checkpoint";
import { ed25519CosignatureVerifier } from "@ledge/shared/transparency/cosignature";
import { fromUtf8, joinBytes, toUtf8 } from "@ledge/shared/transparency/encoding";
import { logVerifier } from "@ledge/shared/transparency/log-signature";
import { mlDsa44CosignatureVerifier } from "@ledge/shared/transparency/ml-dsa-44";
import { parseSignatureLines } from "@ledge/shared/transparency/note";
import { judgeCheckpoint, type Policy } from "@ledge/shared/transparency/policy";
import { proveConsistency } from "@ledge/shared/transparency/prove";
import { emptyRoot } from "@ledge/shared/transparency/tree";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { memoryLog, type MemoryLog, signCheckpoint } from "../support/transparency/memory-log.ts";
import { type SampleKey, sampleKey } from "../support/transparency/sample-keys.ts";
import { startWitness, submission, type Witness } from "../support/transparency/witness.ts";

/** Each test has a log of its own, with one key: a witness has a state per origin. */
const ORIGINS = ["statuses", "growth", "race", "restart", "fork", "stolen", "empty", "two-keys", "served", "slow"].map(
  (name) => `${name}.example/log`,
);
const originOf = (name: string): string => `${name}.example/log`;
const NAME = "witness.example/w1";
const trees = new Map<string, Promise<MemoryLog>>();
/** The tree of the first `size` entries of a history: another history is another text. */
const tree = (size: number, history = "entry"): Promise<MemoryLog> => {
  const key = `${history} ${size}`;
  const known = trees.get(key) ?? memoryLog(Array.from({ length: size }, (_, index) => toUtf8(`${history} ${index}`)));
  trees.set(key, known);
  return known;
};
let keys: { log: SampleKey; second: SampleKey; thief: SampleKey; ed25519: SampleKey; quantum: SampleKey };
let witness: Witness;

const signed = async (name: string, size: number, history?: string, key = keys.log): Promise<Uint8Array> =>
  await signCheckpoint(originOf(name), await tree(size, history), key);
const grown = async (name: string, from: number, to: number, history?: string): Promise<Uint8Array> =>
  submission(from, await proveConsistency(from, to, (await tree(to, history)).read), await signed(name, to, history));
const policy = (name: string, quorum = 1): Policy => ({
  origin: originOf(name),
  logKeys: [logVerifier(keys.log.verifier)],
  witnesses: [ed25519CosignatureVerifier(keys.ed25519.verifier), mlDsa44CosignatureVerifier(keys.quantum.verifier)],
  quorum,
});
const settings = (): Record<string, string[]> => Object.fromEntries(ORIGINS.map((origin) => [origin, [keys.log.vkey, keys.second.vkey]]));
const pathOf = (name: string): string => `/${bytesToHex(sha256(toUtf8(originOf(name))))}/checkpoint`;

beforeAll(async () => {
  keys = {
    log: await sampleKey("log.example", "ed25519", 1),
    second: await sampleKey("log.example", "ed25519", 2),
    thief: await sampleKey("log.example", "ed25519", 3),
    ed25519: await sampleKey(NAME, "ed25519Cosignature", 4),
    quantum: await sampleKey(NAME, "mlDsa44Cosignature", 5),
  };
  witness = await startWitness(settings(), `${keys.ed25519.secret}\n${keys.quantum.secret}`);
});
afterAll(() => witness.stop());

describe("the witness", () => {
  test("cosigns a first checkpoint and each that extends it, with both of its keys", async () => {
    for (const [from, to] of [
      [0, 3],
      [3, 8],
      [8, 300],
      [300, 300],
    ] as const) {
      const { status, text, type } = await witness.post(await grown("growth", from, to));
      expect([status, type], `${from} to ${to}`).toEqual([200, "text/plain; charset=utf-8"]);
      const lines = parseSignatureLines(text)!;
      expect(lines.map(({ keyId }) => keyId)).toEqual([keys.ed25519.verifier.keyId, keys.quantum.verifier.keyId]);
      // The client may append the answer to its checkpoint (tlog-witness, add-checkpoint).
      expect(await judgeCheckpoint(joinBytes(await signed("growth", to), toUtf8(text)), policy("growth"))).toMatchObject({ ok: true });
      for (const { signature } of lines) {
        const seconds = Number(new DataView(signature.buffer, signature.byteOffset).getBigUint64(0));
        expect(Math.abs(seconds - Date.now() / 1_000)).toBeLessThan(60);
      }
    }
  });

  test.each<[string, () => Promise<Uint8Array | string>, number]>([
    ["no body", async () => "", 400],
    ["no old size", async () => await signed("statuses", 3), 400],
    ["an old size with a zero in front", async () => submission("03", [], await signed("statuses", 3)), 400],
    ["an old size that is no number", async () => submission("-1", [], await signed("statuses", 3)), 400],
    ["64 hashes", async () => submission(1, new Array(64).fill(emptyRoot()), await signed("statuses", 3)), 400],
    ["a hash of another length", async () => submission(1, [new Uint8Array(31)], await signed("statuses", 3)), 400],
    ["a note that is no checkpoint", async () => "old 0\n\ntext\n\n— a Uw2QOkn8\n", 400],
    ["an old size above the checkpoint's", async () => submission(4, [], await signed("statuses", 3)), 400],
    ["an unknown origin", async () => submission(0, [], await signed("unknown", 3)), 404],
    ["the signature of an unknown key", async () => submission(0, [], await signed("statuses", 3, "entry", keys.thief)), 403],
    [
      "a false signature of a known key",
      async () => fromUtf8(submission(0, [], await signed("statuses", 3)))!.replace("\n3\n", "\n4\n"),
      403,
    ],
    ["a proof from nothing", async () => submission(0, [emptyRoot()], await signed("statuses", 3)), 422],
    ["an old size that it never saw", async () => submission(2, [], await signed("statuses", 3)), 409],
    ["a body that is too long", async () => "a".repeat(300_000), 413],
  ])("answers %s by its status, and has cosigned nothing then", async (_what, body, status) => {
    expect((await witness.post(await body())).status).toBe(status);
    expect((await witness.get(pathOf("statuses"))).status).toBe(404);
  });

  test("answers an old size that is not its last with the last, in the form that the specification has", async () => {
    await witness.post(await grown("served", 0, 5));
    expect(await witness.post(await grown("served", 3, 8))).toEqual({ status: 409, type: "text/x.tlog.size", text: "5\n" });
    expect(await witness.post(await grown("served", 0, 8))).toMatchObject({ status: 409, text: "5\n" });
  });

  test("serves the last checkpoint with the signatures of the log and its own, and without those of others", async () => {
    const text = formatCheckpoint({ origin: originOf("two-keys"), ...(await tree(5)), extensions: [] });
    const others = (await Promise.all([keys.log, keys.thief, keys.second].map((key) => signed("two-keys", 5, "entry", key)))).map((one) =>
      fromUtf8(one)!.slice(text.length + 1),
    );
    expect((await witness.post(submission(0, [], toUtf8(`${text}\n${others.join("")}`)))).status).toBe(200);
    const { status, text: served, headers } = await witness.get(pathOf("two-keys"));
    expect([status, headers.get("Content-Type"), headers.get("Cache-Control")]).toEqual([
      200,
      "text/plain; charset=utf-8",
      "public, max-age=5",
    ]);
    expect(await judgeCheckpoint(toUtf8(served), policy("two-keys"))).toMatchObject({ ok: true, checkpoint: { size: 5 } });
    const ids = [keys.log, keys.second, keys.ed25519, keys.quantum].map(({ verifier }) => verifier.keyId);
    expect(parseSignatureLines(served.slice(text.length + 1))!.map(({ keyId }) => keyId)).toEqual(ids);
  });

  test("has no other path and no other method", async () => {
    expect((await witness.get("/")).status).toBe(404);
    expect((await witness.get("/add-checkpoint")).headers.get("Allow")).toBe("POST");
    expect((await witness.get(pathOf("served"), { method: "POST" })).status).toBe(405);
    expect((await witness.get(`/${"0".repeat(64)}/checkpoint`)).status).toBe(404);
  });

  test("takes an empty log only with the hash of nothing for its root", async () => {
    const forged = await signCheckpoint(originOf("empty"), { size: 0, root: new Uint8Array(32) }, keys.log);
    expect((await witness.post(submission(0, [], forged))).status).toBe(422);
    const empty = await signCheckpoint(originOf("empty"), { size: 0, root: emptyRoot() }, keys.log);
    expect((await witness.post(submission(0, [], empty))).status).toBe(200);
    expect((await witness.post(await grown("empty", 0, 3))).status).toBe(200);
  });

  test("of many checkpoints that race from one old size cosigns one, and never goes back", async () => {
    expect((await witness.post(await grown("race", 0, 4))).status).toBe(200);
    const sizes = Array.from({ length: 20 }, (_, index) => 5 + index);
    const answers = await Promise.all(sizes.map(async (size) => ({ size, ...(await witness.post(await grown("race", 4, size))) })));
    const [won, ...others] = answers.filter(({ status }) => status === 200);
    expect([others, answers.filter(({ status }) => status === 409).length]).toEqual([[], 19]);
    expect(await witness.post(await grown("race", 4, 4))).toMatchObject({ status: 409, text: `${won!.size}\n` });
    expect((await witness.get(pathOf("race"))).text.split("\n")[1]).toBe(String(won!.size));
  });

  test("remembers the last checkpoint over a restart", async () => {
    expect((await witness.post(await grown("restart", 0, 7))).status).toBe(200);
    await witness.restart();
    expect(await witness.post(await grown("restart", 0, 9))).toMatchObject({ status: 409, text: "7\n" });
    expect((await witness.get(pathOf("restart"))).text.split("\n")[1]).toBe("7");
    expect((await witness.post(await grown("restart", 7, 9))).status).toBe(200);
  });

  test("refuses a second tree of one size, and reports it by ids and numbers alone", async () => {
    expect((await witness.post(await grown("fork", 0, 6))).status).toBe(200);
    expect((await witness.post(submission(6, [], await signed("fork", 6, "forked")))).status).toBe(422);
    expect((await witness.post(await grown("fork", 6, 9, "forked"))).status).toBe(422);
    const lines = witness.logs.filter((line) => line.includes("addCheckpoint.inconsistent")).map((line) => JSON.parse(line));
    const subject = pathOf("fork").split("/")[1];
    expect(lines.filter((line) => line.subject === subject).map((line) => line.positions)).toEqual([
      [6, 6],
      [6, 9],
    ]);
  });

  test("refuses a history that was signed anew with the stolen key, whatever it is extended by", async () => {
    expect((await witness.post(await grown("stolen", 0, 20))).status).toBe(200);
    const attempts = [
      await grown("stolen", 0, 20, "rewritten"),
      await grown("stolen", 20, 25, "rewritten"),
      submission(20, await proveConsistency(20, 25, (await tree(25)).read), await signed("stolen", 25, "rewritten")),
      submission(20, [], await signed("stolen", 25, "rewritten")),
      await grown("stolen", 10, 15),
    ];
    const statuses: number[] = [];
    for (const attempt of attempts) statuses.push((await witness.post(attempt)).status);
    expect(statuses).toEqual([409, 422, 422, 422, 409]);
    expect(await judgeCheckpoint(toUtf8((await witness.get(pathOf("stolen"))).text), policy("stolen"))).toMatchObject({ ok: true });
    expect(await judgeCheckpoint(await signed("stolen", 25, "rewritten"), policy("stolen"))).toMatchObject({ ok: false });
  });
});

describe("a mutant of the witness", () => {
  const raced = async (mutant: Witness): Promise<number> => {
    await mutant.post(await grown("race", 0, 4));
    const answers = await Promise.all([5, 6, 7, 8, 9, 10].map(async (size) => await mutant.post(await grown("race", 4, size))));
    return answers.filter(({ status }) => status === 200).length;
  };

  test("that awaits between the comparison and the write cosigns several of the racing checkpoints", async () => {
    const write = "this.ctx.storage.sql.exec(WRITE, newer.size, newer.root);";
    const publish = "this.ctx.storage.sql.exec(PUBLISH,";
    const mutant = await startWitness(settings(), keys.ed25519.secret, [
      [write, ""],
      [publish, `await new Promise((resolve) => setTimeout(resolve, 20)); ${write} ${publish}`],
    ]);
    try {
      expect(await raced(mutant)).toBeGreaterThan(1);
    } finally {
      await mutant.stop();
    }
  });

  test("that does not verify consistency cosigns the rewritten history", async () => {
    const mutant = await startWitness(settings(), keys.ed25519.secret, [["!isConsistent(", "!((..._proof) => true)("]]);
    try {
      expect((await mutant.post(await grown("stolen", 0, 20))).status).toBe(200);
      expect((await mutant.post(await grown("stolen", 20, 25, "rewritten"))).status).toBe(200);
    } finally {
      await mutant.stop();
    }
  });
});

describe("settings", () => {
  test.each([
    ["no key", "", "{}"],
    ["a log's key", "log", ""],
    ["what is no key", "PRIVATE+KEY+x", ""],
  ])("with %s to cosign with cosign nothing, and show no key", async (_what, secret) => {
    const broken = await startWitness(settings(), secret === "log" ? keys.log.secret : secret);
    try {
      const answer = await broken.post(await grown("growth", 0, 3));
      expect([answer.status, answer.text]).toEqual([500, "The witness failed.\n"]);
      expect((await broken.get(pathOf("growth"))).status).toBe(404);
      expect(broken.logs.join("\n")).not.toMatch(/PRIVATE|AQEB/);
    } finally {
      await broken.stop();
    }
  });

  test("with a log's key that is malformed follow no log", async () => {
    const broken = await startWitness({ ...settings(), "other.example": ["other.example+00000000+AAAA"] }, keys.ed25519.secret);
    try {
      expect((await broken.post(await grown("growth", 0, 3))).status).toBe(500);
    } finally {
      await broken.stop();
    }
  });
});
