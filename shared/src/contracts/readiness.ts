// Readiness, and which versions of Workers answered it: during a release two versions of a Worker serve.

/** Ids of versions by the name of what answered: a Worker, or the lane behind it, which may run another version than the Worker that calls it. */
export type Answered = Readonly<Record<string, string>>;

/** What the core answers when it is ready. */
export interface CoreAnswered extends Answered {
  readonly core: string;
  readonly lane: string;
}

/** A key that rows name and the list of their Worker lacks. */
export interface UnlistedKey {
  readonly id: string;
  /** How many rows need it. */
  readonly rows: number;
}
