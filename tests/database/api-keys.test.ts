// API keys over time: a successor is the same principal, the old key ends and never later than it would have, and two operator keys that revoke each
// other concurrently leave one.
import { randomUUID } from "node:crypto";
import type { ApiKey, CreateApiKey, RotateApiKey, SealedApiKey } from "@ledge/shared/contracts/identity";
import { apiKeyTag } from "@ledge/shared/entity-tags";
import { decodeId } from "@ledge/shared/ids";
import type { Result } from "@ledge/shared/result";
import type pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Work } from "../../core-service/src/database/work.ts";
import { findKnownKeys } from "../../core-service/src/identity/queries.ts";
import { operations } from "../../core-service/src/lane/operations.ts";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { KEY_ID, workOn, writeCall } from "../support/work.ts";
import { unconditional } from "../support/unconditional.ts";

const NOW_MS = Date.parse("2026-11-22T10:00:00Z");
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const iso = (ms: number): string => new Date(ms).toISOString();

let database: TestDatabase;
let admin: pg.Client;
let one: pg.Client;
let other: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  admin = await connect(database.adminUrl);
  one = await connect(database.runtimeUrl);
  other = await connect(database.otherRuntimeUrl);
});
beforeEach(async () => {
  await admin.query("TRUNCATE identity.api_keys");
});
afterAll(async () => {
  await Promise.all([admin.end(), one.end(), other.end()]);
  await database.drop();
});

const at = (ms: number, client: pg.Client = one): Work => ({ ...workOn(client), now: () => new Date(ms) });
/** The core knows a token only as its hash. */
const token = () => ({ prefix: "ledge_test", pepper: KEY_ID, hash: randomUUID().replaceAll("-", "").repeat(2), sealedToken: "sealed" });

interface Issued extends ApiKey {
  readonly hash: string;
}
const valueOf = <T>(ended: Result<T>): T => {
  if (!ended.ok) throw new Error(ended.refusal.code);
  return ended.value;
};
const codeOf = (ended: Result<unknown>): string => (ended.ok ? "done" : ended.refusal.code);
const pointersOf = (ended: Result<unknown>) =>
  ended.ok ? [] : (ended.refusal.errors ?? []).map(({ pointer, detail }) => [pointer, detail]);

async function issue(terms: Partial<CreateApiKey> = {}, ms = NOW_MS): Promise<Issued> {
  const made = token();
  const { sealedToken: _sealed, ...key } = valueOf(
    await operations.createApiKey(at(ms), writeCall(), { name: "till", scopes: ["accounts:read"], ...terms, ...made }),
  );
  return { ...key, hash: made.hash };
}
async function rotate(id: string, terms: RotateApiKey = {}, ms = NOW_MS): Promise<Result<SealedApiKey> & { readonly hash: string }> {
  const made = token();
  return { ...(await operations.rotateApiKey(at(ms), writeCall(), id, { ...terms, ...made })), hash: made.hash };
}
const read = async (id: string): Promise<ApiKey> => valueOf(await operations.getApiKey(at(NOW_MS), writeCall(), id));
const whoAre = async (hashes: readonly string[], ms: number) =>
  (
    await findKnownKeys(
      at(ms).database,
      hashes.map((hash) => [hash]),
      new Date(ms),
    )
  ).map((key) => key?.principal.id ?? null);
const whoIs = async (hash: string, ms: number) => (await whoAre([hash], ms))[0];

