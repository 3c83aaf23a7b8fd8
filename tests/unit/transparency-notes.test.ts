// Notes, checkpoints, cosignatures and proofs by C2SP's specifications: their own examples, and what they say must be refused.
import { formatCheckpoint, parseCheckpoint } from "@ledge/shared/transparency/checkpoint";
import { ed25519Cosigner, ed25519CosignatureVerifier } from "@ledge/shared/transparency/cosignature";
import { fromBase64, fromUtf8, toBase64, toUtf8 } from "@ledge/shared/transparency/encoding";
import { formatVerifierKey, parseSigningKey, parseVerifierKey } from "@ledge/shared/transparency/keys";
import { logSigner, logVerifier } from "@ledge/shared/transparency/log-signature";
import { mlDsa44Cosigner, mlDsa44CosignatureVerifier } from "@ledge/shared/transparency/ml-dsa-44";
import { formatNote, type Note, parseNote, parseSignatureLines, signatureLine, verifyNote } from "@ledge/shared/transparency/note";
import { judgeCheckpoint, type Policy } from "@ledge/shared/transparency/policy";
import { formatProof, judgeProof, parseProof } from "@ledge/shared/transparency/proof";
import { proveInclusion } from "@ledge/shared/transparency/prove";
import { leafHash } from "@ledge/shared/transparency/tree";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { memoryLog, type MemoryLog, NOW_SECONDS, signCheckpoint } from "../support/transparency/memory-log.ts";
import { type SampleKey, sampleKey } from "../support/transparency/sample-keys.ts";

/** Of signed-note, Verifier keys. */
const VKEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
const NOTE = `This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
`;
const ORIGIN = "log.example.com";
const parsed = (note: string): Note => parseNote(toUtf8(note))!;
let keys: { log: SampleKey; other: SampleKey; w1: SampleKey; w1Quantum: SampleKey; w2: SampleKey };
let log: MemoryLog;

beforeAll(async () => {
  keys = {
    log: await sampleKey(ORIGIN, "ed25519", 1),
    other: await sampleKey(ORIGIN, "ed25519", 2),
    w1: await sampleKey("witness.example/w1", "ed25519Cosignature", 3),
    w1Quantum: await sampleKey("witness.example/w1", "mlDsa44Cosignature", 4),
    w2: await sampleKey("witness.example/w2", "mlDsa44Cosignature", 5),
  };
  log = await memoryLog(Array.from({ length: 10 }, (_, index) => toUtf8(`entry ${index}`)));
});

describe("a note", () => {
  test("of the specification is verified by the specification's key", async () => {
    const verifier = logVerifier(parseVerifierKey(VKEY)!);
    expect(await verifyNote(parsed(NOTE), [verifier])).toEqual({ ok: true, by: [verifier] });
    expect(formatNote(parsed(NOTE))).toBe(NOTE);
    expect(formatVerifierKey(parseVerifierKey(VKEY)!)).toBe(VKEY);
  });

  test.each([
    [
      "a signature of a known key is false",
      NOTE.replace("example message", "exemple message"),
      { fault: "bad_signature", name: "example.com/foo" },
    ],
    ["nobody known has signed, by name", NOTE.replace("— example.com/foo", "— example.com/bar"), { fault: "unknown_keys" }],
    ["nobody known has signed, by key id", NOTE.replace("foo Uw2Q", "foo Vw2Q"), { fault: "unknown_keys" }],
    [
      "one of two signatures of a known key is false",
      `${NOTE}${NOTE.split("\n")[2]!.replace("aQM=", "aAM=")}\n`,
      { fault: "bad_signature", name: "example.com/foo" },
    ],
  ])("is refused when %s", async (_why, note, fault) => {
    expect(await verifyNote(parsed(note), [logVerifier(parseVerifierKey(VKEY)!)])).toEqual({ ok: false, ...fault });
  });

  test("may have empty lines, more signatures of unknown keys, and a text that looks like signatures", () => {
    const note = `— a Uw2QOkn8\n\nb\n\n— c Uw2QOkn8\n— d e Uw2QOkn8\n`;
    expect(parseNote(toUtf8(note))).toBeNull();
    expect(parsed(note.replace("— d e", "— d")).text).toBe("— a Uw2QOkn8\n\nb\n");
    expect(parsed(NOTE + "— x Uw2QOkn8\n".repeat(31)).signatures).toHaveLength(32);
  });

  test.each([
    ["no signature", "text\n\n"],
    ["no empty line", "text\n— a Uw2QOkn8\n"],
    ["no last newline", "text\n\n— a Uw2QOkn8"],
    ["a hyphen for the dash", "text\n\n- a Uw2QOkn8\n"],
    ["two spaces", "text\n\n— a  Uw2QOkn8\n"],
    ["a plus in a name", "text\n\n— a+b Uw2QOkn8\n"],
    ["a space of another kind in a name", "text\n\n— a\u00a0b Uw2QOkn8\n"],
    ["a control character", "te\u0001xt\n\n— a Uw2QOkn8\n"],
    ["a carriage return", "text\r\n\n— a Uw2QOkn8\n"],
    ["a key id alone", "text\n\n— a Uw2QOg==\n"],
    ["base64 without padding", "text\n\n— a Uw2QOkk\n"],
    ["base64 with unused bits", "text\n\n— a Uw2QOkl=\n"],
    ["too many signatures", `text\n\n${"— a Uw2QOkn8\n".repeat(33)}`],
    ["too many bytes", `${"a".repeat(262_144)}\n\n— a Uw2QOkn8\n`],
  ])("with %s is malformed", (_what, note) => {
    expect(parseNote(toUtf8(note))).toBeNull();
  });

  test("of bytes that are no UTF-8 is malformed, and a byte order mark is a character of the text", () => {
    expect(parseNote(Uint8Array.of(0xff, ...toUtf8(NOTE)))).toBeNull();
    expect(parsed(`\ufeff${NOTE}`).text.charCodeAt(0)).toBe(0xfeff);
  });

  test("is not made of a text without its newline or with control characters", () => {
    for (const text of ["a", "a\u0000\n", "\ud800\n"]) expect(() => formatNote({ text, signatures: [] })).toThrow(RangeError);
  });
});

