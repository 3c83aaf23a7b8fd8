// How many events one step of the fan-out takes: as many as make a bounded number of rows, fewer for a while after a step that took too long.
import { EVENTS_PER_STEP } from "./consume.ts";

/**
 * Rows that one step may make, events × endpoints: some tenths of a second on a small server, far from what a lane allows a task.
 *
 * @internal Tests read the limit instead of repeating it.
 */
export const ROWS_PER_STEP = 5_000;
/** How long the smaller size is kept: what made the database slow seldom ends at once, and seldom lasts for hours. */
const KEPT_MS = 60_000;

export class StepSize {
  #rows = ROWS_PER_STEP;
  #keptUntilMs = Number.NEGATIVE_INFINITY;

  /** At least one: the deliveries of one event are never divided, and the number of endpoints is limited. */
  eventsFor(endpoints: number, nowMs: number): number {
    if (nowMs >= this.#keptUntilMs) this.#rows = ROWS_PER_STEP;
    return Math.max(1, Math.min(EVENTS_PER_STEP, Math.floor(this.#rows / Math.max(1, endpoints))));
  }

  /** A step took too long: the next ones are half of it. */
  halve(events: number, endpoints: number, nowMs: number): void {
    this.#rows = Math.max(1, Math.floor((events * endpoints) / 2));
    this.#keptUntilMs = nowMs + KEPT_MS;
  }
}
