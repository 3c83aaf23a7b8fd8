// Sends the deliveries that are due to an endpoint, as its dispatcher does, and nothing else. The receiver answers 200.
import type pg from "pg";
import { dueDeliveries, reportAttempts } from "../../core-service/src/feed/deliver.ts";
import { workOn } from "./work.ts";

/** The number of deliveries that a dispatcher takes at a time. */
const DELIVERIES_PER_REPORT = 20;

/** Sends all deliveries that are due now or become due by that. @returns the ids of their events, in the order of sending. */
export async function sendDue(client: pg.Client, endpoint: string): Promise<string[]> {
  const sent: string[] = [];
  for (;;) {
    const due = await dueDeliveries(workOn(client), endpoint, DELIVERIES_PER_REPORT);
    if (due.kind === "nothing") return sent;
    if (due.kind === "again") continue;
    if (due.kind === "wait") throw new Error(`the next delivery waits ${due.waitMs} ms`);
    sent.push(...due.deliveries.map(({ eventId }) => eventId));
    const reports = due.deliveries.map(({ id }) => ({
      deliveryId: id,
      outcome: { kind: "delivered" } as const,
      status: 200,
      failure: null,
      durationMs: 1,
      firstBytes: "",
    }));
    await reportAttempts(workOn(client), endpoint, reports);
  }
}
