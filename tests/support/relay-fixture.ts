// An in-memory platform for the relay's laws: the product's own notifier and watch, with a simulated clock, alarm and network whose faults are steps.
// It must not lose anything that a real runtime keeps, and time without faults must contain no fault.
import { Notifier, NOTIFY_RETRY_MS } from "../../core-service/src/feed/notifier.ts";
import { LONGEST_RETRY_MS, PAUSE_MS, RelayWatch, WATCH_MS } from "../../core-service/src/feed/relay-watch.ts";

export interface Commit {
  readonly kind: "commit";
  readonly lane: number;
  readonly takesMs: number;
  /** The calls that are lost: the one before the commit, the one after it, or both. "lane": the lane dies before the second call. */
  readonly lost: "nothing" | "arm" | "notify" | "both" | "lane";
  /** The commit happens during a look of the relay, after the relay has read. */
  readonly inLook: boolean;
}
export type Step =
  | Commit
  | { readonly kind: "pass"; readonly ms: number }
  /** The next look takes this long after it has read. */
  | { readonly kind: "slow"; readonly ms: number }
  | { readonly kind: "restart" }
  /** The next OUTAGE_LOOKS looks fail. */
  | { readonly kind: "outage" };

export const LANES = 2;
/** The sleeper that is the relay and no lane. */
const RELAY = -1;
const OUTAGE_LOOKS = 3;
/** Longer than the relay's watch, as when the queue is slow to accept messages. */
export const SLOWEST_LOOK_MS = 3 * WATCH_MS;
/** The delay after which the runtime repeats an alarm handler that did not finish. */
const ALARM_RETRY_MS = 2_000;
/**
 * How long a commit may wait for a relay that can be reached, is idle, and whose looks succeed: a lane that did not reach it calls it again after
 * NOTIFY_RETRY_MS. If it dies in a later commit before that, the arming of that commit is what remains.
 */
const SOON_MS = NOTIFY_RETRY_MS + WATCH_MS;

/** Time passes only in `pass`. */
export class RelayFixture {
  committed = 0;
  /** The number of commits that the relay has seen. */
  seen = 0;
  looks = 0;
  /** How much later than promised the latest look was; not above 0 when all looks were in time. */
  overdueMs = Number.NEGATIVE_INFINITY;
  #nowMs = 1_000_000;
  #alarm: number | null = null;
  #failing = 0;
  #slowMs = 0;
  #looking = false;
  /** Ends the wait for a look that continues only as time passes. */
  #lookPauses = (): void => undefined;
  /** The times of the commits that the relay has not seen. */
  #unseenMs: number[] = [];
  #lastLostMs = Number.NEGATIVE_INFINITY;
  /** The end of the latest look and of the pause after it. */
  #busyUntilMs = Number.NEGATIVE_INFINITY;
  #inLook: Commit[] = [];
  #lost = { arm: false, notify: false };
  #sleepers: { readonly atMs: number; readonly lane: number; readonly wake: () => void }[] = [];
  #relay: RelayWatch;
  readonly #lanes: Notifier[];

  readonly #arms: boolean;

  /** @param arms false: the relay ignores being armed. */
  constructor(arms = true) {
    this.#arms = arms;
    this.#relay = this.#start();
    this.#lanes = Array.from({ length: LANES }, (_, lane) => this.#notifier(lane));
  }

  async take(step: Step): Promise<void> {
    if (step.kind === "pass") await this.pass(step.ms);
    else if (step.kind === "restart") this.#restart();
    else if (step.kind === "outage") this.#failing = OUTAGE_LOOKS;
    else if (step.kind === "slow") this.#slowMs = step.ms;
    else if (step.inLook) this.#inLook.push(step);
    else await this.#commit(step);
  }

