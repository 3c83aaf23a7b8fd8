// A lane's side of the relay: before a commit it sees to it that somebody looks afterwards even if the lane dies, after it it rings.

/** How long a lane relies on having armed the relay: shorter than the relay's watch, by more than a commit takes. */
export const ARMED_MS = 2_000;

/** A relay answers within milliseconds. One that does not is not waited for: payments go before the news of them. */
const PATIENCE_MS = 500;

/** Between a ring that was not heard and the next: a relay that moves or starts anew is away for less. */
export const RING_AGAIN_MS = 2_000;

export interface Relay {
  arm(): Promise<void>;
  ring(): Promise<void>;
}

export class Bell {
  readonly #relay: () => Relay;
  readonly #nowMs: () => number;
  readonly #sleep: (ms: number) => Promise<void>;
  #armedUntilMs = 0;
  #arming: Promise<void> | null = null;
  #ringing = false;
  #again = false;
  #waiting = false;

  constructor(relay: () => Relay, nowMs: () => number, sleep: (ms: number) => Promise<void>) {
    this.#relay = relay;
    this.#nowMs = nowMs;
    this.#sleep = sleep;
  }

  /** Runs what commits events between the two. A relay that cannot be reached holds up no payment: it is rung until it hears. */
  async around<T>(commit: () => Promise<T>): Promise<T> {
    if (this.#nowMs() >= this.#armedUntilMs) await (this.#arming ??= this.#arm());
    try {
      return await commit();
    } finally {
      // Also after a failure: what is not known may be committed.
      this.#ring();
    }
  }

  async #arm(): Promise<void> {
    try {
      await within(PATIENCE_MS, this.#relay().arm());
      this.#armedUntilMs = this.#nowMs() + ARMED_MS;
    } catch {
      // The ring that follows, or the next arming, is another chance.
    } finally {
      this.#arming = null;
    }
  }

  /** One ring at a time; those that come meanwhile are one more. */
  #ring(): void {
    this.#again = true;
    if (!this.#ringing) void this.#ringOn();
  }

  async #ringOn(): Promise<void> {
    this.#ringing = true;
    while (this.#again) {
      this.#again = false;
      try {
        await within(PATIENCE_MS, this.#relay().ring());
      } catch {
        void this.#ringLater();
      }
    }
    this.#ringing = false;
  }

  /** It may not be armed either, and then nobody would look before the next commit. Who commits meanwhile rings at once. */
  async #ringLater(): Promise<void> {
    if (this.#waiting) return;
    this.#waiting = true;
    await this.#sleep(RING_AGAIN_MS);
    this.#waiting = false;
    this.#ring();
  }
}

/** @throws when the time is over first. */
async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const over = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("the relay did not answer in time")), ms);
  });
  // An answer that comes after all is nobody's to handle.
  promise.catch(() => undefined);
  try {
    return await Promise.race([promise, over]);
  } finally {
    clearTimeout(timer);
  }
}
