// Cuts a page out of rows that were read one past its end.
import type { Page } from "@ledge/shared/schema";

/** `rows` holds up to `limit + 1`; `positionOf` names where the next page continues. */
export function cutPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  show: (row: Row) => Item,
  positionOf: (row: Row) => string,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { data: shown.map(show), next: rows.length > limit && last !== undefined ? positionOf(last) : null };
}
