// TypeIDs in SQL, for people who read the books by hand: they agree with the specification's vectors (0.3.0) and the product's own codec.
import { decodeId, encodeId, kinds, newUuid, prefixes } from "@ledge/shared/ids";
import fc from "fast-check";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import invalid from "../data/typeid/invalid.json" with { type: "json" };
import valid from "../data/typeid/valid.json" with { type: "json" };
import { connectPlainly, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { sqlState } from "../support/ledger-fixture.ts";

const NO_TYPEID = "22P02"; // invalid_text_representation, as of a malformed uuid
let database: TestDatabase;
let analyst: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  analyst = await connectPlainly(database.analystUrl);
});
afterAll(async () => {
  await analyst.end();
  await database.drop();
});

const encoded = async (prefix: string, uuid: string): Promise<string> =>
  (await analyst.query("SELECT typeid_of($1, $2) AS id", [prefix, uuid])).rows[0].id;
const decoded = async (typeid: string): Promise<string> => (await analyst.query("SELECT uuid_of($1) AS id", [typeid])).rows[0].id;

describe("a TypeID in SQL", () => {
  test.each(valid)("of the specification's vector $name converts to its UUID and back", async ({ typeid, prefix, uuid }) => {
    expect([await encoded(prefix, uuid), await decoded(typeid)]).toEqual([typeid, uuid]);
  });

  test.each(invalid)("is refused like a malformed uuid where the specification refuses it: $name", async ({ typeid }) => {
    expect(await sqlState(decoded(typeid))).toBe(NO_TYPEID);
  });

  test("is the one that the API shows, for every kind and any UUID", async () => {
    const uuids = fc.oneof(fc.uuid(), fc.constant(null).map(newUuid), fc.constantFrom("00000000-0000-0000-0000-000000000000"));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...kinds), uuids, async (kind, uuid) => {
        const id = encodeId(kind, uuid);
        expect([await encoded(prefixes[kind], uuid), await decoded(id), decodeId(kind, id)]).toEqual([id, uuid, uuid]);
      }),
      { numRuns: 200 },
    );
  });

  test("is not made under a prefix that the specification does not allow, and is null for null", async () => {
    for (const prefix of ["Acct", "a1", "_a", "a_", "a b", "é", "a".repeat(64)]) {
      expect(await sqlState(encoded(prefix, newUuid())), prefix).toBe(NO_TYPEID);
    }
    expect([await encoded("a".repeat(63), "00000000-0000-0000-0000-000000000000")]).toEqual([`${"a".repeat(63)}_${"0".repeat(26)}`]);
    const { rows } = await analyst.query("SELECT typeid_of('acct', NULL) AS encoded, uuid_of(NULL) AS decoded");
    expect(rows).toEqual([{ encoded: null, decoded: null }]);
  });
});
