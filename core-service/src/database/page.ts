// Cuts a page out of rows that were read one past its end. A row that cannot be shown fails alone: the page names it, the log has its id, and
// the other rows are shown (law 30).
import { log } from "@ledge/shared/telemetry/log";
import type { Page } from "@ledge/shared/schema";

/** How a list's rows are shown. */
export interface Showing<Row, Item> {
  /** @throws when the row cannot be shown. */
  readonly show: (row: Row) => Item;
  /** Where the next page continues after a row. */
  readonly positionOf: (row: Row) => string;
  /** The row's public id. */
  readonly idOf: (row: Row) => string;
}

/**
 * `rows` holds up to `limit + 1`.
 *
 * @param beyond where what was not looked at yet begins (database/examine.ts); null: all was looked at.
 */
export function cutPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  { show, positionOf, idOf }: Showing<Row, Item>,
  beyond: string | null = null,
): Page<Item> {
  const data: Item[] = [];
  const unreadable: string[] = [];
  const shown = rows.slice(0, limit);
  for (const row of shown) {
    const item = showAlone(idOf(row), () => show(row));
    if (item === null) unreadable.push(idOf(row));
    else data.push(item.value);
  }
  const last = shown.at(-1);
  const next = rows.length > limit && last !== undefined ? positionOf(last) : beyond;
  return { data, next, ...(unreadable.length > 0 ? { unreadable } : {}) };
}

/** The shown form of one row of several. Null when it cannot be shown, which is logged with its id alone: the row may hold personal data (law 28). */
export function showAlone<Item>(id: string, show: () => Item): { readonly value: Item } | null {
  try {
    return { value: show() };
  } catch (error) {
    log({ level: "error", service: "core", operation: "showRow", subject: id, error });
    return null;
  }
}
