// The results of the benchmark as tables. It only formats: every figure is a median over turns, every ratio with an interval one of turns.
import type { BytesResult } from "./bytes.ts";
import type { Estimate } from "./compare.ts";
import type { ContenderResult } from "./contender-files.ts";
import type { CrossingResult } from "./crossings.ts";
import type { GrowthResult } from "./growth.ts";
import type { Crossing } from "./kinds.ts";
import type { LanesResult } from "./lanes.ts";
import { median } from "./measure.ts";
import type { PostingResult } from "./posting.ts";
import { milliseconds, table, times, whole } from "@ledge/command/table";

/** A ratio and its interval. */
export const estimated = ({ median: middle, low, high }: Estimate): string =>
  Number.isNaN(middle) ? "–" : `${middle.toFixed(3)}× (${low.toFixed(3)} to ${high.toFixed(3)})`;

export function postingTable(results: readonly PostingResult[]): string {
  const rateOf = (shape: string, contender: string): number =>
    median(results.find((result) => result.shape === shape && result.contender === contender)?.transfersPerSecond ?? []);
  return table("Posting: one Postgres, the same rows in the same tables", [
    ["accounts", "contender", "per call", "transfers/s", "of classic", "of raw", "of ledge, 500 per call"],
    ...results.map(({ shape, contender, perCall, transfersPerSecond, ofFullCall }) => {
      const rate = median(transfersPerSecond);
      const isOneCall = contender === "ledge" || contender === "holds";
      const [ofClassic, ofRaw] = [rate / rateOf(shape, "classic"), rate / rateOf(shape, "raw")];
      return [shape, contender, isOneCall ? whole(perCall) : "–", whole(rate), times(ofClassic), times(ofRaw), estimated(ofFullCall)];
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
  return table("Growth: rates after a number of transfers, 500 per call, uniform", [
    ["transfers", "transfers/s", "of first", "balance p95", "balance-at p95"],
    ...results.map(({ transfers, transfersPerSecond, ofFirst, balanceP95Ms, balanceAtP95Ms }) => [
      whole(transfers),
      whole(median(transfersPerSecond)),
      estimated(ofFirst),
      milliseconds(balanceP95Ms),
      milliseconds(balanceAtP95Ms),
    ]),
  ]);
}

export function bytesTable(results: readonly BytesResult[]): string {
  const sum = (of: (result: BytesResult) => number): number => results.reduce((total, result) => total + of(result), 0);
  const inAll = { table: "in all", rowBytes: sum(({ rowBytes }) => rowBytes), indexBytes: sum(({ indexBytes }) => indexBytes) };
  return table("Bytes per transfer: growth of tables and indexes, sequenced and vacuumed", [
    ["table", "rows", "indexes", "both"],
    ...[...results, inAll].map((result) => [
      result.table,
      ...[result.rowBytes, result.indexBytes, result.rowBytes + result.indexBytes].map(whole),
    ]),
  ]);
}

export function contendersTable(results: readonly ContenderResult[]): string {
  return table("Contenders: transfers/s, 500 per call, of the current functions and with a file applied", [
    ["accounts", "file", "current", "with the file", "of current", "current once more", ""],
    ...results.map(({ file, shape, perSecond, change, control, verdict }) => [
      ...[shape, file, whole(median(perSecond.current)), whole(median(perSecond.contender))],
      ...[estimated(change), estimated(control), verdict],
    ]),
  ]);
}

const CROSSING_NAMES: Readonly<Record<Crossing, string>> = {
  empty: "an empty Worker",
  "service-fetch": "a fetch through a service binding",
  "service-rpc": "an RPC call through a service binding",
  "object-fetch": "a fetch of a Durable Object",
  "object-rpc": "an RPC call of a Durable Object",
  "read-body": "a small body sent and read",
  "hash-body": "a small body hashed",
  "copy-headers": "a copy of the headers",
  "queue-send": "a message sent to a queue, and delivered",
};

export function crossingsTable(results: readonly CrossingResult[]): string {
  const signed = (ms: number): string => `${ms < 0 ? "" : "+"}${ms.toFixed(3)}`;
  return table("Crossings: ms per request at 32 connections, and over the empty Worker", [
    ["what the Worker does", "ms per request", "over empty, and its interval"],
    ...results.map(({ crossing, isControl, perRequestMs, overEmptyMs: { median: over, low, high } }) => [
      isControl ? `${CROSSING_NAMES[crossing]}, once more (noise)` : CROSSING_NAMES[crossing],
      median(perRequestMs).toFixed(3),
      `${signed(over)} (${signed(low)} to ${signed(high)})`,
    ]),
  ]);
}
