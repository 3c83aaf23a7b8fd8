// Bounds the work of a list's page whose filters no index serves: it looks at no more than EXAMINED_MAX of the items that the others leave, newest first.
import { EXAMINED_MAX } from "@ledge/shared/contracts/filters";
import { type SQL, sql } from "drizzle-orm";
import type { Database } from "./connect.ts";

export interface Examined {
  /** An array of ids, among which the page is. */
  readonly among: SQL;
  /** The last id that was looked at, if there are more; null: there are none. */
  readonly beyond: string | null;
}

/**
 * @param newest makes the query of the newest ids, without repetitions and in their order, that the indexed filters leave.
 * @param isNarrowed whether a filter follows that no index serves.
 */
export async function examine(
  database: Database,
  newest: (limit: number) => SQL,
  isNarrowed: boolean,
  pageLimit: number,
): Promise<Examined> {
  // As an array, whose length no statistics misjudge: each row is found by its key.
  if (!isNarrowed) return { among: sql`ARRAY(${newest(pageLimit + 1)})`, beyond: null };
  const { rows } = await database.execute<{ id: string }>(newest(EXAMINED_MAX + 1));
  const ids = rows.slice(0, EXAMINED_MAX).map(({ id }) => id);
  return { among: sql`${sql.param(`{${ids.join(",")}}`)}::uuid[]`, beyond: rows.length > EXAMINED_MAX ? (ids.at(-1) ?? null) : null };
}
