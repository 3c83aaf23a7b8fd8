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

export const keyOf = ({ measure = "duration", service, operation, version, statusClass, errorType }: Labels): string =>
  JSON.stringify([measure, service, operation, version, statusClass, errorType]);

/** The series of one sample. */
export function seriesOf({ labels, value, requestId }: Sample, atMs: number): Series {
  const { measure = "duration" } = labels;
  const bucket = bucketOf(measure, value);
  const none = Array.from({ length: measureOf(measure).bounds.length + 1 }, () => 0);
  const exemplar = requestId === null ? null : { requestId, value, atMs };
  return {
    labels,
    count: 1,
    sum: value,
    buckets: none.with(bucket, 1),
    exemplars: none.map((_, at) => (at === bucket ? exemplar : null)),
  };
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
