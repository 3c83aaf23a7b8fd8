// One connection: opened when first needed, kept open between requests, closed when idle, replaced when old, and discarded at the first failure. Tasks
// run on it one after the other, by turns between those for whom they run, each with a deadline that counts from the moment it was submitted.
//
// A session keeps the login, the password and the settings that it began with, and under steady load it is never idle. So an old one gets a successor:
// opened beside it, while it serves on, and put in its place between two tasks. No task waits for that, and none is cut off.
import type { Connection } from "./connect.ts";
import { classify, Full, Outage } from "./failure.ts";
import { TaskWeights } from "./task-weights.ts";
import { Turns } from "./turns.ts";

/** After a successor could not be opened: the old session serves on meanwhile. @internal Tests count with it. */
export const RETRY_MS = 5_000;

export interface WarmConnectionOptions {
  /** Opens a connection; `onLost` is to be called when it ends by itself. */
  readonly open: (onLost: () => void) => Promise<Connection>;
  readonly close: (connection: Connection) => void;
  /** The connection is closed after this time without a task. */
  readonly idleMs: number;
  /** The age at which it is replaced, asked for each. */
  readonly maxAgeMs: () => number;
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

interface Held {
  readonly connection: Connection;
  /** From then on it is to be replaced. */
  oldAtMs: number;
}

export class WarmConnection {
  readonly #options: WarmConnectionOptions;
  #current: Held | null = null;
  /** Open, and waits for the end of a task. */
  #successor: Held | null = null;
  /** How often a renewal was asked for. */
  #renewals = 0;
  #isOpeningSuccessor = false;
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

  /** Has a successor opened now, as after the login was changed. Where no connection is open, the next one has the present login anyway. */
  renew(): void {
    this.#renewals += 1;
    if (this.#successor !== null) this.#successor.oldAtMs = 0;
    if (this.#current === null) return;
    this.#current.oldAtMs = 0;
    void this.#openSuccessor(this.#current);
  }

  async #runAll(): Promise<void> {
    this.#isBusy = true;
    for (let [task] = this.#waiting.next(1); task !== undefined; [task] = this.#waiting.next(1)) {
      await task.run();
      this.#swap();
    }
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

  /** The connection of the next task. */
  async #open(): Promise<Connection> {
    if (this.#current !== null) {
      if (Date.now() >= this.#current.oldAtMs) void this.#openSuccessor(this.#current);
      return this.#current.connection;
    }
    const epoch = this.#epoch;
    const held = await this.#openOne();
    // Discarded while it was being opened: no task waits for it any more, and it would leak if it were kept.
    if (epoch !== this.#epoch) {
      this.#options.close(held.connection);
      throw new Outage("the connection was opened too late");
    }
    this.#current = held;
    return held.connection;
  }

  async #openOne(): Promise<Held> {
    const renewals = this.#renewals;
    let [held, isLost]: [Held | null, boolean] = [null, false];
    const connection = await this.#options.open(() => {
      isLost = true;
      if (this.#current === held) this.#current = null;
      if (this.#successor === held) this.#successor = null;
    });
    if (isLost) {
      this.#options.close(connection);
      throw new Outage("the connection was lost while it opened");
    }
    // Asked to renew while it was being opened: it may have the login before.
    held = { connection, oldAtMs: renewals === this.#renewals ? Date.now() + this.#options.maxAgeMs() : 0 };
    return held;
  }

  /** Never rejects: while there is no successor, the old one serves. */
  async #openSuccessor(old: Held): Promise<void> {
    if (this.#isOpeningSuccessor || this.#successor !== null) return;
    this.#isOpeningSuccessor = true;
    try {
      const successor = await this.#openOne();
      // It was discarded meanwhile, and whoever needed another has opened one.
      if (this.#current !== old) return this.#options.close(successor.connection);
      this.#successor = successor;
      if (!this.#isBusy) this.#swap();
    } catch {
      old.oldAtMs = Date.now() + RETRY_MS;
    } finally {
      this.#isOpeningSuccessor = false;
    }
  }

  /** Between two tasks: nothing is in flight on the one that goes. */
  #swap(): void {
    if (this.#successor === null) return;
    if (this.#current !== null) this.#options.close(this.#current.connection);
    [this.#current, this.#successor] = [this.#successor, null];
  }

  #discard(): void {
    this.#epoch += 1;
    const discarded = this.#current;
    this.#current = null;
    if (discarded !== null) this.#options.close(discarded.connection);
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
