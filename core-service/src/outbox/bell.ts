// A lane's side of the relay: before a commit it sees to it that somebody looks afterwards even if the lane dies, after it it rings.

/** How long a lane relies on having armed the relay: shorter than the relay's watch, by more than a commit takes. */
export const ARMED_MS = 2_000;

/** A relay answers within milliseconds. One that does not is not waited for: payments go before the news of them. */
const PATIENCE_MS = 500;

export interface Relay {
  arm(): Promise<void>;
  ring(): Promise<void>;
}

export class Bell {
  readonly #relay: () => Relay;
  readonly #nowMs: () => number;
  #armedUntilMs = 0;
  #arming: Promise<void> | null = null;
  #ringing = false;
  #again = false;

  constructor(relay: () => Relay, nowMs: () => number) {
    this.#relay = relay;
    this.#nowMs = nowMs;
  }

  /** Runs what commits events between the two. A relay that cannot be reached holds up no payment: it looks again by itself. */
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
      await within(PATIENCE_MS, this.#relay().ring()).catch(() => undefined);
    }
    this.#ringing = false;
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
