// The work of principals that is under way at this edge: how many requests, and how many bytes of them. All of an edge share one thread and 128 MB: a
// body takes some 20 ms per MB in any Worker, and is in memory several times while it is read, checked and passed on.

const MIB = 1_048_576;

export interface Bounds {
  readonly requests: number;
  /** Of bodies, by the lengths that were announced, and of answers that stream. A single request may be larger. */
  readonly bytes: number;
}

/** A person's app sends a few requests at once; a backend sends what all its users do, and files of payments in batches. */
export const bounds = {
  customer: { requests: 50, bytes: MIB / 4 },
  institution: { requests: 2_000, bytes: MIB },
} as const satisfies Record<string, Bounds>;

/**
 * How long a request waits for others of its owner, before it is refused: a burst of batches goes through, one after the other.
 *
 * @internal Tests read the limit instead of repeating it.
 */
export const WAIT_MS = 1_000;
const PAUSE_MS = 25;

interface InFlight {
  requests: number;
  bytes: number;
}

export class WorkInFlight {
  /** Owners without work are not here. */
  readonly #owners = new Map<string, InFlight>();

  /** Lets a request of `owner` begin; returns what ends it, to be called once, or null: as much of this owner's is under way as may be. */
  begin(owner: string, bytes: number, bound: Bounds): (() => void) | null {
    const own = this.#owners.get(owner) ?? { requests: 0, bytes: 0 };
    const isTooLarge = own.bytes > 0 && own.bytes + bytes > bound.bytes;
    if (own.requests >= bound.requests || (bytes > 0 && isTooLarge)) return null;
    own.requests += 1;
    own.bytes += bytes;
    this.#owners.set(owner, own);
    return () => {
      own.requests -= 1;
      own.bytes -= bytes;
      if (own.requests === 0) this.#owners.delete(owner);
    };
  }

  /** The same, as soon as it may begin; null: it could not in WAIT_MS. Each request asks by itself: none may await another's end in this runtime. */
  async beginSoon(owner: string, bytes: number, bound: Bounds, pause: (ms: number) => Promise<void>): Promise<(() => void) | null> {
    for (let waitedMs = 0; ; waitedMs += PAUSE_MS) {
      const end = this.begin(owner, bytes, bound);
      if (end !== null || waitedMs >= WAIT_MS) return end;
      await pause(PAUSE_MS);
    }
  }
}
