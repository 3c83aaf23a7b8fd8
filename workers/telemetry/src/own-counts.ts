// What telemetry counts of itself: what it had to leave out, by what it is.

/** Samples that are in no series, requests that are not kept; spans, records of the log and pushes of metrics that no collector was sent. */
export const LOSSES = ["samples", "requests", "traces", "logs", "metrics"] as const;
export type Loss = (typeof LOSSES)[number];

/** How many were lost of each; left out: none. */
export type Losses = Readonly<Partial<Record<Loss, number>>>;

export interface OwnCount {
  readonly count: number;
  /** Since when it counts, in milliseconds since the epoch. */
  readonly createdMs: number;
}

export type OwnCounts = Readonly<Record<Loss, OwnCount>>;
