// A receipt by the keys that `/.well-known/ledge-log.json` lists: a witness has one of Ed25519 and one of ML-DSA-44 (decision 66), and a page need not bring
// the code of the second.
import { mlDsa44 } from "@ledge/client/ml-dsa-44";
import { type ReceiptKeys, verifyReceipt } from "@ledge/client/receipts";
import { type Cosigner, ed25519Cosigner } from "@ledge/shared/transparency/cosignature";
import { mlDsa44Cosigner } from "@ledge/shared/transparency/ml-dsa-44";
import { beforeAll, describe, expect, test } from "vitest";
import { type SampleKey, sampleKey } from "../support/transparency/sample-keys.ts";
import { sampleJwks, sampleJws, sampleProof } from "../support/transparency/sample-receipts.ts";
import { lines, ORIGIN } from "../support/transparency/verify-fixture.ts";

const [W1, W2] = ["witness.example/w1", "witness.example/w2"];
const SOME = lines(12);
const INDEX = 4;
let log: SampleKey;
let trusted: ReceiptKeys;
/** Of both witnesses both kinds of keys, as the log lists them. */
let listed: readonly SampleKey[];
let cosigners: readonly Cosigner[];

beforeAll(async () => {
  log = await sampleKey(ORIGIN, "ed25519", 20);
  trusted = { jwks: await sampleJwks(), origin: ORIGIN, verifierKey: log.vkey };
  listed = [
    await sampleKey(W1, "ed25519Cosignature", 21),
    await sampleKey(W1, "mlDsa44Cosignature", 22),
    await sampleKey(W2, "ed25519Cosignature", 23),
    await sampleKey(W2, "mlDsa44Cosignature", 24),
  ];
  cosigners = await Promise.all(
    listed.map(({ signing }, at) => (at % 2 === 0 ? ed25519Cosigner(signing) : Promise.resolve(mlDsa44Cosigner(signing)))),
  );
});

const keysOf = (quorum: number, witnesses: readonly SampleKey[] = listed): ReceiptKeys => ({
  ...trusted,
  witnesses: witnesses.map(({ vkey }) => vkey),
  quorum,
});
/** A receipt that these have cosigned. */
const receiptBy = async (...by: readonly Cosigner[]) => ({
  jws: await sampleJws(SOME[INDEX]!, ORIGIN),
  proof: await sampleProof(INDEX, { origin: ORIGIN, lines: SOME, log, cosigners: by }),
});

describe("the witnesses that a log lists", () => {
  test("are passed on as they are: without ML-DSA-44 their keys of Ed25519 count", async () => {
    const { sealed } = await verifyReceipt(await receiptBy(...cosigners), keysOf(2));
    expect(sealed?.witnesses).toEqual([W1, W2]);
  });

  test("count once each, with ML-DSA-44 too", async () => {
    const receipt = await receiptBy(...cosigners.slice(0, 2));
    expect((await verifyReceipt(receipt, { ...keysOf(1), mlDsa44 })).sealed?.witnesses).toEqual([W1]);
    await expect(verifyReceipt(receipt, { ...keysOf(2), mlDsa44 })).rejects.toMatchObject({ code: "proof_mismatch" });
  });

  test("that have cosigned by ML-DSA-44 alone count for who brings it, and for nobody else", async () => {
    const receipt = await receiptBy(cosigners[1]!, cosigners[3]!);
    expect((await verifyReceipt(receipt, { ...keysOf(2), mlDsa44 })).sealed?.witnesses).toEqual([W1, W2]);
    await expect(verifyReceipt(receipt, keysOf(1))).rejects.toMatchObject({ code: "proof_mismatch" });
  });

  test("with a false cosignature of ML-DSA-44 are refused by who brings it", async () => {
    const false44: Cosigner = {
      ...cosigners[1]!,
      cosign: async (text, time) => {
        const { signature, ...of } = await cosigners[1]!.cosign(text, time);
        return { ...of, signature: signature.map((byte, at) => (at === signature.length - 1 ? byte ^ 1 : byte)) };
      },
    };
    const receipt = await receiptBy(cosigners[0]!, false44);
    await expect(verifyReceipt(receipt, { ...keysOf(1), mlDsa44 })).rejects.toMatchObject({ code: "proof_mismatch" });
  });

  // A quorum that is out of reach would call every receipt false.
  test("whose keys are all passed over make the quorum unreachable, which is the caller's mistake", async () => {
    const receipt = await receiptBy(...cosigners);
    const only44 = listed.filter(({ signing }) => signing.type === 0x06);
    await expect(verifyReceipt(receipt, keysOf(1, only44))).rejects.toThrow(RangeError);
    expect((await verifyReceipt(receipt, { ...keysOf(2, only44), mlDsa44 })).sealed?.witnesses).toEqual([W1, W2]);
  });

  test("have keys of no third kind", async () => {
    const logs = await sampleKey(W1, "ed25519", 21);
    await expect(verifyReceipt(await receiptBy(), { ...keysOf(0, [logs]), mlDsa44 })).rejects.toThrow(RangeError);
  });
});

test("a log of several keys is believed by any of them", async () => {
  const other = await sampleKey(ORIGIN, "ed25519", 99);
  const keys = { ...trusted, verifierKey: [other.vkey, log.vkey] };
  expect((await verifyReceipt(await receiptBy(), keys)).sealed?.witnesses).toEqual([]);
  await expect(verifyReceipt(await receiptBy(), { ...keys, verifierKey: [other.vkey] })).rejects.toMatchObject({ code: "proof_mismatch" });
  await expect(verifyReceipt(await receiptBy(), { ...keys, verifierKey: [] })).rejects.toMatchObject({ code: "proof_mismatch" });
});
