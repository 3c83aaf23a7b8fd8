// Wakes the sweep that lets expired holds go. When a hold has expired is for the database to say; this only sees to it that somebody
// looks in time, and again after every failure. A look too many costs a query; none would keep money held.

/** Holds per look: bounds the accounts that one transaction locks. */
export const HOLDS_PER_LOOK = 100;
/** After a look that failed, and between two looks at the least. */
const RETRY_MS = 5_000;
const MIN_PAUSE_MS = 50;

export interface Alarm {
  getAlarm(): Promise<number | null>;
  setAlarm(atMs: number): Promise<void>;
}

export class HoldSweep {
  readonly #alarm: Alarm;
  /** Lets due holds go and says when the next one is due; null: none is. */
  readonly #expire: () => Promise<Date | null>;
  readonly #nowMs: () => number;

  constructor(alarm: Alarm, expire: () => Promise<Date | null>, nowMs: () => number) {
    this.#alarm = alarm;
    this.#expire = expire;
    this.#nowMs = nowMs;
  }

  /** Places a hold that expires at `atMs`. Woken again after it: a look that comes while the hold is being written does not see it. */
  async around<Placed>(atMs: number, place: () => Promise<Placed>): Promise<Placed> {
    await this.wakeAt(atMs);
    try {
      return await place();
    } finally {
      await this.wakeAt(atMs);
    }
  }

  /** Somebody looks at `atMs` or before. To be called before the hold is committed: a wake that is lost must not lose the hold. */
  async wakeAt(atMs: number): Promise<void> {
    // Not in the past: what has expired by this clock the database may still take, and an alarm takes no time before 1970.
    const wakeMs = Math.max(atMs, this.#nowMs() + MIN_PAUSE_MS);
    const set = await this.#alarm.getAlarm();
    if (set === null || set > wakeMs) await this.#alarm.setAlarm(wakeMs);
  }

  /** Looks once and arranges the next look. Never rejects: the runtime gives up on an alarm that fails too often. */
  async look(): Promise<void> {
    try {
      const next = await this.#expire();
      if (next !== null) await this.wakeAt(next.getTime());
    } catch {
      await this.wakeAt(this.#nowMs() + RETRY_MS);
    }
  }
}
