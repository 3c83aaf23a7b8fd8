// When an objective's budget is spent too fast: at two windows each, of which the long one says that it matters and the short one that it goes on. Google's SRE workbook, chapter
// 5, "Multiwindow, Multi-Burn-Rate Alerts" (table 5-8); between its second and its third row one more, for a day, as Sloth has it.

/** A duration as Prometheus writes it. */
type Duration = `${number}${"m" | "h" | "d"}`;

interface BurnRate {
  /** How many times faster than in the whole window of the objective the budget is spent. */
  readonly factor: number;
  readonly long: Duration;
  readonly short: Duration;
}

export type Severity = "page" | "ticket";

export const BURN_RATES: Readonly<Record<Severity, readonly BurnRate[]>> = {
  page: [
    { factor: 14.4, long: "1h", short: "5m" },
    { factor: 6, long: "6h", short: "30m" },
  ],
  ticket: [
    { factor: 3, long: "1d", short: "2h" },
    { factor: 1, long: "3d", short: "6h" },
  ],
};

/** All windows of requests, the shortest first. */
export const REQUEST_WINDOWS = ["5m", "30m", "1h", "2h", "6h", "1d", "3d"] as const satisfies readonly Duration[];

/**
 * Fewer bad requests than that in the long window alert nobody: where there is little traffic, one failure of three is a large share and says nothing. It is a number of bad requests and
 * not of all, so that ten of ten alert.
 */
export const LEAST_BAD_REQUESTS = 10;
