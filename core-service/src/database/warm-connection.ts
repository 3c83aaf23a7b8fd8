// One connection: opened when first needed, kept open between requests, closed when idle or old, and discarded at the first failure. Tasks run on
// it one after the other, by turns between those for whom they run, each with a deadline that counts from the moment it was submitted.
import type { Connection } from "./connect.ts";
import { classify, Full, Outage } from "./failure.ts";
import { TaskWeights } from "./task-weights.ts";
import { Turns } from "./turns.ts";

/**
 * A session keeps the login, the password and the settings that it began with. Under steady load it is never idle: an age is what ends it after they
 * changed. To open one takes some tens of milliseconds.
 *
 * @internal Tests count with it.
 */
export const MAX_AGE_MS = 15 * 60_000;

export interface WarmConnectionOptions {
  /** Opens a connection; `onLost` is to be called when it ends by itself. */
  readonly open: (onLost: () => void) => Promise<Connection>;
  readonly close: (connection: Connection) => void;
  /** The connection is closed after this time without a task. */
  readonly idleMs: number;
  /** How long a task may take, its waiting included. */
  readonly taskMs: number;
  /** How many tasks may wait. */
  readonly maxTasks: number;
}

interface Task {
  /** Never rejects. */
  readonly run: () => Promise<void>;
  readonly giveWay: () => void;
}

export class WarmConnection {
  readonly #options: WarmConnectionOptions;
  #current: Connection | null = null;
  #openedAtMs = 0;
  /** Counts the connections that were discarded. */
  #epoch = 0;
  readonly #waiting: Turns<Task>;
  readonly #weights = new TaskWeights();
  #isBusy = false;
  #idleTimer: ReturnType<typeof setTimeout> | null = null;

  constructor(options: WarmConnectionOptions) {
    this.#options = options;
    this.#waiting = new Turns(1, options.maxTasks);
  }

  /**
   * Runs `task` on the connection, in its turn.
   *
   * @param owner for whom it runs: owners take turns, by the time that their tasks take, and the tasks of one run in their order.
   * @throws Outage when the connection fails or the deadline passes: what the task did is then not known.
   * @throws Full when too many tasks wait, and most of them for this owner: then it did nothing.
   * @throws what the task throws otherwise.
   */
  use<T>(task: (connection: Connection) => Promise<T>, owner = ""): Promise<T> {
    const deadline = deadlineAfter(this.#options.taskMs);
    const running = new Promise<T>((resolve, reject) => {
      const run = async (): Promise<void> => {
        const begunMs = Date.now();
        await this.#run(task, deadline).then(resolve, reject);
        this.#weights.took(owner, Date.now() - begunMs);
      };
      const giveWay = () => reject(new Full("too many tasks wait"));
      for (const other of this.#waiting.add(owner, { run, giveWay }, { weight: this.#weights.of(owner), size: 1 })) other.giveWay();
    });
    if (!this.#isBusy) void this.#runAll();
    return running.finally(deadline.clear);
  }

  async #runAll(): Promise<void> {
    this.#isBusy = true;
    for (let [task] = this.#waiting.next(1); task !== undefined; [task] = this.#waiting.next(1)) await task.run();
    this.#isBusy = false;
  }

  async #run<T>(task: (connection: Connection) => Promise<T>, deadline: Deadline): Promise<T> {
    // Its caller has an answer already; begun now, it would run at the same time as the tasks behind it.
    if (deadline.isOver()) throw new Outage("the turn came too late");
    clearTimeout(this.#idleTimer);
    try {
      return await Promise.race([deadline.passed, this.#open().then(task)]);
    } catch (error) {
      if (classify(error) !== "outage") throw error;
      this.#discard();
      throw error instanceof Outage ? error : new Outage("the database did not answer", { cause: error });
    } finally {
      this.#idleTimer = setTimeout(() => this.#discard(), this.#options.idleMs);
    }
  }

  async #open(): Promise<Connection> {
    // Between two tasks, so nothing is in flight on it.
    if (Date.now() - this.#openedAtMs >= MAX_AGE_MS) this.#discard();
    if (this.#current !== null) return this.#current;
    const epoch = this.#epoch;
    let lost = false;
    let opened: Connection | null = null;
    const connection = await this.#options.open(() => {
      lost = true;
      if (this.#current === opened) this.#current = null;
    });
    opened = connection;
    // Discarded while it was being opened: no task waits for it any more, and it would leak if it were kept.
    if (lost || epoch !== this.#epoch) {
      this.#options.close(connection);
      throw new Outage("the connection was opened too late");
    }
    this.#current = connection;
    this.#openedAtMs = Date.now();
    return connection;
  }

  #discard(): void {
    this.#epoch += 1;
    const connection = this.#current;
    this.#current = null;
    if (connection !== null) this.#options.close(connection);
  }
}

interface Deadline {
  readonly passed: Promise<never>;
  readonly isOver: () => boolean;
  readonly clear: () => void;
}

function deadlineAfter(ms: number): Deadline {
  const atMs = Date.now() + ms;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const passed = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Outage("the database did not answer in time")), ms);
  });
  // While a task waits for its turn, nothing awaits this promise yet; a deadline that passes meanwhile is seen when the turn comes.
  passed.catch(() => undefined);
  return { passed, isOver: () => Date.now() >= atMs, clear: () => clearTimeout(timer) };
}
