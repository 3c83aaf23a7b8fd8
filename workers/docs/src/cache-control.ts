// How long a file of the docs may be kept.

/** Files here have a hash of their content in their name: what a name stands for never changes. */
const HASHED = "/assets/";
/** A year, the most that caches heed. */
const IMMUTABLE = "public, max-age=31536000, immutable";
/** Pages keep their names when they change: five minutes, like the contract. */
const SHORT = "public, max-age=300";

/** @param status of the answer: what is not there (404) may be there after the next deployment, so nobody keeps that. */
export function cacheControlOf(pathname: string, status: number): string {
  if (status === 404) return "no-store";
  return pathname.startsWith(HASHED) ? IMMUTABLE : SHORT;
}