describe("a rotated key", () => {
  test("has a successor that is the same principal, with its name, scopes and customer, and stays valid beside it for a day", async () => {
    const customer = valueOf(await operations.createCustomer(at(NOW_MS), writeCall(), { type: "person", name: "Ada" }));
    const old = await issue({ name: "app", scopes: ["accounts:read", "transfers:write"], customer_id: customer.id });
    const ended = await rotate(old.id);
    const { sealedToken, ...successor } = valueOf(ended);
    expect(successor).toEqual({
      ...old,
      hash: undefined,
      id: successor.id,
      rotated_from: old.id,
      prefix: "ledge_test",
      created_at: iso(NOW_MS),
    });
    expect([old.principal, old.rotated_from, sealedToken]).toEqual([old.id, null, "sealed"]);
    expect(await read(old.id)).toEqual({ ...old, hash: undefined, rotated_to: successor.id, expires_at: iso(NOW_MS + DAY_MS) });
    const principal = decodeId("apiKey", old.id);
    const seen = async (ms: number) => [await whoIs(old.hash, ms), await whoIs(ended.hash, ms)];
    expect([await seen(NOW_MS + DAY_MS - 1), await seen(NOW_MS + DAY_MS)]).toEqual([
      [principal, principal],
      [null, principal],
    ]);
  });

  test.each([
    ["until a requested time", null, { previous_key_until: iso(NOW_MS + HOUR_MS) }, NOW_MS + HOUR_MS],
    ["for at most a week", null, { previous_key_until: iso(NOW_MS + 7 * DAY_MS) }, NOW_MS + 7 * DAY_MS],
    ["never beyond its own expiry", NOW_MS + HOUR_MS, { previous_key_until: iso(NOW_MS + 2 * HOUR_MS) }, NOW_MS + HOUR_MS],
  ])("is valid %s", async (_what, expiresMs, terms, endMs) => {
    const old = await issue(expiresMs === null ? {} : { expires_at: iso(expiresMs) });
    valueOf(await rotate(old.id, terms));
    expect((await read(old.id)).expires_at).toBe(iso(endMs));
  });

  test.each([
    ["an old key that ends now", { previous_key_until: iso(NOW_MS) }, [["/previous_key_until", "must be in the future"]]],
    [
      "an old key for over a week",
      { previous_key_until: iso(NOW_MS + 7 * DAY_MS + 1) },
      [["/previous_key_until", "must be within 7 days"]],
    ],
    ["a successor that expires now", { expires_at: iso(NOW_MS) }, [["/expires_at", "must be in the future"]]],
  ])("is refused with %s, and is unchanged", async (_what, terms, faults) => {
    const old = await issue();
    const ended = await rotate(old.id, terms);
    expect([codeOf(ended), pointersOf(ended)]).toEqual(["validation_failed", faults]);
    expect(await read(old.id)).toEqual({ ...old, hash: undefined });
  });

  test.each([
    ["without expiry, has a successor without expiry", null, {}, null],
    ["for a month, has a successor for a month", 30 * DAY_MS, {}, 30 * DAY_MS],
    ["for a month, has a successor of the requested length", 30 * DAY_MS, { expires_at: iso(NOW_MS + DAY_MS) }, DAY_MS],
    ["for a month, has a successor without expiry on request", 30 * DAY_MS, { expires_at: null }, null],
    [
      "almost for ever, has a successor that ends with the range of times",
      Date.parse("2199-12-31T00:00:00Z") - NOW_MS + 10 * DAY_MS,
      {},
      Date.parse("2199-12-31T23:59:59.999Z") - NOW_MS,
    ],
  ])("that was created %s", async (_what, lifeMs, terms, successorMs) => {
    const madeMs = NOW_MS - 10 * DAY_MS;
    const old = await issue(lifeMs === null ? {} : { expires_at: iso(madeMs + lifeMs) }, madeMs);
    expect(valueOf(await rotate(old.id, terms)).expires_at).toBe(successorMs === null ? null : iso(NOW_MS + successorMs));
  });

  test("has one successor, and the next rotation is the successor's, in the same line", async () => {
    const first = await issue();
    const second = valueOf(await rotate(first.id));
    const again = await rotate(first.id);
    expect([codeOf(again), again.ok ? "" : again.refusal.detail]).toEqual(["api_key_rotated", `Its successor is ${second.id}.`]);
    const third = valueOf(await rotate(second.id));
    expect([third.principal, third.rotated_from]).toEqual([first.id, second.id]);
    expect((await operations.listApiKeys(at(NOW_MS), writeCall(), { limit: 10, before: null })).data).toHaveLength(3);
  });

  test("has one successor also when two rotations run concurrently", async () => {
    const { id } = await issue();
    const asked = [one, other].map((client) => operations.rotateApiKey(at(NOW_MS, client), writeCall(), id, token()));
    expect((await Promise.all(asked)).map(codeOf).sort()).toEqual(["api_key_rotated", "done"]);
  });

  test.each([
    ["was revoked", (id: string) => operations.revokeApiKey(at(NOW_MS - 1), writeCall(), id)],
    [
      "has expired",
      (id: string) => admin.query("UPDATE identity.api_keys SET expires_at = $2 WHERE id = $1", [decodeId("apiKey", id), iso(NOW_MS - 1)]),
    ],
  ])("that %s stays ended and still gets a successor, so that its requests can be retried", async (_how, end) => {
    const old = await issue({}, NOW_MS - DAY_MS);
    await end(old.id);
    const before = await read(old.id);
    const ended = await rotate(old.id, { expires_at: iso(NOW_MS + DAY_MS) });
    expect(await read(old.id)).toEqual({ ...before, rotated_to: valueOf(ended).id });
    const principal = decodeId("apiKey", old.id);
    expect([await whoIs(old.hash, NOW_MS), await whoIs(ended.hash, NOW_MS)]).toEqual([null, principal]);
  });

  test("has another tag than before, though its expiry is unchanged", async () => {
    const old = await issue({ expires_at: iso(NOW_MS + HOUR_MS) });
    const precondition = { ...unconditional, ifMatch: [apiKeyTag(await read(old.id))] };
    valueOf(await rotate(old.id));
    const revoked = await operations.revokeApiKey(at(NOW_MS), { ...writeCall(), precondition }, old.id);
    expect(codeOf(revoked)).toBe("precondition_failed");
  });

  test("and its successor are revoked separately", async () => {
    const old = await issue();
    const ended = await rotate(old.id);
    valueOf(await operations.revokeApiKey(at(NOW_MS), writeCall(), old.id));
    expect([await whoIs(old.hash, NOW_MS), await whoIs(ended.hash, NOW_MS)]).toEqual([null, decodeId("apiKey", old.id)]);
    valueOf(await operations.revokeApiKey(at(NOW_MS), writeCall(), valueOf(ended).id));
    expect(await whoIs(ended.hash, NOW_MS)).toBe(null);
  });
});