describe("a key", () => {
  test.each([
    VKEY.replace("530d903a", "530d903b"),
    VKEY.replace("530d903a", "530D903A"),
    VKEY.replace("example.com/foo", "example.com/fo"),
    VKEY.replace("+Aeky", "+Aekz"),
    VKEY.replace("+530d903a", ""),
    `${VKEY}=`,
  ])("of text %s is refused", (text) => {
    expect(parseVerifierKey(text)).toBeNull();
  });

  test("that signs is refused when its id is not its public key's, or when it is of another type", async () => {
    const wrongId = keys.log.secret.replace(/\+[0-9a-f]{8}\+/, "+00000000+");
    await expect(logSigner(parseSigningKey(wrongId)!)).rejects.toThrow("is not that of its public key");
    await expect(logSigner(keys.w1.signing)).rejects.toThrow(RangeError);
    await expect(ed25519Cosigner(keys.log.signing)).rejects.toThrow(RangeError);
    expect(() => mlDsa44Cosigner(keys.w1.signing)).toThrow(RangeError);
    expect(() => logVerifier(keys.w1.verifier)).toThrow(RangeError);
    expect(() => ed25519CosignatureVerifier(keys.log.verifier)).toThrow(RangeError);
    expect(() => mlDsa44CosignatureVerifier(keys.w1.verifier)).toThrow(RangeError);
    expect(parseSigningKey(keys.log.vkey)).toBeNull();
  });
});

describe("base64", () => {
  test("is what the platform's own codec writes, and is read back", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString("base64"));
        expect(fromBase64(toBase64(bytes))).toEqual(bytes);
      }),
    );
  });
  test.each(["A", "AA", "AA=", "AB==", "AAB=", "A===", "AA==AA==", "AAAA\n", "AA-_", " AAA"])("refuses %s", (text) => {
    expect(fromBase64(text)).toBeNull();
  });
});

