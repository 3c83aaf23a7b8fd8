// Whether a new version does worse than the one before it, by what both answered in the same time, and whether all of them do worse than before it came. Pure.
import type { Figures } from "./figures.ts";

/** Requests below which nothing is said. @internal Tests read the limit instead of repeating it. */
export const LEAST_SAMPLE = 50;
/** Fewer failures than these are no pattern, whatever their share. */
const LEAST_FAILED = 3;
/** Standard deviations by which two shares must differ: chance does that about once in 700 comparisons of two versions that are alike. */
const Z = 3;
const QUANTILE = 0.95;
/** How much later its p95 must come: what is slower by less is no reason to stop. */
const SLOWER = 1.25;
/**
 * What an object does, or waits for. An object is of one version as a whole, so two versions of it are two endpoints, or two groups of accounts: how long those
 * take says nothing of the versions, and is a client's to choose.
 */
const IN_OBJECTS = { services: ["lane", "postgres", "gate"], operations: ["deliver", "dispatch", "reportAttempts", "relay"] };
/** The service that answers clients: whatever fails behind it, it answers 5xx. */
const EDGE = "gateway";

/** A Worker of which two versions serve. */
export interface Pair {
  /** Its name in the account. */
  readonly worker: string;
  readonly fresh: string;
  readonly base: string;
}

/** What was done in a time. */
export interface Times {
  /** While both versions served. */
  readonly together: readonly Figures[];
  /** Before the new one did; null: nobody knows. */
  readonly before: readonly Figures[] | null;
}

export interface Comparison {
  /** What is worse, in words; empty: nothing. */
  readonly worse: readonly string[];
  /** How many requests of the new version were compared, and what could not be. */
  readonly summary: string;
}

/**
 * Compares error rates, by service: a Worker may have several, one behind the other, and each failure of one is a failure of those before it. And p95, by operation.
 *
 * A Worker that is ended, or does not start, says nothing, and whoever calls it does not know its version. So what the platform answers clients is compared too,
 * with what it answered before.
 */
export function compareVersions(pairs: readonly Pair[], { together, before }: Times): Comparison {
  const compared = pairs.map(({ worker, fresh, base }) => {
    const [ours, theirs] = [fresh, base].map((version) => together.filter((row) => row.version === version)) as [Figures[], Figures[]];
    return { worker, ...comparePair(ours, theirs) };
  });
  const worse = compared.flatMap((one) => one.worse.map((words) => `${one.worker} ${words}`));
  const summary = compared.map(({ worker, count }) =>
    count === null ? `${worker} is not judged, of fewer than ${LEAST_SAMPLE}` : `${worker} ${count}`,
  );
  const edge = [together, before ?? []].map((rows) => totalOf(rows.filter(({ service }) => service === EDGE))) as [Total, Total];
  return { worse: [...worse, ...failsMore(...edge).map((words) => `clients see that it ${words}`)], summary: summary.join(", ") };
}

interface Total {
  readonly count: number;
  readonly failed: number;
}

/** @returns `count` of the requests of the new version that were compared; null: too few of either. */
function comparePair(
  ours: readonly Figures[],
  theirs: readonly Figures[],
): { readonly worse: readonly string[]; readonly count: number | null } {
  const services = [...new Set(ours.map(({ service }) => service))].map((service) => {
    const [now, base] = [ours, theirs].map((rows) => totalOf(rows.filter((row) => row.service === service))) as [Total, Total];
    return { now, base, isJudged: now.count >= LEAST_SAMPLE && base.count >= LEAST_SAMPLE };
  });
  const judged = services.filter(({ isJudged }) => isJudged);
  const slower = ours.filter(isOfVersion).flatMap((row) => {
    const other = theirs.find(({ service, operation }) => service === row.service && operation === row.operation);
    return other === undefined ? [] : slowerThan(row, other);
  });
  return {
    worse: [...judged.flatMap(({ now, base }) => failsMore(now, base)), ...slower],
    count: judged.length === 0 ? null : Math.max(...judged.map(({ now }) => now.count)),
  };
}

const isOfVersion = ({ service, operation }: Figures): boolean =>
  !IN_OBJECTS.services.includes(service) && !IN_OBJECTS.operations.includes(operation);

function totalOf(rows: readonly Figures[]): Total {
  return { count: rows.reduce((sum, { count }) => sum + count, 0), failed: rows.reduce((sum, { failed }) => sum + failed, 0) };
}

function failsMore(now: Total, before: Total): string[] {
  if (now.count < LEAST_SAMPLE || before.count < LEAST_SAMPLE || now.failed < LEAST_FAILED) return [];
  if (!isMore(now.failed, now.count, before.failed, before.count)) return [];
  return [`fails ${percent(now.failed, now.count)} of its requests, and ${percent(before.failed, before.count)} before`];
}

/**
 * Buckets show no p95, but between which bounds it is. So what is compared is how many took longer than either of these bounds; how much later the p95 comes is
 * as exact as they are.
 */
function slowerThan(fresh: Figures, base: Figures): string[] {
  const [ours, theirs] = [fresh, base].map((figures) => withinOf(figures, Infinity)) as [number, number];
  if (ours < LEAST_SAMPLE || theirs < LEAST_SAMPLE) return [];
  const bounds = [...base.within.keys()].sort((one, other) => one - other);
  const upper = bounds.findIndex((bound) => withinOf(base, bound) >= QUANTILE * theirs);
  const isLater = bounds.slice(Math.max(0, upper - 1), upper + 1).some((bound) => {
    return isMore(ours - withinOf(fresh, bound), ours, theirs - withinOf(base, bound), theirs);
  });
  const [p95, p95Before] = [quantileOf(fresh), quantileOf(base)];
  if (!isLater || p95 < SLOWER * p95Before) return [];
  return [`${fresh.service} ${fresh.operation} has a p95 of ${milliseconds(p95)}, and ${milliseconds(p95Before)} before`];
}

const withinOf = ({ within }: Figures, bound: number): number => within.get(bound) ?? 0;

/** Seconds, interpolated within its bucket as Prometheus' `histogram_quantile` does: in the last one the bound below. */
function quantileOf(figures: Figures): number {
  const rank = QUANTILE * withinOf(figures, Infinity);
  let [low, below] = [0, 0];
  for (const bound of [...figures.within.keys()].sort((one, other) => one - other)) {
    const count = withinOf(figures, bound);
    if (count >= rank) return bound === Infinity ? low : low + ((bound - low) * (rank - below)) / Math.max(1, count - below);
    [low, below] = [bound, count];
  }
  return low;
}

/** Whether one share is greater than another by more than chance makes likely: the test of two proportions, with the variance of both together. */
function isMore(one: number, oneOf: number, other: number, otherOf: number): boolean {
  const together = (one + other) / (oneOf + otherOf);
  const deviation = Math.sqrt(together * (1 - together) * (1 / oneOf + 1 / otherOf));
  return one / oneOf - other / otherOf > Z * deviation;
}

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;
const milliseconds = (seconds: number): string => `${Math.round(seconds * 1_000)} ms`;
