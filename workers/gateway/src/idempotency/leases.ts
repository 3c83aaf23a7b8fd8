// The leases of keys whose requests are running. In memory alone: if a lease is lost, a duplicate request reaches the key's row in Postgres,
// which gives both the same answer (law 11). Time is an argument.

/**
 * Longer than a lane's task may take (10 s). After this time a request that died no longer blocks its key.
 *
 * @internal Tests read the limit instead of repeating it.
 */
export const LEASE_MS = 30_000;

export interface Lease {
  readonly fingerprint: string;
  readonly lease: string;
  readonly grantedAtMs: number;
}

export class Leases {
  /** In the order in which they were granted, which is also the order in which they end. */
  readonly #running = new Map<string, Lease>();

  /** The lease that runs under `id`. */
  find(id: string, nowMs: number): Lease | null {
    const lease = this.#running.get(id);
    return lease !== undefined && isRunning(lease, nowMs) ? lease : null;
  }

  /** A new lease under `id`, in place of one that has expired. */
  grant(id: string, fingerprint: string, nowMs: number): string {
    this.#forget(nowMs);
    const lease = crypto.randomUUID();
    this.#running.delete(id); // so that it is inserted again at the end
    this.#running.set(id, { fingerprint, lease, grantedAtMs: nowMs });
    return lease;
  }

  /** Ends a lease and returns it; null when it was lost before. */
  end(id: string, lease: string): Lease | null {
    const running = this.#running.get(id);
    if (running?.lease !== lease) return null;
    this.#running.delete(id);
    return running;
  }

  /** Removes expired leases. Bounds memory: the lease of a request that died is never ended otherwise. */
  #forget(nowMs: number): void {
    for (const [id, lease] of this.#running) {
      if (isRunning(lease, nowMs)) return;
      this.#running.delete(id);
    }
  }
}

const isRunning = (lease: Lease, nowMs: number): boolean => lease.grantedAtMs + LEASE_MS > nowMs;
