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
  institution: { requests: 2_000, bytes: MIB / 2 },
} as const satisfies Record<string, Bounds>;

/**
 * How long a request waits for others of its owner, before it is refused: a burst of batches goes through, one after the other.
 *
 * @internal Tests read the limit instead of repeating it.
 */
export const WAIT_MS = 1_000;
const PAUSE_MS = 25;

/**
 * How long a request counts at the most. The runtime may end a request, as when its client has left, without another turn for its code: what it began
 * would count for ever.
 *
 * @internal Tests read the limit instead of repeating it.
 */
export const COUNTED_MS = 60_000;

interface Begun {
  readonly bytes: number;
  readonly untilMs: number;
}

interface InFlight {
  /** The oldest first. */
  readonly begun: Set<Begun>;
  bytes: number;
}

export class WorkInFlight {
  /** Owners without work are not here. */
  readonly #owners = new Map<string, InFlight>();

  /** Lets a request of `owner` begin; returns what ends it, or null: as much of this owner's is under way as may be. */
  begin(owner: string, bytes: number, bound: Bounds, nowMs: number): (() => void) | null {
    const own = this.#owners.get(owner) ?? { begun: new Set(), bytes: 0 };
    for (const one of own.begun) {
      if (one.untilMs > nowMs) break;
      this.#end(owner, own, one);
    }
    const isTooLarge = own.bytes > 0 && own.bytes + bytes > bound.bytes;
    if (own.begun.size >= bound.requests || (bytes > 0 && isTooLarge)) return null;
    const one: Begun = { bytes, untilMs: nowMs + COUNTED_MS };
    own.begun.add(one);
    own.bytes += bytes;
    this.#owners.set(owner, own);
    return () => this.#end(owner, own, one);
  }

  #end(owner: string, own: InFlight, one: Begun): void {
    if (!own.begun.delete(one)) return;
    own.bytes -= one.bytes;
    if (own.begun.size === 0 && this.#owners.get(owner) === own) this.#owners.delete(owner);
  }
}

/** What `begin` returns as soon as it is not null; null: it was for WAIT_MS. Each request asks by itself: in this runtime none may await another's end. */
export async function soon<Begun>(
  begin: (nowMs: number) => Begun | null,
  nowMs: number,
  pause: (ms: number) => Promise<void>,
): Promise<Begun | null> {
  for (let waitedMs = 0; ; waitedMs += PAUSE_MS) {
    const begun = begin(nowMs + waitedMs);
    if (begun !== null || waitedMs >= WAIT_MS) return begun;
    await pause(PAUSE_MS);
  }
}
