// All SQL of holds.
import { and, desc, eq, getTableColumns, inArray, lt, or, sql } from "drizzle-orm";
import type { Call } from "@ledge/shared/context";
import type { HoldFilter } from "@ledge/shared/contracts/holds";
import type { PageRequest } from "@ledge/shared/schema";
import type { Database } from "../database/connect.ts";
import { holds } from "../database/schema/payments.ts";
import { Bug } from "../database/failure.ts";
import { readInstant, readInstantOrNull } from "../database/stored-values.ts";
import { originOf } from "../outbox/origin.ts";
import type { StoredBalance } from "./queries.ts";

export type HoldRow = typeof holds.$inferSelect;

/** A hold whose time has passed is shown as expired even before the sweep has run, by the clock that captures are judged by (payments.expired_until). */
function holdColumns(expiredUntil: string) {
  const status = sql<HoldRow["status"]>`
    CASE WHEN ${holds.status} = 'open' AND ${holds.expiresAt} <= ${expiredUntil}::timestamptz THEN 'expired' ELSE ${holds.status} END`;
  const resolvedAt = sql<Date | null>`
    CASE WHEN ${status} = 'expired' THEN coalesce(${holds.resolvedAt}, ${holds.expiresAt}) ELSE ${holds.resolvedAt} END`;
  return { ...getTableColumns(holds), status, resolvedAt: resolvedAt.mapWith(holds.resolvedAt) };
}

/** As text, because it may be -infinity. To be called before the statement that reads, not in it: see the function. */
async function findExpiredUntil(database: Database): Promise<string> {
  const { rows } = await database.execute<{ until: string }>(sql`SELECT payments.expired_until()::text AS until`);
  const [row] = rows;
  if (row === undefined) throw new Bug("a function of holds did not answer");
  return row.until;
}

interface HoldChange {
  readonly source: StoredBalance | null;
  readonly destination: StoredBalance | null;
  readonly changedAt: Date;
  /** The transfer that a capture posted; null for any other change. */
  readonly transfer: string | null;
}

export type HoldOutcome = { readonly refusal: string } | ({ readonly refusal: null } & HoldChange);

export interface NewHold {
  readonly id: string;
  readonly actingCustomer: string | null;
  readonly source: string;
  readonly destination: string;
  /** Integer minor units; the function judges sign and range. */
  readonly amount: string;
  readonly currency: string;
  readonly description: string | null;
  readonly externalId: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly expiresAt: string | null;
}

export const placeHold = (database: Database, call: Call, hold: NewHold): Promise<HoldOutcome> =>
  outcome(
    database,
    sql`payments.place_hold(${hold.id}, ${hold.actingCustomer}, ${hold.source}, ${hold.destination}, ${hold.amount}, ${hold.currency},
          ${hold.description}, ${hold.externalId}, ${JSON.stringify(hold.metadata)}, ${hold.expiresAt}, ${originOf(call)})`,
  );

export interface Capture {
  readonly holdId: string;
  /** A UUID whose random bits become those of the transfer's id. */
  readonly seed: string;
  readonly actingCustomer: string | null;
  /** Integer minor units; null: all that is left. */
  readonly amount: string | null;
  readonly final: boolean;
  /** Null, for this member and the two below: that of the hold. */
  readonly description: string | null;
  readonly externalId: string | null;
  readonly metadata: Readonly<Record<string, string>> | null;
}

export const capture = (database: Database, call: Call, wanted: Capture): Promise<HoldOutcome> => {
  const { holdId, seed, actingCustomer, amount, final, description, externalId } = wanted;
  const metadata = wanted.metadata && JSON.stringify(wanted.metadata);
  return outcome(
    database,
    sql`payments.capture_hold(${holdId}, ${seed}, ${actingCustomer}, ${amount}, ${final}, ${description}, ${externalId}, ${metadata},
          ${originOf(call)})`,
  );
};

export const release = (database: Database, call: Call, holdId: string): Promise<HoldOutcome> =>
  outcome(database, sql`payments.release_hold(${holdId}, ${call.principal.customerId}, ${originOf(call)})`);

async function outcome(database: Database, call: ReturnType<typeof sql>): Promise<HoldOutcome> {
  const { rows } = await database.execute<
    { refusal: string | null; changed_at: string } & Pick<HoldChange, "source" | "destination" | "transfer">
  >(sql`SELECT o.refusal, o.source, o.destination, o.changed_at, o.transfer FROM ${call} AS o`);
  const [row] = rows;
  if (row === undefined) throw new Bug("a function of holds did not answer");
  const { refusal, changed_at: changedAt, ...change } = row;
  return refusal === null ? { refusal, ...change, changedAt: readInstant(changedAt) } : { refusal };
}

/** Releases at most `most` expired holds. Returns when the next hold expires, at most a year from now; null: no hold expires. */
export async function expireHolds(database: Database, most: number): Promise<Date | null> {
  const { rows } = await database.execute<{ next: string | null }>(sql`
    SELECT CASE WHEN next IS NOT NULL THEN least(next, clock_timestamp() + interval '365 days') END AS next FROM payments.expire_holds(${most}) AS next`);
  return readInstantOrNull(rows[0]?.next);
}

export async function findHold(database: Database, holdId: string): Promise<HoldRow | null> {
  const columns = holdColumns(await findExpiredUntil(database));
  const [row] = await database.select(columns).from(holds).where(eq(holds.id, holdId));
  return row ?? null;
}

/** The hold, locked until the transaction ends: captures and releases of it wait. It may still expire meanwhile. */
export async function lockHold(database: Database, call: Call, holdId: string): Promise<HoldRow> {
  await database.execute(sql`SELECT payments.lock_hold(${holdId}, ${call.principal.customerId})`);
  const row = await findHold(database, holdId);
  if (row === null) throw new Bug("a hold that was locked is not there");
  return row;
}

/** Newest first; `limit + 1` rows. `accountIds`: only holds that touch one of these; null: all. */
export async function findHolds(
  database: Database,
  accountIds: readonly string[] | null,
  wanted: HoldFilter["status"],
  page: PageRequest,
): Promise<HoldRow[]> {
  const touched =
    accountIds === null ? undefined : or(inArray(holds.sourceAccount, [...accountIds]), inArray(holds.destinationAccount, [...accountIds]));
  const columns = holdColumns(await findExpiredUntil(database));
  return await database
    .select(columns)
    .from(holds)
    .where(
      and(
        touched,
        wanted === undefined ? undefined : sql`${columns.status} = ${wanted}`,
        page.before === null ? undefined : lt(holds.id, page.before),
      ),
    )
    .orderBy(desc(holds.id))
    .limit(page.limit + 1);
}
