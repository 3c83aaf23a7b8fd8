// Which answers the clients have seen, of whom and when: what the platform's metrics must have counted, whichever runtime was killed meanwhile.

/** A runtime that lives for this long after an answer has counted it. */
export const COUNTED_MS = 10_000;

interface Seen {
  readonly kind: string;
  readonly atMs: number;
}

/** What is known of one kind of request: an operation, and whether it failed. */
export interface Expected {
  /** Answers from a runtime that lived long enough afterwards. */
  readonly least: number;
  /** All answers. */
  readonly seen: number;
}

export class AnswersSeen {
  /** Of whose answers. */
  readonly #origin: string;
  readonly #operationOf: (method: string, path: string) => string | null;
  readonly #nowMs: () => number;
  readonly #seen: Seen[] = [];
  readonly #open = new Set<symbol>();
  readonly #kills: { readonly atMs: number; readonly inFlight: number }[] = [];
  #unanswered = 0;

  constructor(url: string, operationOf: (method: string, path: string) => string | null, nowMs: () => number = Date.now) {
    this.#origin = new URL(url).origin;
    this.#operationOf = operationOf;
    this.#nowMs = nowMs;
  }

  /** To be called when a request is sent. @returns what is to be called at its end: with the answer, or null when there was none. */
  sent(url: URL, method: string): (answer: Response | null) => void {
    const operation = url.origin === this.#origin ? this.#operationOf(method, url.pathname) : null;
    if (operation === null) return () => undefined;
    const request = Symbol();
    this.#open.add(request);
    return (answer) => {
      if (!this.#open.delete(request)) return;
      // An answer without it is the runtime's own.
      if (answer === null || !answer.headers.has("Request-Id")) this.#unanswered += 1;
      else this.#seen.push({ kind: kindOf(operation, answer.status >= 500), atMs: this.#nowMs() });
    };
  }

  /** To be called when the runtime is killed. */
  killed(): void {
    this.#kills.push({ atMs: this.#nowMs(), inFlight: this.#open.size });
  }

  get kills(): number {
    return this.#kills.length;
  }

  /** Requests that nobody answered: they may be counted, or not. */
  get unanswered(): number {
    return this.#unanswered;
  }

  /** Answers that may have been lost with the runtimes: those under way at each kill, and those of the last while before it. */
  mayBeLost(reportMs: number): number {
    return this.#kills.reduce((sum, { atMs: killMs, inFlight }) => {
      return sum + inFlight + this.#seen.filter(({ atMs }) => atMs <= killMs && atMs > killMs - reportMs).length;
    }, 0);
  }

  /** By kind, what must have been counted. */
  expected(): ReadonlyMap<string, Expected> {
    const all = Map.groupBy(this.#seen, ({ kind }) => kind);
    const isSafe = (atMs: number): boolean => !this.#kills.some(({ atMs: killMs }) => killMs >= atMs && killMs - atMs < COUNTED_MS);
    return new Map([...all].map(([kind, seen]) => [kind, { seen: seen.length, least: seen.filter(({ atMs }) => isSafe(atMs)).length }]));
  }
}

export const kindOf = (operation: string, hasFailed: boolean): string => `${operation} ${hasFailed ? "failed" : "answered"}`;
