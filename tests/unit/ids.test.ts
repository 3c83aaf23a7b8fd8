// Ids, against the TypeID specification's own vectors where they are at hand.
import { existsSync, readFileSync } from "node:fs";
import { decodeId, encodeId, firstUuidAt, newUuid, prefixes } from "@ledge/shared/ids";
import { describe, expect, test } from "vitest";

const VECTORS = new URL("../../../shared/data/typeid/", import.meta.url);

describe("ids", () => {
  test("an id encodes and decodes to the same UUID", () => {
    const uuid = newUuid();
    expect(decodeId("account", encodeId("account", uuid))).toBe(uuid);
  });

  test("an id of another kind, in upper case, too short, or past 128 bits is not an id", () => {
    const account = encodeId("account", newUuid());
    const suffix = account.slice("acct_".length);
    for (const bad of [
      `cus_${suffix}`,
      account.toUpperCase(),
      account.slice(0, -1),
      `acct_8${suffix.slice(1)}`,
      `acct_${suffix}x`,
      suffix,
      "",
    ]) {
      expect(decodeId("account", bad), bad).toBeNull();
    }
  });

  test("the first UUID of an instant sorts before every UUID made in it", () => {
    const now = Date.now();
    expect(firstUuidAt(now) <= newUuid()).toBe(true);
    expect(firstUuidAt(now + 60_000) > newUuid()).toBe(true);
  });

  // The vectors are input data beside the repository; CI has them and must run this.
  test.skipIf(!existsSync(VECTORS) && process.env["CI"] !== "true")("suffixes agree with the TypeID specification's vectors", () => {
    const valid = JSON.parse(readFileSync(new URL("valid.json", VECTORS), "utf8")) as { typeid: string; uuid: string }[];
    const invalid = JSON.parse(readFileSync(new URL("invalid.json", VECTORS), "utf8")) as { typeid: string }[];
    for (const vector of valid) {
      const ours = `${prefixes.account}_${vector.typeid.split("_").at(-1)}`;
      expect(decodeId("account", ours), vector.typeid).toBe(vector.uuid);
      expect(encodeId("account", vector.uuid)).toBe(ours);
    }
    for (const vector of invalid) expect(decodeId("account", vector.typeid), vector.typeid).toBeNull();
  });
});
