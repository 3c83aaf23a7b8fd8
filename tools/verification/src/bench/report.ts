// The results of the benchmark as tables. It only formats: every figure is a median over turns, every ratio one of medians.
import type { GrowthResult } from "./growth.ts";
import type { LanesResult } from "./lanes.ts";
import { median } from "./measure.ts";
import type { PostingResult } from "./posting.ts";
import { milliseconds, table, times, whole } from "@ledge/command/table";

export function postingTable(results: readonly PostingResult[]): string {
  const rateOf = (shape: string, contender: string): number =>
    median(results.find((result) => result.shape === shape && result.contender === contender)?.transfersPerSecond ?? []);
  return table("Posting: one Postgres, the same rows in the same tables", [
    ["accounts", "contender", "per call", "transfers/s", "of classic", "of raw"],
    ...results.map(({ shape, contender, perCall, transfersPerSecond }) => {
      const rate = median(transfersPerSecond);
      const isLedge = contender === "ledge";
      const [ofClassic, ofRaw] = [rate / rateOf(shape, "classic"), rate / rateOf(shape, "raw")];
      return [shape, contender, isLedge ? whole(perCall) : "–", whole(rate), times(ofClassic), times(ofRaw)];
    }),
  ]);
}

export function lanesTable(results: readonly LanesResult[]): string {
  const rateOf = (shape: string, like: LanesResult): number =>
    median(
      results.find((one) => one.shape === shape && one.lanes === like.lanes && one.perCall === like.perCall)?.transfersPerSecond ?? [],
    );
  return table("Lanes: several posting at once, and the cost of one hot account", [
    ["per call", "lanes", "uniform/s", "hot/s", "hot of uniform"],
    ...results
      .filter(({ shape }) => shape === "hot")
      .map((result) => {
        const [uniform, hot] = [rateOf("uniform", result), rateOf("hot", result)];
        return [whole(result.perCall), whole(result.lanes), whole(uniform), whole(hot), times(hot / uniform)];
      }),
  ]);
}

export function growthTable(results: readonly GrowthResult[]): string {
  const first = results[0];
  return table("Growth: rates after a number of transfers, 500 per call, uniform", [
    ["transfers", "transfers/s", "of first", "balance p95", "balance-at p95"],
    ...results.map(({ transfers, transfersPerSecond, balanceP95Ms, balanceAtP95Ms }) => [
      whole(transfers),
      whole(transfersPerSecond),
      times(transfersPerSecond / (first?.transfersPerSecond ?? Number.NaN)),
      milliseconds(balanceP95Ms),
      milliseconds(balanceAtP95Ms),
    ]),
  ]);
}