describe("a checkpoint", () => {
  const EXAMPLE = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
  test("of the specification is read and written", () => {
    const checkpoint = parseCheckpoint(EXAMPLE)!;
    expect([checkpoint.origin, checkpoint.size, checkpoint.extensions]).toEqual(["example.com/behind-the-sofa", 20_852_163, []]);
    expect(formatCheckpoint(checkpoint)).toBe(EXAMPLE);
    expect(parseCheckpoint(`${EXAMPLE}more\n`)!.extensions).toEqual(["more"]);
  });

  test.each([
    ["a leading zero", EXAMPLE.replace("\n2", "\n02")],
    ["a sign", EXAMPLE.replace("\n2", "\n+2")],
    ["a size beyond 2^53 - 1", EXAMPLE.replace("20852163", "9007199254740992")],
    ["no origin", EXAMPLE.replace("example.com/behind-the-sofa", "")],
    ["a short root", EXAMPLE.replace("CsUY", "")],
    ["an empty extension", `${EXAMPLE}\n`],
    ["no last newline", EXAMPLE.slice(0, -1)],
    ["two lines", "a\n1\n"],
  ])("with %s is none", (_what, text) => {
    expect(parseCheckpoint(text)).toBeNull();
  });

  test("is not written when it could not be read", () => {
    const checkpoint = parseCheckpoint(EXAMPLE)!;
    for (const change of [
      { size: -1 },
      { size: 1.5 },
      { origin: "" },
      { origin: "a\nb" },
      { root: new Uint8Array(31) },
      { extensions: [""] },
    ])
      expect(() => formatCheckpoint({ ...checkpoint, ...change })).toThrow(RangeError);
  });
});

describe("a cosignature", () => {
  const text = (): string => formatCheckpoint({ origin: ORIGIN, size: log.size, root: log.root, extensions: [] });
  const kinds = async () => [
    { cosigner: await ed25519Cosigner(keys.w1.signing), verifier: ed25519CosignatureVerifier(keys.w1.verifier), length: 8 + 64 },
    { cosigner: mlDsa44Cosigner(keys.w2.signing), verifier: mlDsa44CosignatureVerifier(keys.w2.verifier), length: 8 + 2_420 },
  ];

  test("of either kind is verified, and has the length of its structure and its time in front", async () => {
    for (const { cosigner, verifier, length } of await kinds()) {
      const { signature } = await cosigner.cosign(text(), NOW_SECONDS);
      expect(signature).toHaveLength(length);
      expect(new DataView(signature.buffer).getBigUint64(0)).toBe(BigInt(NOW_SECONDS));
      expect(await verifier.verify(text(), signature)).toBe(true);
    }
  });

  test("is false for another time, size or signature, when it is cut, and as the log's own signature", async () => {
    for (const { cosigner, verifier } of await kinds()) {
      const { signature } = await cosigner.cosign(text(), NOW_SECONDS);
      const changed = (at: number): Uint8Array => signature.map((byte, position) => (position === at ? byte ^ 1 : byte));
      const judged = [
        ...[7, 8, signature.length - 1].map((at) => verifier.verify(text(), changed(at))),
        ...[0, 7, 8, signature.length - 1].map((end) => verifier.verify(text(), signature.subarray(0, end))),
        verifier.verify(text().replace("\n10\n", "\n11\n"), signature),
        verifier.verify(text(), changed(0)),
      ];
      expect((await Promise.all(judged)).filter(Boolean)).toEqual([]);
    }
    const signature = await (await ed25519Cosigner(keys.w1.signing)).cosign(text(), NOW_SECONDS);
    const sameKeyAsLog = await sampleKey(ORIGIN, "ed25519", 3);
    expect(await logVerifier(sameKeyAsLog.verifier).verify(text(), signature.signature.subarray(8))).toBe(false);
  });

  test("of ML-DSA-44 commits to its cosigner's name and the origin, and not to extension lines; that of Ed25519 to all lines", async () => {
    const renamed = await sampleKey("witness.example/x2", "mlDsa44Cosignature", 5);
    const [ed25519, quantum] = await kinds();
    const { signature } = await quantum!.cosigner.cosign(text(), NOW_SECONDS);
    expect(await mlDsa44CosignatureVerifier(renamed.verifier).verify(text(), signature)).toBe(false);
    expect(await quantum!.verifier.verify(text().replace(ORIGIN, "log.example.org"), signature)).toBe(false);
    expect(await quantum!.verifier.verify(`${text()}extension\n`, signature)).toBe(true);
    const line = await ed25519!.cosigner.cosign(text(), NOW_SECONDS);
    expect(await ed25519!.verifier.verify(`${text()}extension\n`, line.signature)).toBe(false);
  });

  test("is a line that is read back, and no line is a text without its newline", async () => {
    const one = await mlDsa44Cosigner(keys.w2.signing).cosign(text(), NOW_SECONDS);
    expect(parseSignatureLines(signatureLine(one))).toEqual([one]);
    expect(parseSignatureLines(signatureLine(one).trim())).toBeNull();
  });

  test("is not issued for what is no checkpoint", async () => {
    await expect(mlDsa44Cosigner(keys.w2.signing).cosign("text\n", NOW_SECONDS)).rejects.toThrow(RangeError);
  });
});

