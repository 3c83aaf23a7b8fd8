// A receipt is verified by whoever holds it, without the platform: one that was changed anywhere, or is another's, is refused.
import { ReceiptVerificationError, type ReceiptKeys, verifyReceipt } from "@ledge/client/receipts";
import type { LoggedRecord, RecordedTransfer } from "@ledge/shared/contracts/audit";
import { example } from "@ledge/shared/schema";
import { toBase64 } from "@ledge/shared/transparency/encoding";
import { recordEntry } from "@ledge/shared/transparency/record";
import { CompactSign, importJWK } from "jose";
import { beforeAll, describe, expect, test } from "vitest";
import { proofOf } from "../../workers/audit/src/log/proof-of.ts";
import { receiptKeysOf } from "../../workers/audit/src/receipt/keys.ts";
import { signReceipt } from "../../workers/audit/src/receipt/sign-receipt.ts";
import { memoryWitness, quorumWith, sendTo } from "../support/transparency/memory-witness.ts";
import { entriesOf, filesOf, ORIGIN, sealFixture } from "../support/transparency/seal-fixture.ts";

const SALT = new Uint8Array(16).fill(5);
const INDEX = 3;
const SEEDS = ["02".repeat(32), "03".repeat(32)];
const institution = { id: "p", keyId: "p", scopes: ["operator"], customerId: null } as const;
interface Given {
  readonly jws: string;
  readonly proof: string | null;
}
const transfer = { id: example("transfer"), amount: "1050", currency: "EUR" } as unknown as RecordedTransfer["transfer"];
const logged: LoggedRecord = {
  index: INDEX,
  salt: toBase64(SALT),
  record: {
    ...{ v: 1, id: example("auditRecord"), at: "2026-11-22T10:00:00.123456Z", principal: null, on_behalf_of: null },
    ...{ operation: "createTransfer", outcome: "done", resources: [transfer.id], request_id: null, trace_id: null },
    ...{ fingerprint: null, key_digest: null },
  },
};
let keys: ReceiptKeys;
let proof: string;

async function receipt(statement: Partial<RecordedTransfer> = {}, issuer = ORIGIN, seeds = SEEDS): Promise<string> {
  const { signing } = await receiptKeysOf(seeds.join(" "));
  return await signReceipt(signing, { issuer, principal: institution, recorded: { transfer, logged, ...statement }, now: new Date(0) });
}

/** A JWS of the log's own key, by a library that is not ours. */
async function signed(payload: unknown): Promise<string> {
  const { signing, jwks } = await receiptKeysOf(SEEDS[0]!);
  const jwk = { ...jwks.keys[0]!, d: Buffer.from(SEEDS[0]!, "hex").toString("base64url") };
  return await new CompactSign(Buffer.from(JSON.stringify(payload)))
    .setProtectedHeader({ alg: "EdDSA", typ: "ledge-receipt+json", kid: signing.kid })
    .sign(await importJWK(jwk as Parameters<typeof importJWK>[0], "EdDSA"));
}

const whole = { v: 1, issuer: ORIGIN, issued_at: new Date(0), transfer, logged };

beforeAll(async () => {
  const log = await sealFixture(0);
  const witness = await memoryWitness("w.example", 9);
  log.quorum = quorumWith([witness], 1);
  log.send = sendTo([witness]);
  log.entries = [...entriesOf(INDEX), recordEntry(SALT, logged.record), ...entriesOf(9, "later")];
  await log.finish();
  proof = (await proofOf(filesOf(log), INDEX))!;
  const { jwks } = await receiptKeysOf(SEEDS.join(" "));
  keys = { jwks, origin: ORIGIN, verifierKey: log.key.vkey, witnesses: [witness.key.vkey], quorum: 1 };
});

