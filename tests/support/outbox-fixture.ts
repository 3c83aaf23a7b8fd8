// Fills the feed as the product does: transfers append events, and sequencing gives them their positions.
import type pg from "pg";
import { openAccount, post, transfer } from "./ledger-fixture.ts";

/** Posts transfers from one new account to another. Their events are pending. */
export async function appendTransferEvents(owner: pg.Client, count: number): Promise<void> {
  const [source, destination] = [await openAccount(owner, { overdraftLimit: null }), await openAccount(owner)];
  await post(
    owner,
    Array.from({ length: count }, () => transfer(source, destination, "1")),
  );
}

/** Gives every pending event its position. @returns the end of the feed. */
export async function sequenceAll(owner: pg.Client): Promise<number> {
  await owner.query("SELECT outbox.sequence(100000)");
  return await feedEnd(owner);
}

export const feedEnd = async (owner: pg.Client): Promise<number> =>
  Number((await owner.query<{ position: string }>("SELECT position FROM outbox.head")).rows[0]?.position);
