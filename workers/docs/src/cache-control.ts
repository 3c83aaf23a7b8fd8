// How long a file of the docs may be cached.

/** Files here have a hash of their content in their name: the file of a name never changes. */
const HASHED = "/assets/";
/** A year, the longest time that caches observe. */
const IMMUTABLE = "public, max-age=31536000, immutable";
/** Pages keep their names when they change: five minutes, like the contract. */
const SHORT = "public, max-age=300";

/** @param status of the answer: a missing file (404) may exist after the next deployment, so that answer is not cached. */
export function cacheControlOf(pathname: string, status: number): string {
  if (status === 404) return "no-store";
  return pathname.startsWith(HASHED) ? IMMUTABLE : SHORT;
}
