// Decides whether one side is faster than another, from rates that were measured turn by turn: by paired ratios, their median, and a confidence
// interval of that median that makes no assumption about the distribution of the machine's noise.
import { median } from "./measure.ts";

/** Before: the other checkout. After: this one. Control: this one again, as a side of its own, which shows what noise alone does. */
export const SIDES = ["before", "after", "control"] as const;
export type SideName = (typeof SIDES)[number];

/**
 * The order in which sides are measured in a turn, counted from 1: in as many turns as there are sides each has each position once. Every other
 * lap goes the other way round, so that three sides have all six orders in six turns, and each precedes each other equally often.
 */
export function orderOf<Side>(turn: number, sides: readonly Side[]): readonly Side[] {
  const lap = Math.floor((turn - 1) / sides.length);
  const [first, ...rest] = sides;
  const round = lap % 2 === 0 || first === undefined ? sides : [first, ...rest.reverse()];
  return round.map((_, place) => round.at((place - (turn - 1)) % round.length) as Side);
}

/** Of the two-sided interval. */
const CONFIDENCE = 0.95;
/** With fewer turns an interval of this confidence would be unbounded. */
export const MIN_TURNS = 7;

interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * The confidence interval of a median by the sign test: the k-th sample from either end, for the greatest k at which the true
 * median lies outside with less than 5 % (W. J. Conover, Practical Nonparametric Statistics, section 3.2).
 *
 * @internal A rule, tested as a table.
 */
export function medianInterval(samples: readonly number[]): Interval {
  const sorted = [...samples].sort((a, b) => a - b);
  const count = sorted.length;
  // P(Bin(count, ½) < k), summed up while both tails together stay within 1 - CONFIDENCE.
  let [k, tail, term] = [0, 0, 2 ** -count];
  while (2 * (tail + term) <= 1 - CONFIDENCE) {
    tail += term;
    term *= (count - k) / (k + 1);
    k += 1;
  }
  if (k === 0) return { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  return { low: sorted[k - 1] as number, high: sorted[count - k] as number };
}

/**
 * Answers per second of a closed loop, in which each connection always has one request in flight: connections ÷ mean latency (Little's
 * law). Counting the answers of a short turn instead would be coarse, because they are few.
 */
export function closedLoopRate(connections: number, samplesMs: ArrayLike<number>): number {
  const totalMs = Array.from(samplesMs).reduce((sum, sampleMs) => sum + sampleMs, 0);
  return (connections * samplesMs.length * 1_000) / totalMs;
}

export interface Estimate extends Interval {
  readonly median: number;
}

/** A median over turns with its interval. @param samples one of each turn. */
export const estimate = (samples: readonly number[]): Estimate => ({ median: median(samples), ...medianInterval(samples) });

/** @param rates of both sides, turn by turn: a pair was measured within seconds, so that a slow moment of the machine slowed both. */
export const ratio = (rates: readonly number[], of: readonly number[]): Estimate =>
  estimate(rates.map((rate, turn) => rate / (of[turn] as number)));

type Verdict = "faster" | "slower" | "no difference seen";

export interface Compared {
  /** Rate after ÷ rate before: above 1 is faster. */
  readonly change: Estimate;
  /** Rate of the control ÷ rate after: the same code against itself. */
  readonly control: Estimate;
  readonly verdict: Verdict;
}

export const compareSides = ({ before, after, control }: Readonly<Record<SideName, readonly number[]>>): Compared =>
  compared(ratio(after, before), ratio(control, after));

/** @param control what the same code shows against itself. */
export const compared = (change: Estimate, control: Estimate): Compared => ({ change, control, verdict: judge(change, control) });

/**
 * A difference counts when noise cannot explain it: its whole interval is off 1, and its median is beyond the interval of the control.
 *
 * @internal A rule, tested as a table.
 */
export function judge(change: Estimate, control: Estimate): Verdict {
  const noise = Math.max(control.high, 1 / control.low);
  if (change.low > 1 && change.median > noise) return "faster";
  if (change.high < 1 && change.median < 1 / noise) return "slower";
  return "no difference seen";
}
