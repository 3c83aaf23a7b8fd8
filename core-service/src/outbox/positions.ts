// Positions of the feed, for the layers below it: the event at a position, and how far each consumer has applied the feed. It must never read an
// event's data.
import { eq, type SQL, sql } from "drizzle-orm";
import type { Database } from "../database/connect.ts";
import { Bug } from "../database/failure.ts";
import { inboxes } from "../database/schema/outbox.ts";

/** UUID of the event at a position of the feed, as a column of a query; null: there is none. */
export const eventIdAt = (position: SQL): SQL<string | null> =>
  sql<string | null>`(SELECT id FROM outbox.events WHERE position = ${position})`;

/** How far a consumer has applied the feed. */
export async function findInbox(database: Database, consumer: string): Promise<number> {
  const [row] = await database.select({ position: inboxes.position }).from(inboxes).where(eq(inboxes.consumer, consumer));
  return inboxOf(row);
}

/** The position of a consumer's inbox, locked until the transaction ends: only one transaction at a time applies events for a consumer. */
export async function lockInbox(database: Database, consumer: string): Promise<number> {
  const [row] = await database.select({ position: inboxes.position }).from(inboxes).where(eq(inboxes.consumer, consumer)).for("update");
  return inboxOf(row);
}

function inboxOf(row: { readonly position: number } | undefined): number {
  if (row === undefined) throw new Bug("a consumer without an inbox: its migration makes it one");
  return row.position;
}

export async function moveInbox(database: Database, consumer: string, position: number): Promise<void> {
  await database
    .update(inboxes)
    .set({ position, movedAt: sql`now()` })
    .where(eq(inboxes.consumer, consumer));
}

export async function countRetries(database: Database, consumer: string, retries: number): Promise<void> {
  await database
    .update(inboxes)
    .set({ retries: sql`${inboxes.retries} + ${retries}` })
    .where(eq(inboxes.consumer, consumer));
}
