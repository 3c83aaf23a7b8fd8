// The streams of the feed, as the lane of the feed has them: how many each principal may have open, where each begins, and what it is sent next.
import type { Call } from "@ledge/shared/context";
import type { FollowedEvents, OpenedStream } from "@ledge/shared/contracts/webhooks";
import { decodeId } from "@ledge/shared/ids";
import { accepted, refused } from "@ledge/shared/result";
import type { Database } from "../database/connect.ts";
import { findValidKeys } from "../identity/queries.ts";
import { FOLLOW_MS, type Following, LiveFeed, type LiveFeedPorts } from "./live-feed.ts";
import { findEvents, findNewest, findPosition } from "./queries.ts";
import { showFed } from "./show-event.ts";
import { StreamSlots } from "./stream-slots.ts";

/** Events per answer: a page of the feed at most. */
const PAGE = 100;
/** A stream asks again after at most FOLLOW_MS, and as soon as its client has read what it was sent. */
const OPEN_MS = FOLLOW_MS + 5_000;

/** Runs a task on the lane's connection. */
type Use = <T>(task: (database: Database) => Promise<T>) => Promise<T>;

export class EventStreams {
  readonly #use: Use;
  readonly #slots: StreamSlots;
  readonly #feed: LiveFeed;

  /** @param most streams that a principal may have open. */
  constructor(use: Use, most: number) {
    this.#use = use;
    this.#slots = new StreamSlots(most, OPEN_MS);
    this.#feed = new LiveFeed({
      poll: (keyIds) => use(async (database) => ({ newest: await newestPosition(database), valid: await validKeys(database, keyIds) })),
      read: (wanted) => use((database) => readNext(database, wanted)),
      sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      nowMs: () => Date.now(),
    });
  }

  /** Opens a stream, which its request's id names. @param after public id of an event; null: the stream begins now. */
  async open({ principal, requestId }: Call, after: string | null): Promise<OpenedStream> {
    // Before anything is read: whoever has too many streams costs no statement.
    if (!this.#slots.admit(principal.id, requestId, Date.now())) return refused("rate_limited");
    const position = await this.#use((database) => (after === null ? newestPosition(database) : positionOf(database, after)));
    if (position !== null) return accepted({ position });
    this.#slots.leave(principal.id, requestId);
    return refused("not_found");
  }

  /** What a stream is sent next. */
  async follow({ principal, requestId }: Call, position: number, account: string | null): Promise<FollowedEvents> {
    if (!this.#slots.admit(principal.id, requestId, Date.now())) return { kind: "ended" };
    const accountId = account === null ? null : decodeId("account", account);
    const followed = await this.#feed.follow({ keyId: principal.keyId, position, accountId });
    if (followed.kind === "ended") this.#slots.leave(principal.id, requestId);
    return followed;
  }
}

const newestPosition = async (database: Database): Promise<number> => (await findNewest(database))?.position ?? 0;
const validKeys = (database: Database, keyIds: readonly string[]): Promise<ReadonlySet<string>> =>
  findValidKeys(database, keyIds, new Date());

async function positionOf(database: Database, eventId: string): Promise<number | null> {
  const uuid = decodeId("event", eventId);
  return uuid === null ? null : await findPosition(database, uuid);
}

async function readNext(database: Database, { position, accountId }: Following): ReturnType<LiveFeedPorts["read"]> {
  const rows = await findEvents(database, position, accountId, PAGE);
  const last = rows.at(-1);
  return last === undefined ? null : { data: rows.map(showFed), position: last.position };
}
