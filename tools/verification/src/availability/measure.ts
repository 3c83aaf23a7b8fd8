// What clients notice of an outage: the published client, with its own retries and deadline, posts transfers before, during and after it. Every transfer
// has one effect in the end, or the measurement fails.
import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { createLedge, DeadlineExceededError, type Ledge } from "@ledge/client";
import type { Platform } from "../chaos/platform.ts";
import type { Outage } from "./outages.ts";

const CLIENTS = 8;
const BEFORE_MS = 2_000;
const AFTER_MS = 3_000;

export interface Measured {
  readonly outage: Outage;
  /** From the failure until everything ran again, as far as we caused it. */
  readonly outageMs: number;
  readonly transfers: number;
  /** Calls that threw DeadlineExceededError: their outcome was not known, and they were called again with their key. */
  readonly unknown: number;
  readonly retries: number;
  readonly medianMs: number;
  /** Of all calls; one that was called again counts from its first. */
  readonly longestMs: number;
  /** From the end of the outage until the last call that began before it was answered; 0: all were. */
  readonly recoveredMs: number;
}

interface Call {
  readonly startedMs: number;
  readonly endedMs: number;
  readonly id: string;
}

/** @throws when a client is refused, or a transfer has no effect or two. */
export async function measure(platform: Platform, outage: Outage): Promise<Measured> {
  const counts = { unknown: 0, retries: 0 };
  const ledge = createLedge({ url: platform.main.url, apiKey: platform.apiKey, onRetry: () => (counts.retries += 1) });
  const [source, destination] = [await openAccount(ledge), await openAccount(ledge)];
  const calls: Call[] = [];
  let isOver = false;
  const client = async (): Promise<void> => {
    while (!isOver) {
      const startedMs = performance.now();
      const idempotencyKey = randomUUID();
      const body = { source_account: source, destination_account: destination, amount: "1", currency: "EUR" };
      for (let answered = false; !answered;) {
        try {
          const { data } = await ledge.post("/v1/transfers", { body, idempotencyKey });
          calls.push({ startedMs, endedMs: performance.now(), id: data.id });
          answered = true;
        } catch (error) {
          if (!(error instanceof DeadlineExceededError)) throw error;
          counts.unknown += 1;
        }
      }
    }
  };
  const clients = Promise.all(Array.from({ length: CLIENTS }, client));
  await delay(BEFORE_MS);
  const failedMs = performance.now();
  await outage.cause(platform);
  const restoredMs = performance.now();
  await delay(AFTER_MS);
  isOver = true;
  await clients;
  const { data } = await ledge.get("/v1/accounts/{id}/balance", { params: { path: { id: destination } } });
  if (new Set(calls.map(({ id }) => id)).size !== calls.length || data.posted !== String(calls.length)) {
    throw new Error(`${outage.name}: ${calls.length} transfers were answered, and ${data.posted} were posted.`);
  }
  const durations = calls.map(({ startedMs, endedMs }) => endedMs - startedMs).sort((one, other) => one - other);
  const pending = calls.filter(({ startedMs, endedMs }) => startedMs < restoredMs && endedMs > restoredMs);
  return {
    ...{ outage, outageMs: restoredMs - failedMs, transfers: calls.length, ...counts },
    medianMs: durations[Math.floor(durations.length / 2)] ?? 0,
    longestMs: durations.at(-1) ?? 0,
    recoveredMs: Math.max(0, ...pending.map(({ endedMs }) => endedMs - restoredMs)),
  };
}

async function openAccount(ledge: Ledge): Promise<string> {
  const terms = {
    kind: "house",
    code: `availability-${randomUUID()}`,
    currency: "EUR",
    normal_side: "credit",
    allow_negative: true,
    name: "Availability",
  } as const;
  return (await ledge.post("/v1/accounts", { body: terms })).data.id;
}
