// Reads of one resource by its id, which can be made many at once: one statement finds a whole set, each item for its own reader. Such a read
// takes no lock, so that none of a set can wait for a posting.
import type { Call } from "@ledge/shared/context";
import { decodeId, type IdKind } from "@ledge/shared/ids";
import { accepted, refused, type Result } from "@ledge/shared/result";
import { type SQL, sql } from "drizzle-orm";
import type { Database } from "./connect.ts";
import { Bug } from "./failure.ts";
import type { Work } from "./work.ts";

/** One item of a set. */
export interface Wanted {
  /** UUID. */
  readonly id: string;
  /** UUID of the customer who alone may see it as an owner does; null: the institution, which sees all. */
  readonly owner: string | null;
}

export interface ReadById<Row, Shown> {
  readonly kind: IdKind;
  /** A call of the function that finds a set: an array of rows in the order of `ids`, null where its reader may see nothing (law 26). */
  readonly found: (ids: SQL, owners: SQL) => SQL;
  /** The public form of a row. @throws Bug when a row cannot be shown: it fails alone, and not the set that it was read with (law 30). */
  readonly show: (row: Row) => Shown;
}

/** Reads by id of a contract, each of the value that its operation answers with; its rows are its own. */
export type ReadsOf<Core, Names extends keyof Core> = { readonly [Name in Names]: ReadById<never, ValueOf<Core[Name]>> };

type ValueOf<Method> = Method extends (...args: never) => Promise<Result<infer Value>> ? Value : never;

/** The rows of a set, in its order. */
export async function findSet<Row>(
  database: Database,
  { found }: Pick<ReadById<Row, unknown>, "found">,
  wanted: readonly Wanted[],
): Promise<readonly (Row | null)[]> {
  const ids = wanted.map(({ id }) => id);
  const owners = wanted.map(({ owner }) => owner ?? "NULL");
  const { rows } = await database.execute<{ found: (Row | null)[] }>(sql`SELECT ${found(uuids(ids), uuids(owners))} AS found`);
  const answers = rows[0]?.found ?? [];
  if (answers.length !== wanted.length) throw new Bug("a read answered with another number of rows than it had ids");
  return answers;
}

const uuids = (elements: readonly string[]): SQL => sql`${`{${elements.join(",")}}`}::uuid[]`;

/** What a request wants to read, or null when its id is malformed: it is that of no resource. */
export function wantedBy(call: Call, kind: IdKind, id: string): Wanted | null {
  const uuid = decodeId(kind, id);
  return uuid === null ? null : { id: uuid, owner: call.principal.customerId };
}

/** The answer to one request of a set. */
export const shown = <Row, Shown>({ show }: ReadById<Row, Shown>, row: Row | null): Result<Shown, "not_found"> =>
  row === null ? refused("not_found") : accepted(show(row));

/** Reads one resource alone, such as inside a command's transaction. */
export async function readOne<Row, Shown>(
  work: Work,
  call: Call,
  read: ReadById<Row, Shown>,
  id: string,
): Promise<Result<Shown, "not_found">> {
  const wanted = wantedBy(call, read.kind, id);
  if (wanted === null) return refused("not_found");
  const [row = null] = await findSet<Row>(work.database, read, [wanted]);
  return shown(read, row);
}
