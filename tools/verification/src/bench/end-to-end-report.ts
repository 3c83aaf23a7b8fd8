// The end-to-end results as a table. It only formats: a rate is the median over turns, a percentile is taken over all answers.
import type { EndToEndResult } from "./end-to-end.ts";
import type { EndToEndKind } from "./kinds.ts";
import { median } from "./measure.ts";
import { estimated } from "./report.ts";
import { milliseconds, table, times, whole } from "@ledge/command/table";

const NAMES: Readonly<Record<EndToEndKind, string>> = {
  nothing: "a Worker that does nothing",
  write: "a Worker with one Durable Object write",
  "write-and-select": "… and one SQL round trip",
  "write-and-insert": "… and one SQL row, committed",
  transfer: "Ledge: a transfer",
  batch: "Ledge: a batch of 100 transfers",
  balance: "Ledge: a balance",
  hold: "Ledge: a hold: placed, captured, released",
  reversal: "Ledge: a reversal",
  transaction: "Ledge: a transaction of 4 legs",
};

export function endToEndTable(results: readonly EndToEndResult[]): string {
  const limitMs = (connections: number): number =>
    results.find(({ kind, connections: count }) => kind === "write-and-select" && count === connections)?.p50Ms ?? Number.NaN;
  return table("End to end: over HTTP, in this runtime, one request in flight per connection", [
    ["request", "connections", "per second", "p50", "p95", "p99", "of a transfer's rate", "of nothing's", "p50 of write + SQL's"],
    ...results.map(({ kind, isControl, connections, perSecond, p50Ms, p95Ms, p99Ms, ofTransfer, ofNothing }) => [
      isControl ? `${NAMES[kind]}, once more (noise)` : NAMES[kind],
      whole(connections),
      whole(median(perSecond)),
      ...[p50Ms, p95Ms, p99Ms].map(milliseconds),
      estimated(ofTransfer),
      estimated(ofNothing),
      times(p50Ms / limitMs(connections)),
    ]),
  ]);
}
