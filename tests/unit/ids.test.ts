// Ids, against the TypeID specification's own vectors.
import { decodeId, encodeId, firstUuidAt, newUuid, prefixes } from "@ledge/shared/ids";
import { describe, expect, test } from "vitest";
import invalid from "../data/typeid/invalid.json" with { type: "json" };
import valid from "../data/typeid/valid.json" with { type: "json" };

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

  test("suffixes agree with the TypeID specification's vectors", () => {
    for (const vector of valid) {
      const ours = `${prefixes.account}_${vector.typeid.split("_").at(-1)}`;
      expect(decodeId("account", ours), vector.typeid).toBe(vector.uuid);
      expect(encodeId("account", vector.uuid)).toBe(ours);
    }
    for (const vector of invalid) expect(decodeId("account", vector.typeid), vector.typeid).toBeNull();
  });
});
