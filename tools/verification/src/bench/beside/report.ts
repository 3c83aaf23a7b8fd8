// The result of a comparison as a table: rates are medians over turns, ratios are medians over paired turns with their 95 % intervals.
import { median } from "../measure.ts";
import { table, whole } from "@ledge/command/table";
import type { Ratio, SideName } from "./compare.ts";
import { SIDES } from "./compare.ts";
import type { Comparison } from "./run.ts";

const ROLES: Readonly<Record<SideName, string>> = {
  before: "the other checkout",
  after: "this checkout",
  control: "this checkout once more: the difference of the same code from itself is noise",
};

const times = (value: number): string => `${value.toFixed(3)}×`;
const withInterval = ({ median: middle, low, high }: Ratio): string => `${times(middle)} (${low.toFixed(3)} to ${high.toFixed(3)})`;

export function besideReport({ sides, results, skipped }: Comparison): string {
  const sideLines = SIDES.map((name) => `${name.padEnd(8)} ${sides[name].commit}  ${sides[name].checkout}  (${ROLES[name]})`);
  const lines = table("Per second, before and after", [
    ["load", "before", "after", "after of before", "control of after", ""],
    ...results.map(({ load, perSecond, change, control, verdict }) => [
      load.name,
      whole(median(perSecond.before)),
      whole(median(perSecond.after)),
      withInterval(change),
      withInterval(control),
      verdict,
    ]),
  ]);
  const skippedLines = skipped.map(({ name }) => `Not measured, because one of the checkouts does not know it: ${name}.`);
  return [...sideLines, "", lines, ...skippedLines].join("\n");
}