describe("a receipt", () => {
  test("states the transfer and its record, and the tree that proves them", async () => {
    expect(await verifyReceipt({ jws: await receipt(), proof }, keys)).toEqual({
      ...{ transfer, logged, issuedAt: new Date(0) },
      sealed: { size: INDEX + 1 + 9, witnesses: ["w.example"] },
    });
  });

  test("that is not sealed yet says so, and is signed", async () => {
    expect((await verifyReceipt({ jws: await receipt(), proof: null }, keys)).sealed).toBeNull();
  });

  test("of an earlier key is verified as long as the key is shown", async () => {
    const jws = await receipt({}, ORIGIN, [SEEDS[1]!]);
    expect((await verifyReceipt({ jws, proof }, keys)).transfer).toEqual(transfer);
    const { jwks } = await receiptKeysOf(SEEDS[0]!);
    await expect(verifyReceipt({ jws, proof }, { ...keys, jwks })).rejects.toMatchObject({ code: "key_unknown" });
  });

  const other = { ...logged, record: { ...logged.record, at: "2026-11-22T10:00:00.123457Z" } };
  const withPart = (jws: string, at: number, change: (text: string) => string): string =>
    jws
      .split(".")
      .map((part, index) =>
        index === at ? Buffer.from(change(Buffer.from(part, "base64url").toString("latin1")), "latin1").toString("base64url") : part,
      )
      .join(".");
  test.each<[string, ReceiptVerificationError["code"], () => Promise<Given>]>([
    [
      "a changed amount",
      "signature_mismatch",
      async () => ({ jws: withPart(await receipt(), 1, (text) => text.replace("1050", "9050")), proof }),
    ],
    [
      "a changed signature",
      "signature_mismatch",
      async () => ({ jws: withPart(await receipt(), 2, (text) => `${text.slice(1)}x`), proof }),
    ],
    [
      "another type",
      "malformed",
      async () => ({ jws: withPart(await receipt(), 0, (text) => text.replace("ledge-receipt", "jwt")), proof }),
    ],
    ["no algorithm", "malformed", async () => ({ jws: withPart(await receipt(), 0, (text) => text.replace("EdDSA", "none")), proof })],
    ["a part too many", "malformed", async () => ({ jws: `${await receipt()}.e30`, proof })],
    ["no JWS", "malformed", async () => ({ jws: "receipt", proof })],
    ["a member jws that is missing", "malformed", async () => ({ proof }) as unknown as Given],
    ["nothing in it", "malformed", async () => null as unknown as Given],
    ["no member proof", "malformed", async () => ({ jws: await receipt() }) as unknown as Given],
    ["a proof that is no text", "malformed", async () => ({ jws: await receipt(), proof: { toString: 1 } }) as unknown as Given],
    ["null for its header", "malformed", async () => ({ jws: withPart(await receipt(), 0, () => "null"), proof })],
    ["another log's issuer", "foreign", async () => ({ jws: await receipt({}, "other.example"), proof })],
    ["an unknown key", "key_unknown", async () => ({ jws: await receipt({}, ORIGIN, ["04".repeat(32)]), proof })],
    [
      "the record of another transfer",
      "record_mismatch",
      async () => ({ jws: await receipt({ logged: { ...logged, record: { ...logged.record, resources: [] } } }), proof }),
    ],
    [
      "the record of a write that was refused",
      "record_mismatch",
      async () => ({ jws: await receipt({ logged: { ...logged, record: { ...logged.record, outcome: "transfer_reversed" } } }), proof }),
    ],
    ["a record that is not in the tree", "proof_mismatch", async () => ({ jws: await receipt({ logged: other }), proof })],
    ["another place in the tree", "proof_mismatch", async () => ({ jws: await receipt({ logged: { ...logged, index: 2 } }), proof })],
    ["a changed proof", "proof_mismatch", async () => ({ jws: await receipt(), proof: proof.replace("index 3", "index 4") })],
    ["a proof that is none", "proof_mismatch", async () => ({ jws: await receipt(), proof: "c2sp.org/tlog-proof@v1\n" })],
  ])("with %s is refused: %s", async (_what, code, make) => {
    const verifying = verifyReceipt(await make(), keys);
    await expect(verifying).rejects.toBeInstanceOf(ReceiptVerificationError);
    await expect(verifying).rejects.toMatchObject({ code });
  });

  const { record } = logged;
  test.each<[string, unknown]>([
    ["null", null],
    ["a text", "receipt"],
    ["another version", { ...whole, v: 2 }],
    ["no transfer", { ...whole, transfer: undefined }],
    ["a transfer without an id", { ...whole, transfer: {} }],
    ["no record", { ...whole, logged: undefined }],
    ["null for a record and its place", { ...whole, logged: null }],
    ["no place in the tree", { ...whole, logged: { ...logged, index: undefined } }],
    ["null for a record", { ...whole, logged: { ...logged, record: null } }],
    ["a text for the resources of its record", { ...whole, logged: { ...logged, record: { ...record, resources: transfer.id } } }],
    ["a record that JSON cannot say exactly", { ...whole, logged: { ...logged, record: { ...record, v: 1.5 } } }],
    ["a short salt", { ...whole, logged: { ...logged, salt: toBase64(SALT.slice(1)) } }],
    ["no salt", { ...whole, logged: { ...logged, salt: undefined } }],
    ["neither a record nor its entry", { ...whole, logged: { index: INDEX } }],
    ["an entry that is no base64", { ...whole, logged: { index: INDEX, entry: "…" } }],
    ["an entry that is no text", { ...whole, logged: { index: INDEX, entry: { toString: 1 } } }],
    ["no time", { ...whole, issued_at: undefined }],
    ["a text for its time", { ...whole, issued_at: "yesterday" }],
    ["a time that is no text", { ...whole, issued_at: { toString: 1 } }],
  ])("whose signed statement has %s is refused as malformed, sealed or not", async (_what, statement) => {
    const jws = await signed(statement);
    for (const given of [proof, null, "c2sp.org/tlog-proof@v1\n"]) {
      const verifying = verifyReceipt({ jws, proof: given }, keys);
      await expect(verifying).rejects.toBeInstanceOf(ReceiptVerificationError);
      await expect(verifying).rejects.toMatchObject({ code: "malformed" });
    }
  });

  test("that too few witnesses have seen is refused", async () => {
    const unknown = await memoryWitness("w2.example", 10);
    const wanting = { ...keys, witnesses: [unknown.key.vkey] };
    await expect(verifyReceipt({ jws: await receipt(), proof }, wanting)).rejects.toMatchObject({ code: "proof_mismatch" });
  });

  test("is a JWS of any JOSE library's, and one that another library signs is verified", async () => {
    expect(await signed(whole)).toBe(await receipt());
  });
});

