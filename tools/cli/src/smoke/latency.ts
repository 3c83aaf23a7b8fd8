// How long the platform took for each request of a run, as its client saw it.

export interface Latency {
  readonly requests: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly maxMs: number;
}

/** The summary of samples; by nearest rank, so that each number is one that was measured. */
export function summarize(samplesMs: readonly number[]): Latency {
  const sorted = [...samplesMs].sort((a, b) => a - b);
  const rank = (share: number): number => Math.round(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0);
  return { requests: sorted.length, p50Ms: rank(0.5), p95Ms: rank(0.95), maxMs: rank(1) };
}

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** `fetch`, timed until the headers of the answer are there. */
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
