// A limit for what may never answer. It must not be used for what has an effect that may not happen after the limit.

class TooLate extends Error {
  override readonly name = "TooLate";
}

/** @throws TooLate when the promise is not settled in time. */
export async function within<T>(limitMs: number, promise: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new TooLate(`not within ${limitMs} ms`)), limitMs);
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
