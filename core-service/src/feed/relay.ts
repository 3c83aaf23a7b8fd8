// The relay: a Durable Object near the database that hands the feed over to the queue. One is enough, and two do no harm: positions are
// assigned under a lock, and an event that both have sent is applied once.
import { DurableObject } from "cloudflare:workers";
import type { EventMessages } from "@ledge/shared/contracts/events";
import { log, logFailure } from "@ledge/shared/log";
import { connect } from "../database/connect.ts";
import { sqlState } from "../database/failure.ts";
import { WarmConnection } from "../database/warm-connection.ts";
import { drain, type Drained, type DrainPorts } from "./drain.ts";
import { findRedriven, findUnsent, keepDeadLetters, markRedriven, markSent, sequence } from "./queries.ts";
import { RelayWatch } from "./relay-watch.ts";
import { type MessageRow, showMessage } from "./show-event.ts";

/** Longer than any healthy statement; the server's own limits are 5 s per lock, 15 s in all. */
const TASK_MS = 10_000;
/** The relay's own tasks, which run one after the other. */
const MAX_TASKS = 10;
const STAGE = "relay";
/** Shorter than the relay's watch, which has a run after every commit. */
const ANNOUNCE_PAUSE_MS = 4_000;

export class Relay extends DurableObject<Env> {
  readonly #connection = new WarmConnection({
    open: (onLost) => connect(this.env.DATABASE_URL, onLost),
    close: ({ client }) => void client.end().catch(() => undefined),
    idleMs: Number(this.env.LANE_IDLE_MS),
    taskMs: TASK_MS,
    maxTasks: MAX_TASKS,
  });

  readonly #watch = new RelayWatch(
    this.ctx.storage,
    () => this.#drain(),
    () => Date.now(),
  );

  #announcedMs = Number.NEGATIVE_INFINITY;

  /** When the oldest event of the present run was committed: how far the relay is behind. */
  #oldestMs = Infinity;

  arm(): Promise<void> {
    return this.#watch.arm();
  }

  notify(): Promise<void> {
    return this.#watch.notify();
  }

  override async alarm(): Promise<void> {
    await this.#watch.run();
  }

  async #drain(): Promise<void> {
    try {
      this.#oldestMs = Infinity;
      const { sent, setAside } = await this.#drainBoth();
      if (sent + setAside === 0) return;
      const counts = { sent, set_aside: setAside, lag_ms: Math.max(0, Date.now() - this.#oldestMs) };
      log(setAside > 0 ? "error" : "info", { service: "core", operation: "relay", counts });
    } catch (error) {
      logFailure({ service: "core", operation: "relay", sql_state: sqlState(error) }, error);
      throw error;
    }
  }

  /** A queue of events that fails must not hold up the audit log. */
  async #drainBoth(): Promise<Drained> {
    try {
      return await drain(this.#ports());
    } finally {
      await this.#announceRecords();
    }
  }

  /**
   * Wakes who signs the audit log: the same commits that notify of events notify of records. Not at each run, because a checkpoint costs as much as some
   * hundred transfers. What is committed after the last announcement is in time for that of the run that ends the watch.
   */
  async #announceRecords(): Promise<void> {
    if (Date.now() - this.#announcedMs < ANNOUNCE_PAUSE_MS) return;
    await this.env.AUDIT.send({}, { contentType: "json" });
    this.#announcedMs = Date.now();
  }

  #ports(): DrainPorts<MessageRow> {
    const use = this.#connection.use.bind(this.#connection);
    const queue: Queue<EventMessages> = this.env.EVENTS;
    return {
      sequence: (most) => use(({ database }) => sequence(database, most)),
      unsent: async (limit) => {
        const rows = await use(({ database }) => findUnsent(database, limit));
        this.#oldestMs = Math.min(this.#oldestMs, rows[0]?.occurredAt.getTime() ?? Infinity);
        return rows;
      },
      redriven: (limit) => use(({ database }) => findRedriven(database, limit)),
      show: showMessage,
      send: async (events) => void (await queue.send(events as EventMessages, { contentType: "json" })),
      markSent: (through) => use(({ database }) => markSent(database, through)),
      markRedriven: (positions) => use(({ database }) => markRedriven(database, positions)),
      setAside: (position, reason) => use(({ database }) => keepDeadLetters(database, STAGE, [position], reason)),
    };
  }
}
