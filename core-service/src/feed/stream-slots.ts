// How many streams of the feed each principal has open. A client that leaves does not say so: a stream is open as long as it keeps asking for
// more. In memory alone: when it is lost, streams that ask for more are counted anew.

export class StreamSlots {
  readonly #most: number;
  readonly #openMs: number;
  /** By principal: until when each of its streams counts. */
  readonly #untilMs = new Map<string, Map<string, number>>();

  /** @param openMs a stream that does not ask for more within this time has ended. */
  constructor(most: number, openMs: number) {
    this.#most = most;
    this.#openMs = openMs;
  }

  /** A stream begins, or asks for more. False: the principal has as many others as it may have. */
  admit(principal: string, stream: string, nowMs: number): boolean {
    const streams = this.#untilMs.get(principal) ?? new Map<string, number>();
    for (const [other, untilMs] of streams) if (untilMs <= nowMs) streams.delete(other);
    // A stream that asks for more goes on, whatever its principal has begun since.
    const isAdmitted = streams.has(stream) || streams.size < this.#most;
    if (isAdmitted) streams.set(stream, nowMs + this.#openMs);
    this.#untilMs.set(principal, streams);
    return isAdmitted;
  }

  /** A stream has ended. */
  leave(principal: string, stream: string): void {
    const streams = this.#untilMs.get(principal);
    streams?.delete(stream);
    if (streams?.size === 0) this.#untilMs.delete(principal);
  }
}
