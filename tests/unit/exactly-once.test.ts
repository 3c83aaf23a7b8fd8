// Exactly-once commands against an in-memory database with real rollback: the key's row and the effect are committed together or not at all, and the
// loser of a race for a key gets the winner's outcome. The API tests show the same on Postgres.
import type { WriteCall } from "@ledge/shared/context";
import { encodeId } from "@ledge/shared/ids";
import { accepted, refused, type Result } from "@ledge/shared/result";
import { describe, expect, test } from "vitest";
import type { Work } from "../../core-service/src/database/work.ts";
import { refusals } from "../../core-service/src/database/schema/idempotency.ts";
import { exactlyOnce } from "../../core-service/src/idempotency/exactly-once.ts";
import { unconditional } from "../support/unconditional.ts";

interface Row {
  readonly fingerprint: string;
  readonly outcome: unknown;
  readonly recordedAt: Date;
}

/** One key's row, its refusal, and a list of effects. `beforeInsert` is the moment at which a concurrent request may interfere. */
class Memory {
  row: Row | null = null;
  refusal: object | null = null;
  effects: string[] = [];
  transactions = 0;
  beforeInsert: () => void = () => undefined;
  readonly #now = new Date("2026-11-22T10:00:00Z");

  readonly database = {
    select: () => ({
      from: (table: unknown) => ({
        where: async () => [table === refusals ? this.refusal : this.row].filter((row) => row !== null),
      }),
    }),
    insert: (table: unknown) => ({
      values: async (row: Row) => {
        if (table === refusals) {
          this.refusal = row;
          return;
        }
        this.beforeInsert();
        if (this.row !== null)
          throw new Error("Failed query", { cause: Object.assign(new Error("key"), { code: "23505", constraint: "keys_pkey" }) });
        // As JSON, like the column.
        this.row = { ...row, outcome: JSON.parse(JSON.stringify(row.outcome)) };
      },
    }),
    transaction: async (run: (transaction: unknown) => Promise<unknown>) => {
      this.transactions += 1;
      const saved = [...this.effects];
      try {
        return await run(this.database);
      } catch (error) {
        this.effects = saved;
        throw error;
      }
    },
  };

