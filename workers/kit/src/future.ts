// Whether an instant lies in the future. When something was recorded is for the database's clock to say; here only what is plainly wrong is
// turned away.

/**
 * No two clocks agree: ours, the database's and the client's differ by milliseconds, a careless one by a second. What is no further ahead is
 * taken: a client's "now", and every instant that the API has just shown. What is asked for until then is answered as far as it has passed.
 */
export const CLOCK_LEEWAY_MS = 5_000;

/** @param instant RFC 3339; undefined is not in the future. */
export const isInFuture = (instant: string | undefined, nowMs: number): boolean =>
  instant !== undefined && Date.parse(instant) > nowMs + CLOCK_LEEWAY_MS;
