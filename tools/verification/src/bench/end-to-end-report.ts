// The end-to-end results as a table. It only formats: a rate is the median over turns, a percentile is taken over all answers.
import type { EndToEndResult } from "./end-to-end.ts";
import type { RequestKind } from "./end-to-end-load.ts";
import { median } from "./measure.ts";
import { milliseconds, table, times, whole } from "@ledge/command/table";

const NAMES: Readonly<Record<RequestKind, string>> = {
  nothing: "a Worker that does nothing",
  write: "a Worker with one Durable Object write",
  "write-and-select": "… and one SQL round trip",
  "write-and-insert": "… and one SQL row, committed",
  transfer: "Ledge: a transfer",
  batch: "Ledge: a batch of 100 transfers",
  balance: "Ledge: a balance",
};

export function endToEndTable(results: readonly EndToEndResult[]): string {
  const find = (kind: RequestKind, connections: number): EndToEndResult | undefined =>
    results.find((result) => result.kind === kind && result.connections === connections);
  return table("End to end: over HTTP, in this runtime, one request in flight per connection", [
    ["request", "connections", "per second", "p50", "p95", "p99", "rate of nothing's", "p50 of write + SQL's"],
    ...results.map(({ kind, connections, perRequest, requestsPerSecond, p50Ms, p95Ms, p99Ms }) => {
      const rate = median(requestsPerSecond) * perRequest;
      const nothing = median(find("nothing", connections)?.requestsPerSecond ?? []);
      const limitMs = find("write-and-select", connections)?.p50Ms ?? Number.NaN;
      const figures = [whole(rate), milliseconds(p50Ms), milliseconds(p95Ms), milliseconds(p99Ms)];
      return [NAMES[kind], whole(connections), ...figures, times(rate / nothing), times(p50Ms / limitMs)];
    }),
  ]);
}
