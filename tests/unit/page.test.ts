// Pages are cut from rows that are read one past the end: following `next` shows every row once, and the last page has no `next`.
import type { Page } from "@ledge/shared/schema";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { cutPage } from "../../core-service/src/database/page.ts";

type Cut = typeof cutPage;

/** The law: following `next` shows every row once, in order, in pages that are full except for the last. */
function expectWhole(cut: Cut): void {
  fc.assert(
    fc.property(fc.nat({ max: 30 }), fc.integer({ min: 1, max: 10 }), (count, limit) => {
      const rows = Array.from({ length: count }, (_, index) => count - index);
      const seen: number[] = [];
      let before: string | null = null;
      for (let pages = 0; pages <= count; pages += 1) {
        const position: string | null = before;
        const found: number[] = rows.filter((row) => position === null || row < Number(position)).slice(0, limit + 1);
        const page: Page<number> = cut(found, limit, { show: (row) => row, positionOf: String, idOf: String });
        seen.push(...page.data);
        before = page.next;
        if (before === null) break;
        expect(page.data.length).toBe(limit);
      }
      expect(seen).toEqual(rows);
      expect(before).toBeNull();
    }),
  );
}

describe("pages", () => {
  test("following a list shows every row once, and its last page is not empty unless the list is", () => {
    expectWhole(cutPage);
  });

  test("name a row that cannot be shown, show those beside it, and continue after it", () => {
    const show = (row: number): number => {
      if (row % 2 === 0) throw new TypeError("unreadable");
      return row;
    };
    const showing = { show, positionOf: String, idOf: (row: number) => `row_${row}` };
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    expect(cutPage([5, 4, 3, 2], 3, showing)).toEqual({ data: [5, 3], next: "3", unreadable: ["row_4"] });
    expect(cutPage([4, 3], 1, showing)).toEqual({ data: [], next: "4", unreadable: ["row_4"] });
    expect(log.mock.calls[0]?.[0]).toBe(
      '{"level":"error","service.name":"core","operation":"showRow","subject":"row_4","error.type":"TypeError"}',
    );
    log.mockRestore();
    expect(cutPage([3], 1, showing)).toEqual({ data: [3], next: null });
  });

  test.each<[string, Cut]>([
    [
      "continues from the row that it did not show",
      (rows, limit, { show, positionOf }) => ({
        data: rows.slice(0, limit).map(show),
        next: rows[limit] === undefined ? null : positionOf(rows[limit]),
      }),
    ],
    ["shows the row past the end", (rows, limit, showing) => ({ ...cutPage(rows, limit, showing), data: rows.map(showing.show) })],
    ["ends a page early", (rows, limit, { show }) => ({ data: rows.slice(0, limit).map(show), next: null })],
  ])("the law detects a cut that %s", (_name, mutant) => {
    expect(() => expectWhole(mutant)).toThrow(/Property failed/);
  });
});
