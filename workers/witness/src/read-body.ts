// Reads a body up to a limit: the bytes are counted, because a length may be missing or wrong. A body that does not end is left after a while.

/** A submission is some hundred kilobytes at most. */
const MOST_MS = 10_000;

/** The body's bytes; null when it is longer than the limit, or not there in time. */
export async function readBody(request: Request, mostBytes: number): Promise<Uint8Array | null> {
  const reader = request.body?.getReader();
  if (reader === undefined) return new Uint8Array();
  const timer = setTimeout(() => void reader.cancel("too slow"), MOST_MS);
  const body = new Uint8Array(mostBytes);
  const startedMs = Date.now();
  let length = 0;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const chunk: Uint8Array = part.value;
      if (length + chunk.length > mostBytes) {
        await reader.cancel("too long");
        return null;
      }
      body.set(chunk, length);
      length += chunk.length;
    }
    return Date.now() - startedMs < MOST_MS ? body.subarray(0, length) : null;
  } catch {
    // A body that was cut: its client has gone.
    return null;
  } finally {
    clearTimeout(timer);
  }
}
