// Who is on the way under which key. In memory alone: a lease that is lost lets a twin through to the key's row in Postgres, which
// answers both alike (law 11). Time is an argument.

/** Longer than a lane's task may take (10 s): a request that died without a word stops blocking its key then. */
export const LEASE_MS = 30_000;

export interface Lease {
  readonly fingerprint: string;
  readonly lease: string;
  readonly grantedAtMs: number;
}

export class Leases {
  /** In the order in which they were granted, which is that of their ends. */
  readonly #running = new Map<string, Lease>();

  /** The lease that runs under `id`. */
  find(id: string, nowMs: number): Lease | null {
    const lease = this.#running.get(id);
    return lease !== undefined && isRunning(lease, nowMs) ? lease : null;
  }

  /** A new lease under `id`, in place of one that has run out. */
  grant(id: string, fingerprint: string, nowMs: number): string {
    this.#forget(nowMs);
    const lease = crypto.randomUUID();
    this.#running.delete(id); // set anew it is the youngest
    this.#running.set(id, { fingerprint, lease, grantedAtMs: nowMs });
    return lease;
  }

  /** Ends a lease, which is then nobody's; null when it was lost. */
  end(id: string, lease: string): Lease | null {
    const running = this.#running.get(id);
    if (running?.lease !== lease) return null;
    this.#running.delete(id);
    return running;
  }

  /** Bounds memory: nobody ends the lease of a request that died. */
  #forget(nowMs: number): void {
    for (const [id, lease] of this.#running) {
      if (isRunning(lease, nowMs)) return;
      this.#running.delete(id);
    }
  }
}

const isRunning = (lease: Lease, nowMs: number): boolean => lease.grantedAtMs + LEASE_MS > nowMs;