  /**
   * Plays the remaining commits, then lets time pass without faults for as long as the relay may take: a slow look, and the pause after a failed one.
   */
  async settle(): Promise<void> {
    for (const commit of this.#inLook.splice(0)) await this.#commit(commit);
    this.endOutage();
    await this.pass(SLOWEST_LOOK_MS + LONGEST_RETRY_MS);
  }

  /**
   * From now on looks succeed. Time alone does not end an outage, because an outage is counted in looks, which are up to LONGEST_RETRY_MS apart:
   * several outages in a row would outlast any fixed time, and the relay cannot look during them.
   */
  endOutage(): void {
    this.#failing = 0;
  }

  async pass(ms: number): Promise<void> {
    const endMs = this.#nowMs + ms;
    for (;;) {
      await flush();
      const sleeper = this.#sleepers.sort((a, b) => a.atMs - b.atMs)[0];
      // The runtime never runs two alarm handlers of one object at once.
      const alarmMs = this.#looking ? Infinity : (this.#alarm ?? Infinity);
      const nextMs = Math.min(alarmMs, sleeper?.atMs ?? Infinity);
      if (nextMs > endMs) break;
      this.#nowMs = Math.max(this.#nowMs, nextMs);
      if (sleeper?.atMs === nextMs) {
        this.#sleepers.shift();
        sleeper.wake();
      } else {
        await this.#runAlarm();
      }
    }
    this.#nowMs = Math.max(this.#nowMs, endMs);
  }

  /** Returns when the handler has ended or waits for time to pass. */
  async #runAlarm(): Promise<void> {
    // The runtime removes an alarm before it runs the handler.
    this.#alarm = null;
    const relay = this.#relay;
    this.#looking = true;
    await new Promise<void>((resolve) => {
      this.#lookPauses = resolve;
      void relay.run().then(() => {
        this.#looking = false;
        resolve();
      });
    });
  }

  /** A look ends with its relay, and the runtime repeats the alarm handler. */
  #restart(): void {
    this.#relay = this.#start();
    if (!this.#looking) return;
    this.#looking = false;
    // An alarm that was set during the look replaces the repetition; arming during the look has set it.
    this.#busyUntilMs = this.#nowMs + WATCH_MS;
    this.#sleepers = this.#sleepers.filter(({ lane }) => lane !== RELAY);
    this.#alarm ??= this.#nowMs + ALARM_RETRY_MS;
  }

  async #commit({ lane, takesMs, lost }: Commit): Promise<void> {
    const around = this.#lost;
    this.#lost = { arm: lost === "arm" || lost === "both", notify: lost === "notify" || lost === "both" || lost === "lane" };
    await (this.#lanes[lane] as Notifier).commitAndNotify(async () => {
      if (takesMs > 0) await this.pass(takesMs);
      this.committed += 1;
      this.#unseenMs.push(this.#nowMs);
    });
    await flush();
    // Restores the faults of the outer commit, when this commit ran during a look.
    this.#lost = around;
    if (lost !== "lane") return;
    // A lane that dies loses everything that it had planned.
    this.#sleepers = this.#sleepers.filter((sleeper) => sleeper.lane !== lane);
    this.#lanes[lane] = this.#notifier(lane);
  }

  #notifier(lane: number): Notifier {
    const isDead = (): boolean => this.#lanes[lane] !== notifier;
    const through = (name: "arm" | "notify") => async (): Promise<void> => {
      if (this.#lost[name]) this.#lastLostMs = this.#nowMs;
      if (this.#lost[name] || isDead()) throw new Error("lost");
      if (this.#arms || name !== "arm") await this.#relay[name]();
    };
    const notifier = new Notifier(
      () => ({ arm: through("arm"), notify: through("notify") }),
      () => this.#nowMs,
      (ms) => (isDead() ? new Promise(() => undefined) : this.#sleep(ms, lane)),
    );
    return notifier;
  }

  #sleep(ms: number, lane: number): Promise<void> {
    return new Promise((wake) => void this.#sleepers.push({ atMs: this.#nowMs + ms, lane, wake }));
  }

  #start(): RelayWatch {
    const alarm = { getAlarm: async () => this.#alarm, setAlarm: async (atMs: number) => void (this.#alarm = atMs) };
    return new RelayWatch(
      alarm,
      () => this.#look(),
      () => this.#nowMs,
    );
  }

  async #look(): Promise<void> {
    this.looks += 1;
    const [oldestMs] = this.#unseenMs;
    if (oldestMs !== undefined) {
      const promisedMs = Math.max(Math.max(oldestMs, this.#lastLostMs) + SOON_MS, this.#busyUntilMs);
      this.overdueMs = Math.max(this.overdueMs, this.#nowMs - promisedMs);
    }
    const fails = this.#failing > 0;
    if (fails) this.#failing -= 1;
    const { committed } = this;
    const slowMs = this.#slowMs;
    this.#slowMs = 0;
    for (const commit of this.#inLook.splice(0)) await this.#commit({ ...commit, takesMs: 0 });
    if (slowMs > 0) {
      this.#lookPauses();
      await this.#sleep(slowMs, RELAY);
    }
    this.#busyUntilMs = this.#nowMs + (fails ? LONGEST_RETRY_MS : PAUSE_MS);
    if (fails) throw new Error("the database is away");
    this.#unseenMs.splice(0, committed - this.seen);
    this.seen = committed;
  }
}

/** Returns when everything that does not need time to pass has finished. */
const flush = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
