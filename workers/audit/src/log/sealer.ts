// The log: one Durable Object, which alone signs. It works while it is behind, by its alarm, and sleeps otherwise: whoever has sequenced records wakes it.
import { DurableObject } from "cloudflare:workers";
import type { Edge } from "@ledge/shared/transparency/append";
import type { LogCounters } from "@ledge/shared/contracts/audit";
import { background } from "@ledge/shared/telemetry/background";
import { log } from "@ledge/shared/telemetry/log";
import { core } from "../operation.ts";
import { type LogKey, logKeyOf } from "./keys.ts";
import { filesIn } from "./log-files.ts";
import { seal, type SealPorts } from "./seal.ts";
import { SealState } from "./seal-state.ts";
import { quorumOf } from "./witnesses.ts";
import { within } from "./within.ts";

/** Between two checkpoints, so that a busy second has one: each costs some writes to the bucket. */
const PAUSE_MS = 1_000;
/** The pause after a step that failed, or whose checkpoint lacks cosignatures. */
const RETRY_MS = 5_000;
/** core-service answers within its own limits, or not at all. */
const READ_MS = 15_000;
/** A record is in a published checkpoint after 10 s at most; later is a fault that a person must see. */
const LATE_MS = 10_000;
const WARN_PAUSE_MS = 10_000;
const SERVICE = "audit";

export class Sealer extends DurableObject<Env> {
  readonly #state = new SealState(this.ctx.storage);
  #edge: Edge | null = null;
  #key: Promise<LogKey> | undefined;
  #notBeforeMs = 0;
  #warnedMs = 0;

  /** Makes the log go on: there may be records that it does not have. */
  async wake(): Promise<void> {
    this.#state.wait(Date.now());
    await this.#wakeAt(Math.max(Date.now(), this.#notBeforeMs));
  }

  /** For operators: records in the published checkpoint, and for how long others have waited for theirs. */
  counters(): LogCounters {
    const { published, sinceMs } = this.#state.backlog();
    return { published, behind_ms: sinceMs === null ? 0 : Math.max(0, Date.now() - sinceMs) };
  }

  /** Never rejects: the runtime gives up on an alarm that fails too often. */
  override async alarm(): Promise<void> {
    try {
      const who = { service: SERVICE, operation: "seal", version: this.env.VERSION.id };
      const { edge, hasMore, isPublished } = await background(who, async () => await seal(await this.#ports(), this.#edge));
      this.#edge = edge;
      this.#notBeforeMs = Date.now() + (isPublished ? PAUSE_MS : RETRY_MS);
      if (hasMore) await this.#wakeAt(Date.now());
      else if (!isPublished) await this.#wakeAt(this.#notBeforeMs);
    } catch {
      // Whatever was kept in memory may differ from what is stored.
      this.#edge = null;
      this.#notBeforeMs = Date.now() + RETRY_MS;
      await this.#wakeAt(this.#notBeforeMs);
    }
    this.#warnOfLateness();
  }

  /** Once in a while: steps of a log that is far behind follow each other at once. */
  #warnOfLateness(): void {
    const { published, behind_ms } = this.counters();
    if (behind_ms <= LATE_MS || Date.now() - this.#warnedMs < WARN_PAUSE_MS) return;
    this.#warnedMs = Date.now();
    log({ level: "error", service: SERVICE, operation: "seal.late", counts: { published, behind_ms } });
  }

  /** An alarm that is set already may be earlier. */
  async #wakeAt(atMs: number): Promise<void> {
    const setMs = await this.ctx.storage.getAlarm();
    if (setMs === null || setMs > atMs) await this.ctx.storage.setAlarm(atMs);
  }

  async #ports(): Promise<SealPorts> {
    const { env } = this;
    this.#key ??= logKeyOf(env.LOG_ORIGIN, env.LOG_KEY);
    return {
      origin: env.LOG_ORIGIN,
      key: await this.#key,
      state: this.#state,
      files: filesIn(env.LOG_FILES),
      quorum: quorumOf(env),
      send: (url, init) => fetch(url, init),
      pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      readLeaves: (from, most) => within(READ_MS, core(env).readLeaves(from, most)),
      nowMs: () => Date.now(),
    };
  }
}
