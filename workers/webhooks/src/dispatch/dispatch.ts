// The loop of a dispatcher, without I/O: takes due deliveries, sends them in order, stops at the first that was not delivered, and reports. A
// later delivery must never be sent before an earlier one is delivered or given up (law 21).
import type { AttemptReport, DueDeliveries, DueDelivery, SigningEndpoint } from "@ledge/shared/contracts/webhooks";
import type { AttemptOutcome } from "../delivery/exchange.ts";
import { retryDelayMs } from "../delivery/retry-schedule.ts";

/** Deliveries between two reports: so many are sent again when a report gets lost. */
const DELIVERIES_PER_REPORT = 20;
/** A run ends after this time, so that new code and settings take effect; the next one follows at once. */
const TURN_MS = 60_000;

/** A delivery whose event can be shown. */
export type SendableDelivery = DueDelivery & { readonly payload: string };
const isSendable = (delivery: DueDelivery): delivery is SendableDelivery => delivery.payload !== null;

export interface DispatchPorts {
  due(limit: number): Promise<DueDeliveries>;
  report(reports: readonly AttemptReport[]): Promise<void>;
  /** Sends one delivery. Never rejects. */
  attempt(endpoint: SigningEndpoint, delivery: SendableDelivery): Promise<AttemptOutcome>;
  /** In [0, 1). */
  random(): number;
  nowMs(): number;
}

/** Sends what is due. Returns after how long to run again; null: not before the dispatcher is woken. @throws when core-service fails. */
export async function dispatch(ports: DispatchPorts): Promise<number | null> {
  const endMs = ports.nowMs() + TURN_MS;
  while (ports.nowMs() < endMs) {
    const due = await ports.due(DELIVERIES_PER_REPORT);
    if (due.kind === "nothing") return null;
    if (due.kind === "wait") return due.waitMs;
    if (due.kind === "again") continue;
    const reports: AttemptReport[] = [];
    for (const delivery of due.deliveries) {
      // An event that cannot be shown can never be sent: it must not block later deliveries (law 30).
      const report = isSendable(delivery)
        ? reportOf(delivery, await ports.attempt(due.endpoint, delivery), ports.random())
        : unreadable(delivery);
      reports.push(report);
      // Later deliveries wait behind one that failed; and a run that has taken its time reports what it has done.
      const goesOn = report.outcome.kind === "delivered" || report.outcome.kind === "unreadable";
      if (!goesOn || ports.nowMs() >= endMs) break;
    }
    await ports.report(reports);
  }
  return 0;
}

const unreadable = ({ id }: DueDelivery): AttemptReport => ({
  deliveryId: id,
  outcome: { kind: "unreadable" },
  status: null,
  failure: "unreadable",
  durationMs: 0,
  firstBytes: "",
});

function reportOf(delivery: DueDelivery, outcome: AttemptOutcome, random: number): AttemptReport {
  const { status, failure, durationMs, firstBytes } = outcome;
  const result = { deliveryId: delivery.id, status, failure, durationMs, firstBytes };
  if (outcome.kind === "delivered") return { ...result, outcome: { kind: "delivered" } };
  if (outcome.kind === "gone") return { ...result, outcome: { kind: "disable", reason: "gone" } };
  const delayMs = retryDelayMs(delivery.failedAttempts + 1, random, outcome.retryAfterMs, delivery.failingForMs);
  return { ...result, outcome: delayMs === null ? { kind: "disable", reason: "failing" } : { kind: "retry", delayMs } };
}
