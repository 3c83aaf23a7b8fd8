// Peppers of API keys: a token is looked for under all of them at once, and the database says which of them valid keys still need.
import { randomUUID } from "node:crypto";
import type { CreateApiKey, SealedApiKey } from "@ledge/shared/contracts/identity";
import { decodeId } from "@ledge/shared/ids";
import type { Result } from "@ledge/shared/result";
import type pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Work } from "../../core-service/src/database/work.ts";
import { findKnownKeys } from "../../core-service/src/identity/queries.ts";
import { operations } from "../../core-service/src/lane/operations.ts";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { workOn, writeCall } from "../support/work.ts";

const [OLD, NEW, GONE] = ["0a0a0a0a", "1b1b1b1b", "2c2c2c2c"] as const;
const NOW_MS = Date.parse("2026-11-22T10:00:00Z");
const iso = (ms: number): string => new Date(ms).toISOString();

let database: TestDatabase;
let admin: pg.Client;
let runtime: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  admin = await connect(database.adminUrl);
  runtime = await connect(database.runtimeUrl);
});
beforeEach(async () => {
  await admin.query("TRUNCATE identity.api_keys");
});
afterAll(async () => {
  await Promise.all([admin.end(), runtime.end()]);
  await database.drop();
});

const at = (ms: number): Work => ({ ...workOn(runtime), now: () => new Date(ms) });
const newHash = (): string => randomUUID().replaceAll("-", "").repeat(2);
const token = (pepper: string) => ({ prefix: "ledge_test", pepper, hash: newHash(), sealedToken: "sealed" });
const valueOf = <T>(ended: Result<T>): T => {
  if (!ended.ok) throw new Error(ended.refusal.code);
  return ended.value;
};
async function issueUnder(pepper: string, terms: Partial<CreateApiKey> = {}): Promise<SealedApiKey & { readonly hash: string }> {
  const made = token(pepper);
  const asked = { name: "till", scopes: ["accounts:read" as const], ...terms, ...made };
  return { ...valueOf(await operations.createApiKey(at(NOW_MS), writeCall(), asked)), hash: made.hash };
}
const unlisted = (...listed: string[]) => operations.unlistedPeppers(at(NOW_MS), listed);

describe("peppers", () => {
  test("are tried all for each token, in the one statement of all look-ups", async () => {
    const [one, two] = [await issueUnder(OLD), await issueUnder(OLD)];
    const statements: string[] = [];
    const { database: looked } = at(NOW_MS);
    const client = (looked as unknown as { $client: pg.Client }).$client;
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    client.query = ((...args: unknown[]) => {
      statements.push((args[0] as { text: string }).text);
      return query(...args);
    }) as typeof client.query;
    try {
      const known = await findKnownKeys(
        looked,
        [
          [newHash(), one.hash],
          [newHash(), newHash()],
          [two.hash, newHash()],
        ],
        new Date(NOW_MS),
      );
      expect(known.map((key) => key?.principal.id ?? null)).toEqual([decodeId("apiKey", one.id), null, decodeId("apiKey", two.id)]);
      expect(statements).toHaveLength(1);
    } finally {
      client.query = query as typeof client.query;
    }
  });

  test("that valid keys need and a list lacks are found, with how many need each; a successor needs its own", async () => {
    expect(await unlisted()).toEqual([]);
    const old = await issueUnder(OLD);
    for (const pepper of [OLD, GONE, NEW]) await issueUnder(pepper);
    expect(await unlisted(NEW, OLD)).toEqual([{ id: GONE, rows: 1 }]);
    expect(await unlisted(NEW)).toEqual([
      { id: OLD, rows: 2 },
      { id: GONE, rows: 1 },
    ]);
    valueOf(await operations.rotateApiKey(at(NOW_MS), writeCall(), old.id, token(NEW)));
    await operations.revokeApiKey(at(NOW_MS), writeCall(), old.id);
    expect(await unlisted(NEW, GONE)).toEqual([{ id: OLD, rows: 1 }]);
    expect(await unlisted(NEW, OLD, GONE)).toEqual([]);
  });

  test("of keys that were revoked or have expired may be left out, and no earlier", async () => {
    const [ending, expiring] = [await issueUnder(OLD), await issueUnder(OLD, { expires_at: iso(NOW_MS + 1) })];
    expect(await unlisted(NEW)).toEqual([{ id: OLD, rows: 2 }]);
    await operations.revokeApiKey(at(NOW_MS), writeCall(), ending.id);
    expect(await unlisted(NEW)).toEqual([{ id: OLD, rows: 1 }]);
    expect(await operations.unlistedPeppers(at(NOW_MS + 1), [NEW])).toEqual([]);
    expect(expiring.expires_at).toBe(iso(NOW_MS + 1));
  });

  test("of ten thousand keys are found by the index, without reading the keys", async () => {
    await admin.query(
      `INSERT INTO identity.api_keys (id, principal, name, prefix, pepper, hash, scopes, created_at)
       SELECT id, id, 'x', 'x', $1, sha256(convert_to(id::text, 'UTF8')), '{operator}', now()
         FROM (SELECT uuidv7() AS id FROM generate_series(1, 10000)) AS made`,
      [OLD],
    );
    await admin.query("VACUUM ANALYZE identity.api_keys");
    const read = async (): Promise<number> => {
      await runtime.query("SELECT pg_stat_force_next_flush()");
      const { rows } = await admin.query<{ entries: string }>(
        `SELECT sum(idx_tup_read) + (SELECT seq_tup_read FROM pg_stat_user_tables WHERE relname = 'api_keys') AS entries
           FROM pg_stat_user_indexes WHERE relname = 'api_keys'`,
      );
      return Number(rows[0]?.entries);
    };
    const before = await read();
    expect(await unlisted(OLD)).toEqual([]);
    expect((await read()) - before).toBeLessThan(10);
  });
});
