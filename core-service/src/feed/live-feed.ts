// What all streams of the feed wait for. One poll serves every stream: it asks for the newest position and for the keys that are still valid,
// and what several streams are to be sent next is read once. A stream is sent nothing that its key was not valid for at that poll, so a stream of
// a revoked key ends within POLL_MS. It knows neither Postgres nor timers.
import type { FedEvent, FollowedEvents } from "@ledge/shared/contracts/webhooks";

/** Between two polls: to a person who watches, this is immediate. @internal Tests read the limit instead of repeating it. */
export const POLL_MS = 1_000;
/**
 * A stream that has waited this long is answered that there is nothing, says so to its client, and asks again. A client that has closed its
 * connection without another word is noticed only by what is written to it: two or three of these.
 */
export const FOLLOW_MS = 5_000;

export interface Following {
  /** UUID of the API key that opened the stream. */
  readonly keyId: string;
  /** The position after which it wants events. */
  readonly position: number;
  /** UUID; null: events of all accounts. */
  readonly accountId: string | null;
}

export interface LiveFeedPorts {
  /** The feed's last position, and those of the keys that are valid. */
  poll(keyIds: readonly string[]): Promise<{ readonly newest: number; readonly valid: ReadonlySet<string> }>;
  /** The next events after a position, in order, and the position of the last of them; null: there are none. */
  read(wanted: Following): Promise<{ readonly data: readonly FedEvent[]; readonly position: number } | null>;
  sleep(ms: number): Promise<void>;
  nowMs(): number;
}

interface Waiting {
  wanted: Following;
  readonly untilMs: number;
  readonly answer: (followed: FollowedEvents) => void;
  readonly fail: (error: unknown) => void;
}

export class LiveFeed {
  readonly #ports: LiveFeedPorts;
  readonly #waiting = new Set<Waiting>();
  /** As of the last poll. */
  #newest = 0;
  #isRunning = false;
  /** Ends the pause before the next poll; null: there is no pause. */
  #endPause: (() => void) | null = null;
  /** A stream has come that may have something to read at once. */
  #isDue = false;

  constructor(ports: LiveFeedPorts) {
    this.#ports = ports;
  }

  /** The next events of a stream; without any, an answer without events after FOLLOW_MS. @throws when they cannot be read. */
  follow(wanted: Following): Promise<FollowedEvents> {
    return new Promise((answer, fail) => {
      this.#waiting.add({ wanted, untilMs: this.#ports.nowMs() + FOLLOW_MS, answer, fail });
      // One that has everything is served by the next poll, so that streams which come and go cost none of their own.
      if (wanted.position !== this.#newest) {
        this.#isDue = true;
        this.#endPause?.();
      }
      if (!this.#isRunning) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    while (this.#waiting.size > 0) {
      this.#isDue = false;
      await this.#serve([...this.#waiting]);
      if (this.#waiting.size > 0 && !this.#isDue) {
        await Promise.race([this.#ports.sleep(POLL_MS), new Promise<void>((resolve) => (this.#endPause = resolve))]);
        this.#endPause = null;
      }
    }
    this.#isRunning = false;
  }

  async #serve(all: readonly Waiting[]): Promise<void> {
    try {
      const { newest, valid } = await this.#ports.poll([...new Set(all.map(({ wanted }) => wanted.keyId))]);
      this.#newest = newest;
      const isAllowed = ({ wanted }: Waiting): boolean => valid.has(wanted.keyId);
      for (const one of all) if (!isAllowed(one)) this.#answer(one, { kind: "ended" });
      const behind = all.filter((one) => isAllowed(one) && one.wanted.position < newest);
      const alike = Map.groupBy(behind, ({ wanted }) => `${wanted.position} ${wanted.accountId}`);
      for (const group of alike.values()) await this.#read(group, newest);
      for (const one of this.#waiting)
        if (one.untilMs <= this.#ports.nowMs()) this.#answer(one, { kind: "events", data: [], position: one.wanted.position });
    } catch (error) {
      this.#fail(all, error);
    }
  }

  /** Reads for streams that want the same. */
  async #read(group: readonly Waiting[], newest: number): Promise<void> {
    const [first] = group as [Waiting];
    const found = await this.#ports.read(first.wanted);
    for (const one of group) {
      // None of its account up to the newest: from there on it waits.
      if (found === null) one.wanted = { ...one.wanted, position: newest };
      else this.#answer(one, { kind: "events", ...found });
    }
  }

  #answer(one: Waiting, followed: FollowedEvents): void {
    this.#waiting.delete(one);
    one.answer(followed);
  }

  #fail(all: readonly Waiting[], error: unknown): void {
    for (const one of all) if (this.#waiting.delete(one)) one.fail(error);
  }
}
