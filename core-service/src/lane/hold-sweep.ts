// Schedules the sweep that releases expired holds. The database decides when a hold has expired; this makes the sweep run in time, and again
// after every failure. A run too many costs a query; a missing one would keep money held.

/** The pause after a run that failed. */
const RETRY_MS = 5_000;
/** The least pause before a run. */
const MIN_PAUSE_MS = 50;

export interface Alarm {
  getAlarm(): Promise<number | null>;
  setAlarm(atMs: number): Promise<void>;
}

export class HoldSweep {
  readonly #alarm: Alarm;
  /** Releases due holds and returns when the next one is due; null: none is. */
  readonly #expire: () => Promise<Date | null>;
  readonly #nowMs: () => number;

  constructor(alarm: Alarm, expire: () => Promise<Date | null>, nowMs: () => number) {
    this.#alarm = alarm;
    this.#expire = expire;
    this.#nowMs = nowMs;
  }

  /** Places a hold that expires at `atMs`. The alarm is set again afterwards: a run while the hold is being written does not see it. */
  async around<Placed>(atMs: number, place: () => Promise<Placed>): Promise<Placed> {
    await this.wakeAt(atMs);
    try {
      return await place();
    } finally {
      await this.wakeAt(atMs);
    }
  }

  /** Makes the sweep run at `atMs` or before. To be called before the hold is committed: a lost alarm must not lose the hold's expiry. */
  async wakeAt(atMs: number): Promise<void> {
    // Not in the past: the database may still accept a hold that has expired by this clock, and an alarm takes no time before 1970.
    const wakeMs = Math.max(atMs, this.#nowMs() + MIN_PAUSE_MS);
    const set = await this.#alarm.getAlarm();
    if (set === null || set > wakeMs) await this.#alarm.setAlarm(wakeMs);
  }

  /** Runs once and arranges the next run. Never rejects: the runtime gives up on an alarm that fails too often. */
  async run(): Promise<void> {
    try {
      const next = await this.#expire();
      if (next !== null) await this.wakeAt(next.getTime());
    } catch {
      await this.wakeAt(this.#nowMs() + RETRY_MS);
    }
  }
}
