// The loads that two checkouts are compared by. A load is measured only when both checkouts know it.
import type { Operation } from "../kinds.ts";
import { FULL_CALL } from "../posting.ts";
import type { Shape } from "../workload.ts";

/** Transfers posted by the database's function directly. */
interface PostingLoad {
  readonly group: "posting";
  readonly kind: "uniform" | "hot" | "single";
  readonly name: string;
  readonly shape: Shape;
  readonly perCall: number;
}

/** Requests over HTTP, through the gateway. */
export interface EndToEndLoad {
  readonly group: "end-to-end";
  readonly kind: Operation | "nothing";
  readonly name: string;
  readonly connections: number;
}

export type BesideLoad = PostingLoad | EndToEndLoad;

/** 1: a single client that waits for each answer; 32: a busy server. */
const CONNECTIONS = [32, 1] as const;
const END_TO_END = [
  ["nothing", "a Worker that does nothing"],
  ["transfer", "transfers"],
  ["balance", "balances"],
  ["batch", "batches of 100"],
  ["hold", "holds"],
  ["reversal", "reversals"],
  ["transaction", "transactions of 4 legs"],
] as const;

/** @internal Tests run each load once. */
export const LOADS: readonly BesideLoad[] = [
  { group: "posting", kind: "uniform", name: "posting, 500 per call, uniform", shape: "uniform", perCall: FULL_CALL },
  { group: "posting", kind: "hot", name: "posting, 500 per call, hot", shape: "hot", perCall: FULL_CALL },
  { group: "posting", kind: "single", name: "posting, 1 per call", shape: "uniform", perCall: 1 },
  ...END_TO_END.flatMap(([kind, name]) =>
    CONNECTIONS.map((connections) => {
      const suffix = connections === 1 ? "1 connection" : `${connections} connections`;
      return { group: "end-to-end" as const, kind, name: `${name}, ${suffix}`, connections };
    }),
  ),
];

/** The values of `--only`. */
export const SELECTORS: readonly string[] = [...new Set(LOADS.flatMap(({ group, kind }) => [group, kind]))];

/** The loads of the named groups or kinds; without a name, all. */
export const select = (only: readonly string[]): BesideLoad[] =>
  LOADS.filter(({ group, kind }) => only.length === 0 || only.includes(group) || only.includes(kind));
