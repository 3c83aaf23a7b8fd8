// The steps after a restore: starts the platform on the restored database, retries every transfer under its key, and wakes the work whose
// alarms fired for the lost database. Reports whatever is then not as it must be.
import { setTimeout as delay } from "node:timers/promises";
import { LedgeError, type Ledge } from "@ledge/client";
import { checkBooks } from "@ledge/database/books/books";
import { withClient } from "@ledge/database/postgres/connect";
import { readBacklog } from "../chaos/read-facts.ts";
import type { Receiver } from "../webhook-receiver/receiver.ts";
import type { Incident } from "./incident.ts";
import { readEventIds, readTransfers } from "./facts.ts";
import { type RetryCounts, retryAll, type DrillAccounts } from "./load.ts";
import type { Site } from "./site.ts";

/** For the feed, the deliveries and the sweep of holds, on a busy machine. */
const DRAIN_MS = 120_000;
const POLL_MS = 250;
/** The path of the drill's webhook endpoint. */
export const HOOK = "/hook";
/** How far in the future the hold expires that wakes the sweep: a hold may not expire in the past when it is placed. */
const WAKE_MS = 1_000;

export interface Aftermath {
  /** When the first transfer was posted, by performance.now() of this process. */
  readonly firstTransferAtMs: number;
  readonly retries: RetryCounts;
  /** Events that the receiver has and the restored feed has not: a real receiver must undo them. */
  readonly missingInFeed: number;
  /** Events that were delivered again after the restore: a receiver recognizes them by their id. */
  readonly repeated: number;
  readonly faults: readonly string[];
}

/** @param expected the violations that checkBooks must report in the end. */
export async function afterRestore(
  site: Site,
  adminUrl: string,
  receiver: Receiver,
  { accounts, sent, lastEvent, delivered }: Incident,
  expected: readonly string[],
): Promise<Aftermath> {
  const [restored, deliveriesBefore] = [await readTransfers(adminUrl), deliveredTo(receiver).length];
  const platform = await site.start(adminUrl);
  try {
    await postTransfer(platform.ledge, accounts);
    const firstTransferAtMs = performance.now();
    const cursor = await cursorFault(platform.ledge, lastEvent);
    const retries = await retryAll(platform.url, site.apiKey, sent);
    const there = await readTransfers(adminUrl);
    // The expiry of this hold wakes the sweep, which then also releases the holds whose alarm fired for the lost database.
    await placeHold(platform.ledge, accounts, Date.now() + WAKE_MS);
    const waiting = await drain(adminUrl);
    const [books, feed] = await withClient(adminUrl, async (client) => [await checkBooks(client), await readEventIds(client)] as const);
    const repeated = deliveredTo(receiver)
      .slice(deliveriesBefore)
      .filter((id) => delivered.has(id));
    const faults = [
      ...cursor,
      ...(retries.replayed === restored.size ? [] : [`${retries.replayed} retries were replays, ${restored.size} transfers were there`]),
      ...sent.filter(({ key }) => there.get(key) !== 1).map(({ key }) => `${key} is there ${there.get(key) ?? 0} times after its retry`),
      ...waiting,
      ...books.filter((line) => !expected.includes(line)),
      ...expected.filter((line) => !books.includes(line)).map((line) => `the books do not say: ${line}`),
    ];
    const missingInFeed = [...delivered].filter((id) => !feed.has(id)).length;
    return { firstTransferAtMs, retries, missingInFeed, repeated: repeated.length, faults };
  } finally {
    await platform.stop();
  }
}

/** The ids of the events that the receiver got, in the order of arrival. */
export const deliveredTo = (receiver: Receiver): string[] => receiver.received(HOOK).map(({ headers }) => String(headers["webhook-id"]));

/** Places a hold that expires at an instant. */
export async function placeHold(ledge: Ledge, { active }: DrillAccounts, expiresAtMs: number): Promise<void> {
  const [source = "", destination = ""] = active;
  const expires_at = new Date(expiresAtMs).toISOString();
  await ledge.post("/v1/holds", {
    body: { source_account: source, destination_account: destination, amount: "1", currency: "EUR", expires_at },
  });
}

async function postTransfer(ledge: Ledge, { active }: DrillAccounts): Promise<void> {
  const [source = "", destination = ""] = active;
  await ledge.post("/v1/transfers", { body: { source_account: source, destination_account: destination, amount: "1", currency: "EUR" } });
}

/** A consumer that reads on after a lost event must be refused, or it would skip events unnoticed. If the event was kept, there is no fault. */
async function cursorFault(ledge: Ledge, lastEvent: string): Promise<string[]> {
  const answer = await ledge.get("/v1/events", { params: { query: { after: lastEvent } } }).catch((error: unknown) => error);
  if (!(answer instanceof LedgeError)) return [];
  return answer.code === "validation_failed" ? [] : [`the feed after a lost event was answered ${answer.code}`];
}

/** Waits until nothing is under way. Returns what still is after DRAIN_MS. */
async function drain(adminUrl: string): Promise<string[]> {
  for (let waitedMs = 0; ; waitedMs += POLL_MS) {
    const backlog = Object.entries(await withClient(adminUrl, readBacklog)).filter(([, count]) => count !== 0);
    if (backlog.length === 0) return [];
    if (waitedMs > DRAIN_MS) return backlog.map(([name, count]) => `after ${DRAIN_MS / 1_000} s: ${count} ${name}`);
    await delay(POLL_MS);
  }
}
