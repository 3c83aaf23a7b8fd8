// When the relay looks: as soon as a commit rings, and, should the ring get lost, a while after somebody was about to commit. Nobody
// polls: a quiet platform has no alarm, and lets its database sleep.

/** How long after it was asked for a look still follows. A lane relies on it for less than this (see bell.ts). */
export const WATCH_MS = 5_000;
/** Between a ring and its look, when the last one is long past: commits of one moment share a look. */
export const GATHER_MS = 20;
/** Between a look and the next at the least: under load many commits share one. A look and what follows it cost what two transfers do. */
export const PAUSE_MS = 200;
/** After a look that failed: from here, doubling, to the longest. That is how long after an outage the next look follows at the latest. */
const RETRY_MS = 1_000;
export const LONGEST_RETRY_MS = 30_000;

export interface Alarm {
  getAlarm(): Promise<number | null>;
  setAlarm(atMs: number): Promise<void>;
}

export class RelayWatch {
  readonly #alarm: Alarm;
  readonly #look: () => Promise<void>;
  readonly #nowMs: () => number;
  /** Until then somebody may still commit without ringing. A relay that was just made cannot know: it assumes so. */
  #watchUntilMs: number;
  #rung = false;
  #failures = 0;
  #lookedMs = Number.NEGATIVE_INFINITY;

  constructor(alarm: Alarm, look: () => Promise<void>, nowMs: () => number) {
    this.#alarm = alarm;
    this.#look = look;
    this.#nowMs = nowMs;
    this.#watchUntilMs = nowMs() + WATCH_MS;
  }

  /**
   * Somebody is about to commit: a look follows WATCH_MS later at the latest, whatever becomes of them. A look that is under way by then is
   * followed by it, and after one that failed it is the retry.
   */
  async arm(): Promise<void> {
    this.#watchUntilMs = this.#nowMs() + WATCH_MS;
    if ((await this.#alarm.getAlarm()) === null) await this.#alarm.setAlarm(this.#watchUntilMs);
  }

  /** Somebody has committed: look GATHER_MS from now, or PAUSE_MS after the last look. */
  async ring(): Promise<void> {
    this.#watchUntilMs = this.#nowMs() + WATCH_MS;
    // One look is enough for all who ring before it begins.
    if (this.#rung) return;
    this.#rung = true;
    // While looks fail, a ring hurries none: the next one has its time. It may be under way and succeed; then another follows it.
    if (this.#failures > 0) return;
    try {
      await this.#wakeAt(Math.max(this.#nowMs() + GATHER_MS, this.#lookedMs + PAUSE_MS));
    } catch (error) {
      this.#rung = false;
      throw error;
    }
  }

  /** Looks once and arranges the next look. Never rejects: the runtime gives up on an alarm that fails too often. */
  async look(): Promise<void> {
    this.#rung = false;
    const beganMs = this.#nowMs();
    const watchUntilMs = this.#watchUntilMs;
    try {
      await this.#look();
      this.#failures = 0;
      this.#lookedMs = this.#nowMs();
    } catch {
      this.#failures += 1;
      await this.#wakeAt(this.#nowMs() + Math.min(RETRY_MS * 2 ** (this.#failures - 1), LONGEST_RETRY_MS));
      return;
    }
    if (this.#rung) await this.#wakeAt(this.#lookedMs + PAUSE_MS);
    // A look sees what was committed when it began. Who was armed by then may have committed since, unless the watch was over before, however long
    // the look took. Who was armed since has set an alarm. One that is overdue by now is run at once.
    if (watchUntilMs > beganMs) await this.#wakeAt(watchUntilMs);
  }

  /** Unless it is set earlier already. */
  async #wakeAt(atMs: number): Promise<void> {
    const set = await this.#alarm.getAlarm();
    if (set === null || set > atMs) await this.#alarm.setAlarm(atMs);
  }
}
