// When the relay runs: as soon as a commit notifies it, and, should the notification get lost, a while after a lane was about to commit. Nothing
// is polled: a platform without requests sets no alarm, and lets its database suspend.

/**
 * A run follows an arming after this time at the latest. A lane relies on an arming for less time than this (see notifier.ts).
 *
 * @internal Tests read the limit instead of repeating it.
 */
export const WATCH_MS = 5_000;
/**
 * Between a notification and its run, when no run was recent: commits that come close together share a run.
 *
 * @internal Tests read the limit instead of repeating it.
 */
export const GATHER_MS = 20;
/**
 * The least pause between two runs: under load many commits share one. A run and what follows it cost as much as two transfers.
 *
 * @internal Tests read the limit instead of repeating it.
 */
export const PAUSE_MS = 200;
/** The pause after a run that failed: this at first, then doubled up to the longest. So the first run after an outage is at most the longest late. */
const RETRY_MS = 1_000;
/** @internal Tests read the limit instead of repeating it. */
export const LONGEST_RETRY_MS = 30_000;

export interface Alarm {
  getAlarm(): Promise<number | null>;
  setAlarm(atMs: number): Promise<void>;
}

export class RelayWatch {
  readonly #alarm: Alarm;
  readonly #drain: () => Promise<void>;
  readonly #nowMs: () => number;
  /** Until then a lane may still commit without a notification. A relay that has just started cannot know, and assumes so. */
  #watchUntilMs: number;
  #isNotified = false;
  #failures = 0;
  #lastRunMs = Number.NEGATIVE_INFINITY;

  /** @param drain one run: moves everything that is committed on; rejects when it could not. */
  constructor(alarm: Alarm, drain: () => Promise<void>, nowMs: () => number) {
    this.#alarm = alarm;
    this.#drain = drain;
    this.#nowMs = nowMs;
    this.#watchUntilMs = nowMs() + WATCH_MS;
  }

  /**
   * A lane is about to commit: a run follows WATCH_MS later at the latest, whatever becomes of the lane. If a run is under way by then, it
   * arranges the next one itself; after a run that failed, the retry is that run.
   */
  async arm(): Promise<void> {
    this.#watchUntilMs = this.#nowMs() + WATCH_MS;
    if ((await this.#alarm.getAlarm()) === null) await this.#alarm.setAlarm(this.#watchUntilMs);
  }

  /** A lane has committed: runs GATHER_MS from now, or PAUSE_MS after the last run. */
  async notify(): Promise<void> {
    this.#watchUntilMs = this.#nowMs() + WATCH_MS;
    // One run is enough for all notifications that come before it begins.
    if (this.#isNotified) return;
    this.#isNotified = true;
    // While runs fail, a notification does not bring the retry forward. A retry that is under way and succeeds arranges another run.
    if (this.#failures > 0) return;
    try {
      await this.#wakeAt(Math.max(this.#nowMs() + GATHER_MS, this.#lastRunMs + PAUSE_MS));
    } catch (error) {
      this.#isNotified = false;
      throw error;
    }
  }

  /** Runs once and arranges the next run. Never rejects: the runtime gives up on an alarm that fails too often. */
  async run(): Promise<void> {
    this.#isNotified = false;
    const beganMs = this.#nowMs();
    const watchUntilMs = this.#watchUntilMs;
    try {
      await this.#drain();
      this.#failures = 0;
      this.#lastRunMs = this.#nowMs();
    } catch {
      this.#failures += 1;
      await this.#wakeAt(this.#nowMs() + Math.min(RETRY_MS * 2 ** (this.#failures - 1), LONGEST_RETRY_MS));
      return;
    }
    if (this.#isNotified) await this.#wakeAt(this.#lastRunMs + PAUSE_MS);
    // A run sees what was committed when it began. A lane that had armed by then may have committed since, unless the watch was over before,
    // however long the run took. A lane that has armed since has set an alarm. An alarm that is overdue by now runs at once.
    if (watchUntilMs > beganMs) await this.#wakeAt(watchUntilMs);
  }

  /** Unless it is set earlier already. */
  async #wakeAt(atMs: number): Promise<void> {
    const set = await this.#alarm.getAlarm();
    if (set === null || set > atMs) await this.#alarm.setAlarm(atMs);
  }
}
