// Statistics of samples.

/** The value below which a share `q` of the samples lies; NaN: there are none. */
export const quantile = (samples: readonly number[], q: number): number =>
  [...samples].sort((a, b) => a - b)[Math.floor((samples.length - 1) * q)] ?? Number.NaN;

/** The middle sample, or halfway between the two in the middle; NaN: there are none. */
export function median(samples: readonly number[]): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [below, above] = [sorted[sorted.length - 1 - middle] ?? Number.NaN, sorted[middle] ?? Number.NaN];
  return (below + above) / 2;
}
