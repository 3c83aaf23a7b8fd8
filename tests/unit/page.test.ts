// Pages: rows read one past the end are cut so that following `next` shows every row once, and the last page knows that it is.
import type { Page } from "@ledge/shared/schema";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cutPage } from "../../core-service/src/database/page.ts";

type Cut = typeof cutPage;

/** The law: who follows `next` sees every row once, in order, in pages that are full up to the last. */
function expectWhole(cut: Cut): void {
  fc.assert(
    fc.property(fc.nat({ max: 30 }), fc.integer({ min: 1, max: 10 }), (count, limit) => {
      const rows = Array.from({ length: count }, (_, index) => count - index);
      const seen: number[] = [];
      let before: string | null = null;
      for (let pages = 0; pages <= count; pages += 1) {
        const position: string | null = before;
        const found: number[] = rows.filter((row) => position === null || row < Number(position)).slice(0, limit + 1);
        const page: Page<number> = cut(found, limit, (row) => row, String);
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

  test.each<[string, Cut]>([
    [
      "continues from the row that it did not show",
      (rows, limit, show, positionOf) => ({
        data: rows.slice(0, limit).map(show),
        next: rows[limit] === undefined ? null : positionOf(rows[limit]),
      }),
    ],
    [
      "shows the row past the end",
      (rows, limit, show, positionOf) => ({ ...cutPage(rows, limit, show, positionOf), data: rows.map(show) }),
    ],
    ["ends a page early", (rows, limit, show) => ({ data: rows.slice(0, limit).map(show), next: null })],
  ])("the law catches a cut that %s", (_name, mutant) => {
    expect(() => expectWhole(mutant)).toThrow(/Property failed/);
  });
});
