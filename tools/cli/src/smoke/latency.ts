// Measures how long each request of a run takes, as the client sees it.

export interface Latency {
  readonly requests: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly maxMs: number;
}

/** Summarizes samples by nearest rank, so that each figure is one of the samples. */
export function summarize(samplesMs: readonly number[]): Latency {
  const sorted = [...samplesMs].sort((a, b) => a - b);
  const rank = (share: number): number => Math.round(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0);
  return { requests: sorted.length, p50Ms: rank(0.5), p95Ms: rank(0.95), maxMs: rank(1) };
}

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Wraps `fetch` to record the time until the headers of the answer have arrived. */
export function timed(fetch: Fetch, samplesMs: number[]): Fetch {
  return async (url, init) => {
    const startedMs = performance.now();
    try {
      return await fetch(url, init);
    } finally {
      samplesMs.push(performance.now() - startedMs);
    }
  };
}