describe("a new key", () => {
  test.each([iso(NOW_MS), iso(NOW_MS - 1), "1900-01-01T00:00:00.000Z"])(
    "that would expire at %s, which is in the past, is not created",
    async (expires_at) => {
      const asked = { name: "late", scopes: ["accounts:read" as const], expires_at, ...token() };
      const ended = await operations.createApiKey(at(NOW_MS), writeCall(), asked);
      expect([codeOf(ended), pointersOf(ended), ended.recorded]).toEqual([
        "validation_failed",
        [["/expires_at", "must be in the future"]],
        false,
      ]);
    },
  );

  test("that has expired since is still the answer to a retry of its request", async () => {
    const call = writeCall();
    const asked = { name: "short", scopes: ["accounts:read" as const], expires_at: iso(NOW_MS + 1), ...token() };
    const first = await operations.createApiKey(at(NOW_MS), call, asked);
    const later = await operations.createApiKey(at(NOW_MS + DAY_MS), call, { ...asked, ...token() });
    expect([first.ok, later]).toEqual([true, { ...first, replayed: true }]);
  });
});

describe("a look-up of many keys", () => {
  test("answers each in its place, the same one as often as it is asked for, and nothing for those that are not valid", async () => {
    const [live, other, revoked] = [await issue(), await issue(), await issue()];
    await operations.revokeApiKey(at(NOW_MS), writeCall(), revoked.id);
    const asked = [other.hash, token().hash, live.hash, revoked.hash, other.hash];
    const ids = [other, live].map(({ id }) => decodeId("apiKey", id));
    expect(await whoAre(asked, NOW_MS)).toEqual([ids[0], null, ids[1], null, ids[0]]);
    expect(await whoAre([], NOW_MS)).toEqual([]);
  });
});

describe("a rate of its own", () => {
  test("is the edge's for the key and for its successors, and is none where none was asked for", async () => {
    const rate = { burst: 7, per_minute: 90 };
    const [own, usual] = [await issue({ rate_limit: rate }), await issue()];
    const successor = await rotate(own.id);
    expect([own.rate_limit, (await read(own.id)).rate_limit, valueOf(successor).rate_limit, usual.rate_limit]).toEqual([
      rate,
      rate,
      rate,
      null,
    ]);
    const known = await findKnownKeys(at(NOW_MS).database, [[own.hash], [successor.hash], [usual.hash]], new Date(NOW_MS));
    expect(known.map((key) => key?.rate)).toEqual([rate, rate, null]);
  });
});

describe("operator keys", () => {
  const operator = (terms: Partial<CreateApiKey> = {}) => issue({ scopes: ["operator"], ...terms });
  const revoke = (client: pg.Client, { id }: ApiKey) => operations.revokeApiKey(at(NOW_MS, client), writeCall(), id);

  test("that revoke each other concurrently leave one", async () => {
    for (let round = 0; round < 20; round += 1) {
      await admin.query("TRUNCATE identity.api_keys");
      const [a, b] = [await operator(), await operator()];
      const ended = await Promise.all([revoke(one, a), revoke(other, b)]);
      expect(ended.map(codeOf).sort()).toEqual(["done", "last_operator_key"]);
    }
  });

  test("are revoked while another one is valid as long, and keys of other scopes always", async () => {
    const [last, expiring, till] = [await operator(), await operator({ expires_at: iso(NOW_MS + DAY_MS) }), await issue()];
    expect(codeOf(await revoke(one, last))).toBe("last_operator_key");
    const another = await operator();
    expect([codeOf(await revoke(one, last)), codeOf(await revoke(one, another)), codeOf(await revoke(one, last))]).toEqual([
      "done",
      "last_operator_key",
      "done",
    ]);
    expect([codeOf(await revoke(one, expiring)), codeOf(await revoke(one, till))]).toEqual(["done", "done"]);
  });

  test("are rotated when the successor is valid as long, which is the default", async () => {
    const last = await operator();
    expect(codeOf(await rotate(last.id, { expires_at: iso(NOW_MS + 365 * DAY_MS) }))).toBe("last_operator_key");
    const successor = valueOf(await rotate(last.id));
    expect(codeOf(await revoke(one, last))).toBe("done");
    expect(codeOf(await revoke(one, successor))).toBe("last_operator_key");
  });
});
