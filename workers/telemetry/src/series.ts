// What is counted: of each service, operation, version and outcome how often, and how long it took. Pure: who counts and who keeps are elsewhere.
import { bucketOf, type Measure, measureOf } from "./measures.ts";

/** What a series is of. */
export interface Labels {
  /** What is measured of it. Left out: how long it took. */
  readonly measure?: Measure;
  readonly service: string;
  readonly operation: string;
  readonly version: string;
  /** `2xx` to `5xx`; empty: of work that no request waited for. */
  readonly statusClass: string;
  /** The code of a problem, or the name of an error; empty: none. */
  readonly errorType: string;
}

/** One request that is in a bucket, so that whoever sees a number can look at one of those that it counts. */
export interface Exemplar {
  readonly requestId: string;
  readonly value: number;
  /** Milliseconds since the epoch. */
  readonly atMs: number;
}

export interface Series {
  readonly labels: Labels;
  readonly count: number;
  readonly sum: number;
  /** How many fell in each bucket, the last of which has no bound; not cumulated. */
  readonly buckets: readonly number[];
  /** The last exemplar of each bucket. */
  readonly exemplars: readonly (Exemplar | null)[];
}

export interface Sample {
  readonly labels: Labels;
  readonly value: number;
  /** Null: of no request. */
  readonly requestId: string | null;
}

/** None of them has a line break. */
export const keyOf = ({ measure = "duration", service, operation, version, statusClass, errorType }: Labels): string =>
  `${measure}\n${service}\n${operation}\n${version}\n${statusClass}\n${errorType}`;

/** A series that grows in place, as it does with each hop of each request. */
export interface Growing extends Series {
  count: number;
  sum: number;
  readonly buckets: number[];
  readonly exemplars: (Exemplar | null)[];
}

/** A series of nothing yet. */
export function newSeries(labels: Labels): Growing {
  const buckets = measureOf(labels.measure ?? "duration").bounds.length + 1;
  return {
    labels,
    count: 0,
    sum: 0,
    buckets: Array.from({ length: buckets }, () => 0),
    exemplars: Array.from({ length: buckets }, () => null),
  };
}

/** Adds a sample to a series of its labels. */
export function addTo(series: Growing, { labels, value, requestId }: Sample, atMs: number): void {
  const bucket = bucketOf(labels.measure ?? "duration", value);
  series.count += 1;
  series.sum += value;
  series.buckets[bucket] = (series.buckets[bucket] ?? 0) + 1;
  if (requestId !== null) series.exemplars[bucket] = { requestId, value, atMs };
}

/** Two series of the same labels, or of labels that are to be shown as one, as one: those of the first. */
export function sumOf(one: Series, other: Series): Series {
  return {
    labels: one.labels,
    count: one.count + other.count,
    sum: one.sum + other.sum,
    buckets: one.buckets.map((count, at) => count + (other.buckets[at] ?? 0)),
    exemplars: one.exemplars.map((exemplar, at) => later(exemplar, other.exemplars[at] ?? null)),
  };
}

const later = (one: Exemplar | null, other: Exemplar | null): Exemplar | null =>
  one === null || (other !== null && other.atMs >= one.atMs) ? other : one;
