// The stream of a statement: pages on demand, the memory of one page, and a proper end only for a statement that adds up.
import type { StatementEntry, StatementHead } from "@ledge/shared/contracts/statement";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import type { StatementFormat } from "../../workers/payments/src/statement/format.ts";
import { renderStatement } from "../../workers/payments/src/statement/render.ts";
import { rendered, type Sample, sampleOf, small } from "../support/statement.ts";

const FORMATS: StatementFormat[] = ["json", "csv", "camt053"];
const four = sampleOf(
  {},
  Array.from({ length: 4 }, () => ({ direction: "credit", amount: "1" }) as const),
);
const text = (chunk: Uint8Array | undefined) => new TextDecoder().decode(chunk);
/** Returns after everything that needs no demand has happened. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Pages of one entry that record the requests. The page `waitAt` never arrives. */
class WatchedPages implements AsyncIterable<readonly StatementEntry[]> {
  asked = 0;
  returned = 0;
  readonly #entries: readonly StatementEntry[];
  readonly #waitAt: number;

  constructor({ entries }: Sample, waitAt = Infinity) {
    this.#entries = entries;
    this.#waitAt = waitAt;
  }

  [Symbol.asyncIterator](): AsyncIterator<readonly StatementEntry[]> {
    return {
      next: async () => {
        const entry = this.#entries[this.asked];
        this.asked += 1;
        if (this.asked === this.#waitAt) await new Promise(() => undefined);
        return entry === undefined ? { done: true, value: undefined } : { done: false, value: [entry] };
      },
      return: async () => {
        this.returned += 1;
        return { done: true, value: undefined };
      },
    };
  }
}

describe.each(FORMATS)("a statement as a stream of %s", (format) => {
  test("reads a page when its reader waits for it, and never before", async () => {
    const pages = new WatchedPages(four);
    const reader = renderStatement(format, four.head, pages).getReader();
    await settled();
    expect(pages.asked).toBe(0);
    for (const asked of [1, 2, 3, 4]) {
      expect((await reader.read()).done).toBe(false);
      await settled();
      expect(pages.asked).toBe(asked);
    }
    expect(await reader.read()).toMatchObject({ done: false });
    expect(await reader.read()).toEqual({ done: true, value: undefined });
    expect(pages).toMatchObject({ asked: 5, returned: 0 });
  });

  test("yields its opening and the first page before the second one is read", async () => {
    const reader = renderStatement(format, four.head, new WatchedPages(four, 2)).getReader();
    const first = text((await reader.read()).value);
    expect(first).toContain(four.head.account);
    expect(first).toContain(four.entries[0]?.transaction);
  });

  test("is the same document however it is split into pages, empty ones included", async () => {
    async function* gappy() {
      yield [];
      yield four.entries.slice(0, 1);
      yield [];
      yield [];
      yield four.entries.slice(1);
      yield [];
    }
    let document = "";
    for await (const chunk of renderStatement(format, four.head, gappy())) {
      expect(chunk.length).toBeGreaterThan(0);
      document += text(chunk);
    }
    expect(document).toBe(await rendered(format, four));
  });

  test.each([0, 1, 2])("cancelled after %i chunks, closes the pages and reads no more", async (chunks) => {
    const pages = new WatchedPages(four);
    const reader = renderStatement(format, four.head, pages).getReader();
    for (let read = 0; read < chunks; read += 1) await reader.read();
    await reader.cancel();
    await settled();
    expect(pages).toMatchObject({ asked: chunks, returned: 1 });
  });

  test("cancelled while a page is awaited, closes the pages at once", async () => {
    const pages = new WatchedPages(four, 2);
    const reader = renderStatement(format, four.head, pages).getReader();
    await reader.read();
    const waiting = reader.read();
    await settled();
    await reader.cancel();
    expect(pages).toMatchObject({ asked: 2, returned: 1 });
    expect(await waiting).toEqual({ done: true, value: undefined });
  });

  test("a page that arrives after the cancellation has no effect", async () => {
    const { promise: page, resolve: come } = Promise.withResolvers<readonly StatementEntry[]>();
    async function* late() {
      yield await page;
    }
    const reader = renderStatement(format, four.head, late()).getReader();
    const waiting = reader.read();
    await settled();
    const cancelled = reader.cancel();
    come(four.entries);
    await cancelled;
    await settled();
    expect(await waiting).toEqual({ done: true, value: undefined });
  });

  test.each<[string, Partial<StatementHead>, Partial<StatementEntry>, string]>([
    ["a closing balance that does not follow from the entries", { closing_balance: "5" }, {}, "at the closing balance"],
    ["an opening balance that they do not follow from", { opening_balance: "1", closing_balance: "5" }, {}, "at version 1"],
    ["a wrong balance after an entry", {}, { balance_after: "2" }, "at version 3"],
    ["a wrong amount", {}, { amount: "2" }, "at version 3"],
    ["an entry on the other side", {}, { direction: "debit" }, "at version 3"],
  ])("fails on %s, and closes the pages", async (_what, head, third, where) => {
    const entries = four.entries.map((entry, index) => (index === 2 ? { ...entry, ...third } : entry));
    const wrong = { head: { ...four.head, ...head }, entries };
    const pages = new WatchedPages(wrong);
    const reader = renderStatement(format, wrong.head, pages).getReader();
    let seen = "";
    const reading = (async () => {
      for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) seen += text(chunk.value);
    })();
    await expect(reading).rejects.toThrow(`The statement of ${four.head.account} does not add up ${where}.`);
    expect(pages.returned).toBe(1);
    const whole = await rendered(format, four);
    expect(seen.length).toBeLessThan(whole.length);
    expect(seen).not.toMatch(/(?:\]\}|<\/Document>\n|\r\nclosing,.*\r\n)$/);
  });

  test("fails on a missing entry, also when it is a whole page", async () => {
    const torn = { ...four, entries: four.entries.filter(({ version }) => version !== 2) };
    await expect(rendered(format, torn, 1)).rejects.toThrow("does not add up at version 3");
  });

  test("entries in another order than that of their balances make it fail, on either basis", async () => {
    const entries = four.entries.toReversed();
    for (const basis of ["recorded", "effective"] as const) {
      await expect(rendered(format, { head: { ...four.head, basis }, entries })).rejects.toThrow("does not add up at version 4");
    }
  });

  test("failing pages make it fail with their reason, even when closing them fails too", async () => {
    const lost: AsyncIterable<readonly StatementEntry[]> = {
      [Symbol.asyncIterator]: () => ({
        next: () => Promise.reject(new Error("the connection is lost")),
        return: () => Promise.reject(new Error("nothing to close")),
      }),
    };
    await expect(renderStatement(format, four.head, lost).getReader().read()).rejects.toThrow("the connection is lost");
  });

  test("of 100,000 entries reads no page in advance and keeps none", async () => {
    const PAGES = 1_000;
    const PAGE_SIZE = 100;
    const head: StatementHead = { ...four.head, closing_balance: String(PAGES * PAGE_SIZE) };
    const alive: WeakRef<readonly StatementEntry[]>[] = [];
    async function* pages() {
      for (let page = 0; page < PAGES; page += 1) {
        const entries = Array.from({ length: PAGE_SIZE }, (_, index): StatementEntry => {
          const version = page * PAGE_SIZE + index + 1;
          return { ...(four.entries[0] as StatementEntry), version, balance_after: String(version) };
        });
        alive.push(new WeakRef(entries));
        yield entries;
      }
    }
    setFlagsFromString("--expose-gc");
    const collectGarbage = runInNewContext("gc") as () => void;
    const reader = renderStatement(format, head, pages()).getReader();
    let chunks = 0;
    let longestBytes = 0;
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      chunks += 1;
      longestBytes = Math.max(longestBytes, chunk.value.length);
      expect(alive.length).toBe(Math.min(chunks, PAGES));
      if (chunks % 250 !== 0) continue;
      await settled();
      collectGarbage();
      expect(alive.filter((page) => page.deref() !== undefined).length).toBeLessThanOrEqual(1);
    }
    expect(chunks).toBe(PAGES + 1);
    expect(longestBytes).toBeLessThan(PAGE_SIZE * 1_500);
  });
});

test("an amount that the format cannot represent makes it fail before a page is read, and closes the pages", async () => {
  const pages = new WatchedPages(small);
  const head = { ...small.head, opening_balance: "1000000000000000000" };
  await expect(renderStatement("camt053", head, pages).getReader().read()).rejects.toThrow("up to 18 digits");
  expect(pages).toMatchObject({ asked: 0, returned: 1 });
});
