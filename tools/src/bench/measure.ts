// Numbers out of samples.

/** The value below which a share `q` of the samples lies; NaN of none. */
export const quantile = (samples: readonly number[], q: number): number =>
  [...samples].sort((a, b) => a - b)[Math.floor((samples.length - 1) * q)] ?? Number.NaN;

export const median = (samples: readonly number[]): number => quantile(samples, 0.5);