describe("keys", () => {
  // NaN compares with no number: a check of the quorum alone would let every proof pass.
  test.each([Number.NaN, -1, 0.5, 2, Number.POSITIVE_INFINITY, "1" as unknown as number])(
    "with a quorum of %s, of one witness, are refused before a receipt is judged",
    async (quorum) => {
      for (const given of [proof, null])
        await expect(verifyReceipt({ jws: await receipt(), proof: given }, { ...keys, quorum })).rejects.toThrow(RangeError);
    },
  );
  test("of receipts that are malformed are the caller's mistake, not the receipt's", async () => {
    const [key] = keys.jwks.keys;
    for (const x of [undefined, "", "…", "AAAA"])
      await expect(verifyReceipt({ jws: await receipt(), proof }, { ...keys, jwks: { keys: [{ ...key, x }] as never } })).rejects.toThrow(
        RangeError,
      );
  });

  test.each(["", "log.example+00000000+AAAA"])("that are malformed stop the verification (%s)", async (verifierKey) => {
    await expect(verifyReceipt({ jws: await receipt(), proof }, { ...keys, verifierKey })).rejects.toThrow(RangeError);
  });
  test.each(["", "zz", "02".repeat(31)])("of receipts that are no seeds are refused and not shown (%s)", async (secret) => {
    await expect(receiptKeysOf(secret)).rejects.toThrow(/^(?:a seed is 64 hexadecimal digits|RECEIPT_KEYS has no key)$/);
  });
});
