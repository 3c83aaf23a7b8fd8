// What waits to be sent to a collector, in the memory of one isolate. All of it is bounded: how much waits, how long a sending takes, how often a collector that
// fails is asked. What is left out is counted, and never tried again: the lines themselves are in the log. Time is an argument.

/** What a collector is sent, each at a path of its own. */
export type Signal = "traces" | "logs";
const SIGNALS = ["traces", "logs"] as const;

/** Of each signal: some seconds of a busy platform. @internal Tests read the limit instead of repeating it. */
export const MOST_WAITING = 4_096;
/** A request of some hundred kilobytes. @internal Tests read the limit instead of repeating it. */
export const MOST_SENT = 512;
const GATHER_MS = 1_000;
/** After so many failures one after the other nothing is sent for a while, and what comes is left out. @internal Tests count with it. */
export const FAILURES = 3;
/** @internal Tests count with it. */
export const OPEN_MS = 30_000;
/** The runtime may end who was to send: after this time the next line's isolate is to send. Longer than all that one sending may take. */
const GIVEN_UP_MS = 60_000;

/** How many spans, or records of the log, were left out since it was last asked. */
export type Dropped = Readonly<Record<Signal, number>>;

export type Items = Readonly<Record<Signal, readonly unknown[]>>;

export interface ExportPorts {
  /** Sends items as one request. @throws when the collector does not take them in time. */
  readonly post: (signal: Signal, items: readonly unknown[]) => Promise<void>;
  readonly pause: (ms: number) => Promise<void>;
  readonly nowMs: () => number;
}

export class ExportQueue {
  readonly #waiting: Record<Signal, unknown[]> = { traces: [], logs: [] };
  #dropped: Record<Signal, number> = { traces: 0, logs: 0 };
  #sendingSinceMs = Number.NEGATIVE_INFINITY;
  #failures = 0;
  /** Until then the collector is not asked. */
  #openUntilMs = Number.NEGATIVE_INFINITY;

  /** Takes what is to be sent. @returns whether it is to be sent by the caller: nothing under way sends it. */
  take(items: Items, nowMs: number): boolean {
    for (const signal of SIGNALS) this.#add(signal, items[signal], nowMs);
    const isSending = nowMs - this.#sendingSinceMs < GIVEN_UP_MS;
    if (isSending || SIGNALS.every((signal) => this.#waiting[signal].length === 0)) return false;
    this.#sendingSinceMs = nowMs;
    return true;
  }

  /** Sends what has gathered by the end of a pause. @returns the error after which the collector is given up for a while; null: none. */
  async send({ post, pause, nowMs }: ExportPorts): Promise<unknown> {
    await pause(GATHER_MS);
    let failure: unknown = null;
    for (const signal of SIGNALS) {
      // What comes while this is sent is of the next sending.
      for (let left = this.#waiting[signal].length; left > 0 && nowMs() >= this.#openUntilMs; left -= MOST_SENT) {
        const items = this.#waiting[signal].splice(0, Math.min(MOST_SENT, left));
        try {
          await post(signal, items);
          this.#failures = 0;
        } catch (error) {
          this.#dropped[signal] += items.length;
          if (this.#failed(nowMs())) failure = error;
        }
      }
    }
    this.#sendingSinceMs = Number.NEGATIVE_INFINITY;
    return failure;
  }

  /** What was left out since the last call. */
  takeDropped(): Dropped {
    const dropped = this.#dropped;
    this.#dropped = { traces: 0, logs: 0 };
    return dropped;
  }

  #add(signal: Signal, items: readonly unknown[], nowMs: number): void {
    const free = nowMs < this.#openUntilMs ? 0 : MOST_WAITING - this.#waiting[signal].length;
    this.#waiting[signal].push(...items.slice(0, free));
    this.#dropped[signal] += Math.max(0, items.length - free);
  }

  /** Notes a failure. @returns whether the collector is given up for a while; the first failure after that is enough to give it up again. */
  #failed(nowMs: number): boolean {
    this.#failures += 1;
    if (this.#failures < FAILURES) return false;
    this.#openUntilMs = nowMs + OPEN_MS;
    for (const signal of SIGNALS) this.#dropped[signal] += this.#waiting[signal].splice(0).length;
    return true;
  }
}
