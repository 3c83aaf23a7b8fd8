// Gathers samples in the memory of one isolate, and reports them about once a second. A report that failed is sent again as it was, under its number, so that it
// is counted once whether it arrived or not. What gathers meanwhile is bounded. Time is an argument.
import type { Loss, Losses } from "./own-counts.ts";
import { addTo, type Growing, keyOf, newSeries, type Sample, type Series } from "./series.ts";

export interface Report {
  /** The id of who gathered it. */
  readonly reporter: string;
  /** 1, 2, …: a number that was taken is taken no more. */
  readonly number: number;
  readonly series: readonly Series[];
  /** What was left out since the report before. */
  readonly losses: Losses;
}

/** Reports of this time go together. */
const GATHER_MS = 1_000;
/** The runtime may end who was to send, without another turn for its code: after this time the next sample's isolate is to send too. */
const GIVEN_UP_MS = 10_000;
/** Of some 60 operations in four services with a few outcomes each there are hundreds. @internal Tests read the limit instead of repeating it. */
export const MOST_SERIES = 2_000;

export class Reporter {
  readonly #id: string;
  #gathered = new Map<string, Growing>();
  #losses: Losses = {};
  #number = 0;
  #unconfirmed: Report | null = null;
  #sendingSinceMs = Number.NEGATIVE_INFINITY;

  constructor(id: string) {
    this.#id = id;
  }

  /** Takes samples. @returns whether they are to be sent: nothing under way sends them. */
  take(samples: readonly Sample[], nowMs: number): boolean {
    for (const sample of samples) this.#add(sample, nowMs);
    if ((this.#gathered.size === 0 && this.#unconfirmed === null) || nowMs - this.#sendingSinceMs < GIVEN_UP_MS) return false;
    this.#sendingSinceMs = nowMs;
    return true;
  }

  /** Notes what was left out: the next report says it. */
  lose(losses: Losses): void {
    for (const [what, count] of Object.entries(losses) as [Loss, number][])
      if (count > 0) this.#losses = { ...this.#losses, [what]: (this.#losses[what] ?? 0) + count };
  }

  /** Sends what has gathered by the end of the pause. If that fails, the next sending begins with the same report. */
  async send(report: (report: Report) => Promise<void>, pause: (ms: number) => Promise<void>): Promise<void> {
    await pause(GATHER_MS);
    this.#sendingSinceMs = Number.NEGATIVE_INFINITY;
    // Cut before the first wait: what comes during it belongs to the next report.
    const next = this.#unconfirmed ?? this.#cut();
    this.#unconfirmed = next;
    await report(next);
    if (this.#unconfirmed === next) this.#unconfirmed = null;
  }

  #cut(): Report {
    this.#number += 1;
    const report = { reporter: this.#id, number: this.#number, series: [...this.#gathered.values()], losses: this.#losses };
    this.#gathered = new Map();
    this.#losses = {};
    return report;
  }

  #add(sample: Sample, nowMs: number): void {
    const key = keyOf(sample.labels);
    const known = this.#gathered.get(key);
    if (known === undefined && this.#gathered.size >= MOST_SERIES) return this.lose({ samples: 1 });
    const series = known ?? newSeries(sample.labels);
    if (known === undefined) this.#gathered.set(key, series);
    addTo(series, sample, nowMs);
  }
}
