// What the rates and latencies of kinds say beside those of transfers and of a Worker that does nothing, measured in the same turns.
import { type Estimate, ratio } from "./compare.ts";
import { quantile } from "./measure.ts";

/** What every kind is compared with. */
export const REFERENCES = ["nothing", "transfer"] as const;

export interface Percentiles {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}

/** A rate ÷ that of a reference with as many connections; NaN: the reference was not measured. */
export interface Ratios {
  readonly ofTransfer: Estimate;
  readonly ofNothing: Estimate;
}

interface Rates {
  readonly kind: string;
  readonly connections: number;
  /** In each turn. */
  readonly perSecond: readonly number[];
}

/** Over all answers of all turns. */
export const percentiles = (samplesMs: readonly number[]): Percentiles => ({
  p50Ms: quantile(samplesMs, 0.5),
  p95Ms: quantile(samplesMs, 0.95),
  p99Ms: quantile(samplesMs, 0.99),
});

/** @param measured the first of a kind and its connections is what others are compared with. */
export function withRatios<Measured extends Rates>(measured: readonly Measured[]): (Measured & Ratios)[] {
  const rates = (kind: (typeof REFERENCES)[number], like: Rates): readonly number[] =>
    measured.find((one) => one.kind === kind && one.connections === like.connections)?.perSecond ?? [];
  return measured.map((one) => ({
    ...one,
    ofTransfer: ratio(one.perSecond, rates("transfer", one)),
    ofNothing: ratio(one.perSecond, rates("nothing", one)),
  }));
}
