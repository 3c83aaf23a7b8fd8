// The work of principals that is under way at this edge: how many requests, and how many bytes of their bodies. An edge has 128 MB of memory for
// everyone, and a body is in it several times while it is read, checked and passed on.

const MIB = 1_048_576;

export interface Bounds {
  readonly requests: number;
  /** Of bodies, by the lengths that were announced. */
  readonly bytes: number;
}

/** A person's app sends a few requests at once; a backend sends what all its users do, and files of payments in batches. */
export const bounds = {
  customer: { requests: 50, bytes: 4 * MIB },
  institution: { requests: 2_000, bytes: 24 * MIB },
} as const satisfies Record<string, Bounds>;

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
    // A single request may always begin: no body is larger than the bound.
    if (own.requests >= bound.requests || own.bytes + bytes > bound.bytes) return null;
    own.requests += 1;
    own.bytes += bytes;
    this.#owners.set(owner, own);
    return () => {
      own.requests -= 1;
      own.bytes -= bytes;
      if (own.requests === 0) this.#owners.delete(owner);
    };
  }
}
