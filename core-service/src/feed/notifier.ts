// A lane's side of the relay. Before a commit it arms the relay, so that the relay runs even if the lane dies; after the commit it notifies the
// relay. It must never make a commit wait long, or fail, because of the relay.

/**
 * How long a lane relies on having armed the relay: shorter than the relay's watch, by more than a commit takes.
 *
 * @internal Tests read the limit instead of repeating it.
 */
export const ARMED_MS = 2_000;

/** A relay answers within milliseconds. A payment waits no longer than this for one that does not: events may be late, payments may not. */
const RELAY_TIMEOUT_MS = 500;

/**
 * The pause between a notification that failed and the next one: a relay that moves or restarts is unreachable for less.
 *
 * @internal Tests read the limit instead of repeating it.
 */
export const NOTIFY_RETRY_MS = 2_000;

/** What a lane calls of the relay. */
export interface NotifiableRelay {
  arm(): Promise<void>;
  notify(): Promise<void>;
}

export class Notifier {
  readonly #relay: () => NotifiableRelay;
  readonly #nowMs: () => number;
  readonly #sleep: (ms: number) => Promise<void>;
  #armedUntilMs = 0;
  #arming: Promise<void> | null = null;
  #isNotifying = false;
  #isDue = false;
  #isRetryWaiting = false;

  constructor(relay: () => NotifiableRelay, nowMs: () => number, sleep: (ms: number) => Promise<void>) {
    this.#relay = relay;
    this.#nowMs = nowMs;
    this.#sleep = sleep;
  }

  /**
   * Runs a commit that may append events: arms the relay before it, and notifies the relay after it. A relay that cannot be reached delays no
   * payment: the notification is repeated until the relay has it.
   *
   * @throws what `commit` throws.
   */
  async commitAndNotify<T>(commit: () => Promise<T>): Promise<T> {
    if (this.#nowMs() >= this.#armedUntilMs) await (this.#arming ??= this.#arm());
    try {
      return await commit();
    } finally {
      // Also after a failure: a commit whose outcome is not known may have happened.
      this.#notify();
    }
  }

  async #arm(): Promise<void> {
    try {
      await within(RELAY_TIMEOUT_MS, this.#relay().arm());
      this.#armedUntilMs = this.#nowMs() + ARMED_MS;
    } catch {
      // The notification after the commit, or the next arming, is another chance.
    } finally {
      this.#arming = null;
    }
  }

  /** One call at a time: all notifications that come due during a call are one call after it. */
  #notify(): void {
    this.#isDue = true;
    if (!this.#isNotifying) void this.#notifyWhileDue();
  }

  async #notifyWhileDue(): Promise<void> {
    this.#isNotifying = true;
    while (this.#isDue) {
      this.#isDue = false;
      try {
        await within(RELAY_TIMEOUT_MS, this.#relay().notify());
      } catch {
        void this.#notifyLater();
      }
    }
    this.#isNotifying = false;
  }

  /** The relay may not be armed either, and would then not run before the next commit. A commit meanwhile notifies at once. */
  async #notifyLater(): Promise<void> {
    if (this.#isRetryWaiting) return;
    this.#isRetryWaiting = true;
    await this.#sleep(NOTIFY_RETRY_MS);
    this.#isRetryWaiting = false;
    this.#notify();
  }
}

/** @throws when the time is over first. */
async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const over = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("the relay did not answer in time")), ms);
  });
  // A rejection that comes after the time is over has no other handler.
  promise.catch(() => undefined);
  try {
    return await Promise.race([promise, over]);
  } finally {
    clearTimeout(timer);
  }
}
