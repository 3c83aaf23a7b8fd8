// What a restore leaves to be done, done: the platform is started on what was restored, its clients ask again under their keys, and whatever waits
// for a wake that came and went is woken. What is still not as it must be is a fault.
import { setTimeout as delay } from "node:timers/promises";
import { LedgeError, type Ledge } from "@ledge/client";
import { checkBooks } from "@ledge/database/books/books";
import { withClient } from "@ledge/database/postgres/connect";
import { readBacklog } from "../chaos/read-facts.ts";
import type { Receiver } from "../webhook-receiver/receiver.ts";
import type { Incident } from "./incident.ts";
import { readEventIds, readTransfers } from "./facts.ts";
import { type Again, askAgain, type Bank } from "./load.ts";
import type { Site } from "./site.ts";

/** For the feed, the deliveries and the sweep of holds, on a busy machine. */
const DRAIN_MS = 120_000;
const POLL_MS = 250;
/** Where the drill's receiver is sent events. */
export const HOOK = "/hook";
/** A hold must expire in the future when it is placed. */
const WAKE_MS = 1_000;

export interface Aftermath {
  /** When the first transfer was posted, by the process's own clock. */
  readonly firstTransferAtMs: number;
  readonly again: Again;
  /** Events that a receiver has and the feed has not: what it must take back. */
  readonly ghosts: number;
  /** Deliveries that came again: a receiver knows them by their id. */
  readonly repeated: number;
  readonly faults: readonly string[];
}

/** @param expected what the books are to say in the end. */
export async function afterRestore(
  site: Site,
  adminUrl: string,
  receiver: Receiver,
  { bank, asked, lastEvent, delivered }: Incident,
  expected: readonly string[],
): Promise<Aftermath> {
  const [had, heard] = [await readTransfers(adminUrl), deliveredTo(receiver).length];
  const platform = await site.start(adminUrl);
  try {
    await move(platform.ledge, bank);
    const firstTransferAtMs = performance.now();
    const cursor = await cursorFault(platform.ledge, lastEvent);
    const again = await askAgain(platform.url, site.apiKey, asked);
    const there = await readTransfers(adminUrl);
    // Its expiry wakes the sweep, which then also releases those whose own alarm fired for the database that was lost.
    await placeHold(platform.ledge, bank, Date.now() + WAKE_MS);
    const waiting = await drain(adminUrl);
    const [books, feed] = await withClient(adminUrl, async (client) => [await checkBooks(client), await readEventIds(client)] as const);
    const repeated = deliveredTo(receiver)
      .slice(heard)
      .filter((id) => delivered.has(id));
    const faults = [
      ...cursor,
      ...(again.replayed === had.size ? [] : [`${again.replayed} retries were replays, ${had.size} transfers were there`]),
      ...asked.filter(({ key }) => there.get(key) !== 1).map(({ key }) => `${key} is there ${there.get(key) ?? 0} times after its retry`),
      ...waiting,
      ...books.filter((line) => !expected.includes(line)),
      ...expected.filter((line) => !books.includes(line)).map((line) => `the books do not say: ${line}`),
    ];
    const ghosts = [...delivered].filter((id) => !feed.has(id)).length;
    return { firstTransferAtMs, again, ghosts, repeated: repeated.length, faults };
  } finally {
    await platform.stop();
  }
}

/** The ids of the events that were sent to the receiver, in the order in which they came. */
export const deliveredTo = (receiver: Receiver): string[] => receiver.received(HOOK).map(({ headers }) => String(headers["webhook-id"]));

/** A hold that expires at an instant. */
export async function placeHold(ledge: Ledge, { accounts }: Bank, expiresAtMs: number): Promise<void> {
  const [source = "", destination = ""] = accounts;
  const expires_at = new Date(expiresAtMs).toISOString();
  await ledge.post("/v1/holds", {
    body: { source_account: source, destination_account: destination, amount: "1", currency: "EUR", expires_at },
  });
}

async function move(ledge: Ledge, { accounts }: Bank): Promise<void> {
  const [source = "", destination = ""] = accounts;
  await ledge.post("/v1/transfers", { body: { source_account: source, destination_account: destination, amount: "1", currency: "EUR" } });
}

/** A consumer that goes on after an event which is gone must be refused, not led past what it lacks. An event that was kept is no fault. */
async function cursorFault(ledge: Ledge, lastEvent: string): Promise<string[]> {
  const answer = await ledge.get("/v1/events", { params: { query: { after: lastEvent } } }).catch((error: unknown) => error);
  if (!(answer instanceof LedgeError)) return [];
  return answer.code === "validation_failed" ? [] : [`the feed after an event that is gone was answered ${answer.code}`];
}

/** Waits until nothing is on its way; what still is then. */
async function drain(adminUrl: string): Promise<string[]> {
  for (let waitedMs = 0; ; waitedMs += POLL_MS) {
    const backlog = Object.entries(await withClient(adminUrl, readBacklog)).filter(([, count]) => count !== 0);
    if (backlog.length === 0) return [];
    if (waitedMs > DRAIN_MS) return backlog.map(([name, count]) => `after ${DRAIN_MS / 1_000} s: ${count} ${name}`);
    await delay(POLL_MS);
  }
}
