// A record of the audit log as an entry of the tree. The vectors are frozen: records of this version are in trees for good, so code that changes one
// of these bytes makes every proof false.
import { auditRecord, type AuditRecord } from "@ledge/shared/contracts/audit-record";
import { toUtf8 } from "@ledge/shared/transparency/encoding";
import { recordEntry } from "@ledge/shared/transparency/record";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const ID = "01jd2m8xk7e9vbt3q5w6y8z0ac";
const SALT = Uint8Array.from({ length: 16 }, (_, index) => index);
const done: AuditRecord = {
  v: 1,
  id: `aud_${ID}`,
  at: "2026-11-29T12:00:00.000000Z",
  principal: `key_${ID}`,
  on_behalf_of: `cus_${ID}`,
  operation: "createTransfer",
  outcome: "done",
  resources: [`trf_${ID}`, `txn_${ID}`],
  request_id: `req_${ID}`,
  trace_id: "0af7651916cd43dd8448eb211c80319c",
  fingerprint: "a".repeat(64),
  key_digest: "b".repeat(64),
};
const ofThePlatform: AuditRecord = {
  ...{
    v: 1,
    id: `aud_${ID}`,
    at: "2026-11-29T12:00:00.000001Z",
    principal: null,
    on_behalf_of: null,
    operation: "expireHold",
    outcome: "done",
  },
  ...{ resources: [`hold_${ID}`], request_id: null, trace_id: null, fingerprint: null, key_digest: null },
};
const DONE_JCS =
  `{"at":"2026-11-29T12:00:00.000000Z","fingerprint":"${"a".repeat(64)}","id":"aud_${ID}","key_digest":"${"b".repeat(64)}",` +
  `"on_behalf_of":"cus_${ID}","operation":"createTransfer","outcome":"done","principal":"key_${ID}","request_id":"req_${ID}",` +
  `"resources":["trf_${ID}","txn_${ID}"],"trace_id":"0af7651916cd43dd8448eb211c80319c","v":1}`;

describe("a record of version 1", () => {
  test.each([
    ["a request's", done, "010571ed3797b997618039a4e44192034bca934b74818465c90402e1b357537f31"],
    ["the platform's own", ofThePlatform, "010c438f92e1c060f6a453841c59d58224bf3179d3ceb7a763cfc104ad6a518a72"],
    [
      "a refused request's",
      { ...done, outcome: "insufficient_funds", resources: [] },
      "01739225348fa86ba5d1ac867582f78e7bf8f27dbd41ffc552464b95312fbf40cf",
    ],
  ])("has the frozen entry of %s", (_whose, record, entry) => {
    expect(auditRecord.parse(record)).toEqual(record);
    expect(bytesToHex(recordEntry(SALT, record))).toBe(entry);
  });

  test("is committed to by its salt and its canonical JSON, after the byte of the version", () => {
    const commitment = sha256(Uint8Array.from([...SALT, ...toUtf8(DONE_JCS)]));
    expect(bytesToHex(recordEntry(SALT, done))).toBe(`01${bytesToHex(commitment)}`);
    expect(recordEntry(SALT, done)).toHaveLength(33);
  });

  test("has one entry whatever the order of its members, and another for each other member or salt", () => {
    const members = Object.entries(done);
    fc.assert(
      fc.property(fc.shuffledSubarray(members, { minLength: members.length }), (shuffled) => {
        expect(recordEntry(SALT, Object.fromEntries(shuffled))).toEqual(recordEntry(SALT, done));
      }),
    );
    const others = members.map(([name]) => bytesToHex(recordEntry(SALT, { ...done, [name]: null })));
    const salted = bytesToHex(recordEntry(new Uint8Array(16), done));
    expect(new Set([...others, salted, bytesToHex(recordEntry(SALT, done))]).size).toBe(members.length + 2);
  });

  test.each([
    ["another version", { v: 2 }],
    ["another member", { name: "Ada Lovelace" }],
    ["an id of another kind", { id: `txn_${ID}` }],
    ["a time to the millisecond", { at: "2026-11-29T12:00:00.000Z" }],
    ["a principal that is no id", { principal: "ada@example.com" }],
    ["an outcome that is a sentence", { outcome: "It was done." }],
    ["a resource that is no id", { resources: ["DE89370400440532013000"] }],
    ["a digest in capitals", { fingerprint: "A".repeat(64) }],
    ["a digest of another length", { key_digest: "b".repeat(63) }],
    ["no operation", { operation: undefined }],
  ])("with %s is none", (_what, change) => {
    expect(auditRecord.safeParse({ ...done, ...change }).success).toBe(false);
  });
});

describe("an entry", () => {
  const others: [string, unknown][] = [
    ["undefined", undefined],
    ["half a character", "\ud800"],
    ["a number that others may round", 2 ** 53],
    ["a fraction", 0.5],
    ["no number", Number.NaN],
    ["a bigint", 1n],
    ["a time that is no text", new Date(0)],
    ["what makes its own JSON", { toJSON: () => "x" }],
    ["a hole", new Array(2)],
    ["half a character in a name", { "\udc00": 1 }],
  ];
  test.each(others)("is not made of %s", (_what, value) => {
    expect(() => recordEntry(SALT, { ...done, other: value })).toThrow(RangeError);
    expect(() => recordEntry(SALT, { ...done, other: [{ value }] })).toThrow(RangeError);
  });

  test("is not made with a salt of another length", () => {
    for (const length of [0, 15, 17]) expect(() => recordEntry(new Uint8Array(length), done)).toThrow("a salt has 16 bytes");
  });
});