  readonly work = { database: this.database, now: () => this.#now, newId: () => "id" } as unknown as Work;
}

const [req1, req2] = [1, 2].map((last) => encodeId("request", `0192a3b4-0000-7000-8000-00000000000${last}`)) as [string, string];

const call = (requestId: string, fingerprint = "aa"): WriteCall => ({
  requestId,
  traceId: "",
  principal: { id: "0192a3b4-0000-7000-8000-000000000001", keyId: "0192a3b4-0000-7000-8000-000000000001", scopes: [], customerId: null },
  idempotency: { key: "k".repeat(16), fingerprint },
  backdatingDays: null,
  precondition: unconditional,
});

const doing =
  (memory: Memory, name: string, result: Result<string> = accepted(name)) =>
  async (): Promise<Result<string>> => {
    memory.effects.push(name);
    return result;
  };

describe("exactly once", () => {
  test("a retry gets the outcome and request id of the first request, and has no effect", async () => {
    const memory = new Memory();
    expect(await exactlyOnce(memory.work, call(req1), "op", null, doing(memory, "a"))).toEqual({
      ok: true,
      value: "a",
      recorded: true,
      replayed: false,
      requestId: req1,
    });
    expect(await exactlyOnce(memory.work, call(req2), "op", null, doing(memory, "b"))).toEqual({
      ok: true,
      value: "a",
      recorded: true,
      replayed: true,
      requestId: req1,
    });
    expect(memory.effects).toEqual(["a"]);
  });

  test("the same key for another request is refused, is not stored, and has no effect (law 13)", async () => {
    const memory = new Memory();
    await exactlyOnce(memory.work, call(req1), "op", null, doing(memory, "a"));
    const row = memory.row;
    const other = await exactlyOnce(memory.work, call(req2, "bb"), "op", null, doing(memory, "b"));
    expect(other).toEqual({ ok: false, refusal: { code: "idempotency_key_reused" }, recorded: false, replayed: false, requestId: req2 });
    expect([memory.effects, memory.row]).toEqual([["a"], row]);
  });

  test("a final refusal is stored under its key and leaves no effect (law 16)", async () => {
    const memory = new Memory();
    const refusal = refused("house_account_exists", "words");
    const first = await exactlyOnce(memory.work, call(req1), "op", null, doing(memory, "a", refusal));
    expect(first).toEqual({ ...refusal, recorded: true, replayed: false, requestId: req1 });
    expect(memory.effects).toEqual([]);
    const again = await exactlyOnce(memory.work, call(req2), "op", null, doing(memory, "b"));
    expect(again).toEqual({ ...refusal, recorded: true, replayed: true, requestId: req1 });
    expect(memory.effects).toEqual([]);
  });

  test("a final refusal that has gone is answered as expired, and is not decided anew: the key is still there", async () => {
    const memory = new Memory();
    await exactlyOnce(memory.work, call(req1), "op", null, doing(memory, "a", refused("house_account_exists")));
    memory.refusal = null;
    const expired = { ok: false, refusal: { code: "outcome_expired" }, recorded: false, replayed: false, requestId: req2 };
    expect(await exactlyOnce(memory.work, call(req2), "op", null, doing(memory, "b"))).toEqual(expired);
    expect(memory.effects).toEqual([]);
    const other = await exactlyOnce(memory.work, call(req2, "bb"), "op", null, doing(memory, "b"));
    expect(other).toMatchObject({ refusal: { code: "idempotency_key_reused" } });
  });

  test.each(["forbidden", "not_found", "precondition_failed"] as const)(
    "%s is not stored under the key, and the same request may succeed later",
    async (code) => {
      const memory = new Memory();
      const first = await exactlyOnce(memory.work, call(req1), "op", null, doing(memory, "a", refused(code)));
      expect(first).toEqual({ ok: false, refusal: { code }, recorded: false, replayed: false, requestId: req1 });
      expect([memory.row, memory.effects]).toEqual([null, []]);
      expect(await exactlyOnce(memory.work, call(req2), "op", null, doing(memory, "b"))).toMatchObject({
        ok: true,
        value: "b",
        replayed: false,
      });
    },
  );

  test.each<[string, string, object]>([
    ["with the same request gets the winner's outcome", "aa", { ok: true, value: "rival", replayed: true, requestId: "req_rival" }],
    ["with another request is refused", "bb", { ok: false, refusal: { code: "idempotency_key_reused" }, recorded: false }],
  ])("the loser of a race %s, and its own effect is undone", async (_name, fingerprint, expected) => {
    const memory = new Memory();
    memory.beforeInsert = () => {
      memory.row = { fingerprint: "aa", recordedAt: new Date(0), outcome: { result: accepted("rival"), requestId: "req_rival" } };
    };
    expect(await exactlyOnce(memory.work, call(req1, fingerprint), "op", null, doing(memory, "a"))).toMatchObject(expected);
    expect(memory.effects).toEqual([]);
  });

  test("a race that never ends fails after a bounded number of rounds", async () => {
    const memory = new Memory();
    let rounds = 0;
    memory.beforeInsert = () => {
      rounds += 1;
      throw Object.assign(new Error("key"), { code: "23505", constraint: "keys_pkey" });
    };
    await expect(exactlyOnce(memory.work, call(req1), "op", null, doing(memory, "a"))).rejects.toThrow("key");
    expect([rounds, memory.effects]).toEqual([4, []]);
  });

  test.each([
    ["a bug in the effect", new TypeError("ours")],
    ["an outage in the effect", new Error("socket closed")],
    ["another unique violation", Object.assign(new Error("other"), { code: "23505", constraint: "customers_pkey" })],
  ])("%s is thrown unchanged after one attempt, and leaves neither key nor effect", async (_name, error) => {
    const memory = new Memory();
    let tries = 0;
    const running = exactlyOnce(memory.work, call(req1), "op", null, async () => {
      tries += 1;
      memory.effects.push("half");
      throw error;
    });
    await expect(running).rejects.toBe(error);
    expect([tries, memory.row, memory.effects]).toEqual([1, null, []]);
  });
});
