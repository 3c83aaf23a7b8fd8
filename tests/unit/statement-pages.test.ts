// A statement's pages as they are read from the core: one at a time on demand, and by effective time with balances in that order.
import type { Call } from "@ledge/shared/context";
import type { StatementEntry, StatementPosition } from "@ledge/shared/contracts/statement";
import { describe, expect, test } from "vitest";
import { pagesOf } from "../../workers/payments/src/statement/pages.ts";
import { ACCOUNT, sampleOf } from "../support/statement.ts";

const call: Call = { requestId: "req_1", traceId: "", principal: { id: "1", keyId: "1", scopes: [], customerId: null } };
const sample = sampleOf({ opening_balance: "10" }, [
  { direction: "credit", amount: "5" },
  { direction: "debit", amount: "2" },
  { direction: "credit", amount: "1" },
]);

const positionFrom = (afterVersion: number, basis: "recorded" | "effective"): StatementPosition => ({
  ...{ basis, from: sample.head.from, to: sample.head.to, afterVersion, lastVersion: 3, newest: 3, backdated: null },
});

/** A core that answers one entry per page and counts the calls. */
function coreOf(entries: readonly StatementEntry[], basis: "recorded" | "effective") {
  const asked: number[] = [];
  return {
    asked,
    readStatement: async (_call: Call, accountId: string, { afterVersion }: StatementPosition) => {
      expect(accountId).toBe(ACCOUNT);
      asked.push(afterVersion);
      const next = afterVersion + 1 < entries.length ? positionFrom(afterVersion + 1, basis) : null;
      return { ok: true as const, value: { entries: entries.slice(afterVersion, afterVersion + 1), next } };
    },
  };
}

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const gathered: Item[] = [];
  for await (const item of items) gathered.push(item);
  return gathered;
}

describe("the pages of a statement", () => {
  test("are read one by one, on demand", async () => {
    const core = coreOf(sample.entries, "recorded");
    const pages = pagesOf(core, call, { head: sample.head, position: positionFrom(0, "recorded") });
    expect(core.asked).toEqual([]);
    expect((await pages.next()).value).toEqual([sample.entries[0]]);
    expect(core.asked).toEqual([0]);
    expect((await all(pages)).flat()).toEqual(sample.entries.slice(1));
    expect(core.asked).toEqual([0, 1, 2]);
  });

  test("by effective time show the balance after each entry in that order", async () => {
    const core = coreOf(sample.entries.toReversed(), "effective");
    const head = { ...sample.head, basis: "effective" as const };
    const pages = await all(pagesOf(core, call, { head, position: positionFrom(0, "effective") }));
    expect(pages.flat().map((entry) => [entry.version, entry.balance_after])).toEqual([
      [3, "11"],
      [2, "9"],
      [1, "14"],
    ]);
  });

  test("end in an error when the account disappears meanwhile", async () => {
    const gone = { readStatement: async () => ({ ok: false as const, refusal: { code: "not_found" as const } }) };
    await expect(pagesOf(gone, call, { head: sample.head, position: positionFrom(0, "recorded") }).next()).rejects.toThrow("has none now");
  });
});
