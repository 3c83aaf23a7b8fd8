// The relay: a Durable Object near the database that hands the feed over to the queue. One is enough, and two do no harm: positions are
// assigned under a lock, and an event that both have sent is applied once.
import { DurableObject } from "cloudflare:workers";
import type { EventMessages } from "@ledge/shared/contracts/events";
import { background, type RunNotes } from "@ledge/shared/telemetry/background";
import { hopOf } from "@ledge/shared/telemetry/span";
import { newSpanId, newTraceId } from "@ledge/shared/telemetry/span-context";
import { Credential } from "../database/credential.ts";
import { sqlState } from "../database/failure.ts";
import { openWarm } from "../database/open-warm.ts";
import { drain, type Drained, type DrainPorts } from "./drain.ts";
import { findRedriven, findUnsent, keepDeadLetters, markRedriven, markSent, sequence } from "./queries.ts";
import { RelayWatch } from "./relay-watch.ts";
import { SearchWakes } from "./search-wakes.ts";
import { type MessageRow, showMessage } from "./show-event.ts";

/** The relay's own tasks, which run one after the other. */
const MAX_TASKS = 10;
const STAGE = "relay";
/** Shorter than the relay's watch, which has a run after every commit. */
const ANNOUNCE_PAUSE_MS = 4_000;

export class Relay extends DurableObject<Env> {
  readonly #connection = openWarm(this.env, new Credential(this.env.RUNTIME_DATABASE), MAX_TASKS);

  readonly #watch = new RelayWatch(
    this.ctx.storage,
    () =>
      background(
        { service: "core", operation: "relay", version: this.env.VERSION.id },
        (notes) => this.#drain(notes),
        (error) => ({ sql_state: sqlState(error) }),
      ),
    () => Date.now(),
  );

  #announcedMs = Number.NEGATIVE_INFINITY;
  readonly #searchWakes = new SearchWakes();

  /** When the oldest event of the present run was committed: how far the relay is behind. */
  #oldestMs = Infinity;

  arm(): Promise<void> {
    return this.#watch.arm();
  }

  notify(): Promise<void> {
    return this.#watch.notify();
  }

  /** As of a lane. */
  renewSessions(): void {
    this.#connection.renew();
  }

  override async alarm(): Promise<void> {
    await this.#watch.run();
  }

  async #drain(notes: RunNotes): Promise<void> {
    this.#oldestMs = Infinity;
    const { sent, setAside } = await this.#drainBoth();
    if (setAside > 0) notes.level = "error";
    // Without an event there is none that waited.
    const lagMs = Math.max(0, Date.now() - Math.min(this.#oldestMs, Date.now()));
    notes.counts = { sent, set_aside: setAside, lag_ms: lagMs };
  }

  /** A queue of events that fails must hold up neither the audit log nor the search. */
  async #drainBoth(): Promise<Drained> {
    try {
      return await drain(this.#ports());
    } finally {
      await Promise.all([this.#announceRecords(), this.#wakeSearch()]);
    }
  }

  /** Says that the feed may have grown: a queue has one consumer, so the search has one of its own. */
  async #wakeSearch(): Promise<void> {
    const nowMs = Date.now();
    const delaySeconds = this.#searchWakes.delayFor(nowMs);
    if (delaySeconds === null) return;
    await this.env.SEARCH.send({}, { contentType: "json", delaySeconds });
    this.#searchWakes.sent(nowMs, delaySeconds);
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

  /** A message brings the relay's span: nobody tails core-service, and its consumer goes on in the same trace. */
  #relayed([first, ...others]: EventMessages): EventMessages {
    if (first === undefined) return others;
    const nowMs = Date.now();
    const who = { service: "core", version: this.env.VERSION.id };
    const relayed = hopOf("relay", who, newSpanId(), Math.min(this.#oldestMs, nowMs), nowMs, "ok");
    return [{ ...first, relayed: { ...relayed, trace_id: newTraceId() } }, ...others];
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
      send: async (events) => void (await queue.send(this.#relayed(events as EventMessages), { contentType: "json" })),
      markSent: (through) => use(({ database }) => markSent(database, through)),
      markRedriven: (positions) => use(({ database }) => markRedriven(database, positions)),
      setAside: (position, reason) => use(({ database }) => keepDeadLetters(database, STAGE, [position], reason)),
    };
  }
}
