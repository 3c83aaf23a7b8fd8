// The result of a comparison as a table: rates are medians over turns, ratios are medians over paired turns with their 95 % intervals.
import { milliseconds, table, whole } from "@ledge/command/table";
import { type SideName, SIDES } from "../compare.ts";
import { median } from "../measure.ts";
import { estimated } from "../report.ts";
import type { Comparison } from "./run.ts";

const ROLES: Readonly<Record<SideName, string>> = {
  before: "the other checkout",
  after: "this checkout",
  control: "this checkout once more: the difference of the same code from itself is noise",
};

export function besideReport({ sides, results, within, skipped }: Comparison): string {
  const sideLines = SIDES.map((name) => `${name.padEnd(8)} ${sides[name].commit}  ${sides[name].checkout}  (${ROLES[name]})`);
  const lines = table("Per second, before and after", [
    ["load", "before", "after", "after of before", "control of after", ""],
    ...results.map(({ load, perSecond, change, control, verdict }) => [
      load.name,
      whole(median(perSecond.before)),
      whole(median(perSecond.after)),
      estimated(change),
      estimated(control),
      verdict,
    ]),
  ]);
  const withinLines = table("Each side by itself: latencies, and rates beside its own", [
    ["request", "connections", "side", "p50", "p95", "p99", "of a transfer's rate", "of nothing's"],
    ...within.map(({ kind, connections, side, p50Ms, p95Ms, p99Ms, ofTransfer, ofNothing }) => [
      ...[kind, whole(connections), side],
      ...[p50Ms, p95Ms, p99Ms].map(milliseconds),
      ...[ofTransfer, ofNothing].map(estimated),
    ]),
  ]);
  const skippedLines = skipped.map(({ name }) => `Not measured, because one of the checkouts does not know it: ${name}.`);
  return [...sideLines, "", lines, ...(within.length > 0 ? ["", withinLines] : []), ...skippedLines].join("\n");
}