describe("a policy", () => {
  const policy = (quorum: number): Policy => ({
    origin: ORIGIN,
    logKeys: [logVerifier(keys.log.verifier)],
    witnesses: [
      ed25519CosignatureVerifier(keys.w1.verifier),
      mlDsa44CosignatureVerifier(keys.w1Quantum.verifier),
      mlDsa44CosignatureVerifier(keys.w2.verifier),
    ],
    quorum,
  });
  const w1 = async () => [await ed25519Cosigner(keys.w1.signing), mlDsa44Cosigner(keys.w1Quantum.signing)];

  test("counts witnesses and not their keys", async () => {
    const byOne = await signCheckpoint(ORIGIN, log, keys.log, await w1());
    expect(await judgeCheckpoint(byOne, policy(1))).toMatchObject({ ok: true, witnesses: ["witness.example/w1"] });
    expect(await judgeCheckpoint(byOne, policy(2))).toEqual({ ok: false, fault: "has cosignatures of 1 witnesses, not of 2" });
    const byTwo = await signCheckpoint(ORIGIN, log, keys.log, [...(await w1()), mlDsa44Cosigner(keys.w2.signing)]);
    expect(await judgeCheckpoint(byTwo, policy(2))).toMatchObject({ ok: true, checkpoint: { size: 10 } });
  });

  test("refuses another log, what is no checkpoint, and cosignatures without the log's own signature", async () => {
    const faultOf = async (bytes: Uint8Array): Promise<unknown> => await judgeCheckpoint(bytes, policy(0));
    expect(await faultOf(await signCheckpoint("other.example", log, keys.log))).toMatchObject({
      fault: `is of the log other.example, not of ${ORIGIN}`,
    });
    expect(await faultOf(toUtf8(NOTE))).toMatchObject({ fault: "is no checkpoint" });
    const byOther = await signCheckpoint(ORIGIN, log, keys.other, await w1());
    expect(await faultOf(byOther)).toEqual({ ok: false, fault: "has no signature of the log's key" });
    const text = fromUtf8(await signCheckpoint(ORIGIN, log, keys.log, await w1()))!;
    expect(await faultOf(toUtf8(text.replace("\n10\n", "\n11\n")))).toEqual({ ok: false, fault: `has a false signature of ${ORIGIN}` });
  });

  test("accepts a proof of a record of the log, and refuses one of another record, index or path", async () => {
    const checkpoint = await signCheckpoint(ORIGIN, log, keys.log, await w1());
    const proof = { extra: toUtf8("not believed"), index: 3, path: await proveInclusion(3, 10, log.read), checkpoint };
    const leaf = leafHash(toUtf8("entry 3"));
    const read = parseProof(toUtf8(formatProof(proof)))!;
    expect(read).toEqual(proof);
    expect(await judgeProof(read, leaf, policy(1))).toMatchObject({ ok: true });
    expect(await judgeProof(read, leafHash(toUtf8("entry 4")), policy(1))).toMatchObject({
      fault: "does not lead from the record to the root of 10 leaves",
    });
    expect(await judgeProof({ ...read, index: 4 }, leaf, policy(1))).toMatchObject({ ok: false });
    expect(await judgeProof(read, leaf, policy(2))).toMatchObject({ fault: expect.stringMatching(/^its checkpoint has cosignatures/) });
  });

  test.each([
    ["another header", (text: string) => text.replace("@v1", "@v2")],
    ["no index", (text: string) => text.replace(/index 3\n/, "")],
    ["an index with a zero in front", (text: string) => text.replace("index 3", "index 03")],
    ["extra data that is no base64", (text: string) => text.replace("\n", "\nextra *\n")],
    ["a hash of another length", (text: string) => text.replace("index 3\n", "index 3\nAAAA\n")],
    ["more hashes than a tree has levels", (text: string) => text.replace("index 3\n", `index 3\n${`${"A".repeat(43)}=\n`.repeat(64)}`)],
    ["no checkpoint", (text: string) => text.slice(0, text.indexOf("\n\n"))],
  ])("refuses a proof with %s", async (_what, change) => {
    const checkpoint = await signCheckpoint(ORIGIN, log, keys.log);
    const text = formatProof({ extra: null, index: 3, path: await proveInclusion(3, 10, log.read), checkpoint });
    expect(parseProof(toUtf8(text))).not.toBeNull();
    expect(parseProof(toUtf8(change(text)))).toBeNull();
  });
});
