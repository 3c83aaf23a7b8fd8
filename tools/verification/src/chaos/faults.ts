// What goes wrong, one thing after the other, dealt from a deck that the seed shuffles: each fault comes before any comes again. Each
// leaves the platform as it found it, and says when it did strike.
import { setTimeout as delay } from "node:timers/promises";
import { type Draw, pick } from "./intents.ts";
import type { Platform } from "./platform.ts";

/** Between two faults: work gets under way again. */
const BREATH_MS = { least: 500, spread: 800 } as const;
const PAUSE_MS = { least: 500, spread: 1_200 } as const;
/** Longer than a lane's task may take (10 s): it gives up on a statement that Postgres goes on with afterwards. */
const LONG_PAUSE_MS = 11_500;
/** Worth it only in a run in which others get their turn too. */
const LONG_PAUSE_FROM_SECONDS = 40;
/** For so long each commit of a command comes so late: longer than the relay takes between two looks. */
const LATE_MS = 3_000;
const LATE_BY_MS = 450;
const STALE_MS = { least: 3_000, spread: 4_000 } as const;
/** A commit that is waited for: under load one comes at once. */
const STRIKE_MS = 2_000;
const POLL_MS = 20;

/** The ends of transactions: the posting function's own, and those of commands, of the relay and of consumers. */
const COMMITS = ["payments.post_transfers", "commit"];
/** Between a commit and what is to follow it: the ring, the sending, its note, the waking. */
const BEFORE_SENDING = ["payments.post_transfers", "outbox.sequence", "outbox.mark_sent", "INSERT INTO webhooks.deliveries", "commit"];

export interface FaultWorld {
  readonly platform: Platform;
  readonly draw: Draw;
  readonly seconds: number;
  readonly isOver: () => boolean;
  /** Asks for transfers there and back between two hot accounts, through every lane at once. */
  readonly cross: () => Promise<void>;
}

interface Fault {
  readonly name: string;
  /** Whether it struck. */
  readonly strike: (world: FaultWorld) => Promise<boolean>;
}

const faults: readonly Fault[] = [
  { name: "kill -9 Postgres", strike: async ({ platform }) => (await platform.postgres.crash(), true) },
  { name: "kill -9 the runtime", strike: async (world) => (await restart(world), true) },
  {
    name: "two lanes, or one again",
    strike: async (world) => (await restart(world, () => void (world.platform.lanes = world.platform.lanes === 1 ? 2 : 1)), true),
  },
  { name: "cut after COMMIT", strike: (world) => onCommit(world, pick(COMMITS, world.draw) as string, async () => undefined) },
  {
    name: "kill between commit and send",
    strike: (world) => onCommit(world, pick(BEFORE_SENDING, world.draw) as string, () => restart(world)),
  },
  { name: "pause Postgres", strike: (world) => pause(world.platform.postgres, PAUSE_MS.least + world.draw(PAUSE_MS.spread)) },
  { name: "pause the wire", strike: (world) => pause(world.platform.wire, PAUSE_MS.least + world.draw(PAUSE_MS.spread)) },
  { name: "a stale lane", strike: stale },
  { name: "commit late", strike: lateCommits },
  { name: "cross hot accounts", strike: async ({ cross }) => (await cross(), true) },
];
const longPause: Fault = {
  name: "pause beyond the deadline",
  strike: (world) => pause(world.draw(2) === 0 ? world.platform.wire : world.platform.postgres, LONG_PAUSE_MS),
};

/** Strikes until the world is over; how often each fault did. Everything is up again afterwards. @throws when something does not come up. */
export async function rage(world: FaultWorld, note: (name: string) => void): Promise<ReadonlyMap<string, number>> {
  const all = world.seconds < LONG_PAUSE_FROM_SECONDS ? faults : [...faults, longPause];
  const struck = new Map<string, number>(all.map(({ name }) => [name, 0]));
  let deck: Fault[] = [];
  while (!world.isOver()) {
    await delay(BREATH_MS.least + world.draw(BREATH_MS.spread));
    if (world.isOver()) break;
    if (deck.length === 0) deck = shuffled(all, world.draw);
    const fault = deck.pop() as Fault;
    note(fault.name);
    if (await fault.strike(world)) struck.set(fault.name, (struck.get(fault.name) ?? 0) + 1);
  }
  await world.platform.stale.kill();
  return struck;
}

async function restart({ platform }: FaultWorld, whileDown: () => void = () => undefined): Promise<void> {
  await platform.main.kill();
  whileDown();
  await platform.startMain();
}

/** Throws away the answer of the next statement that ends a transaction, and then does something. */
async function onCommit({ platform }: FaultWorld, text: string, then: () => Promise<void>): Promise<boolean> {
  let isCut = false;
  platform.wire.cutAfter(text, () => {
    isCut = true;
  });
  for (let waitedMs = 0; !isCut && waitedMs < STRIKE_MS; waitedMs += POLL_MS) await delay(POLL_MS);
  platform.wire.cutAfter(null);
  if (isCut) await then();
  return isCut;
}

async function pause(what: { pause(): void; resume(): void }, ms: number): Promise<boolean> {
  what.pause();
  try {
    await delay(ms);
  } finally {
    what.resume();
  }
  return true;
}

/** What was appended waits for its commit while others overtake it: who reads on from the newest would leave it out. */
async function lateCommits({ platform }: FaultWorld): Promise<boolean> {
  platform.wire.holdBack("commit", LATE_BY_MS);
  await delay(LATE_MS);
  platform.wire.holdBack(null);
  return true;
}

/** Lets a second runtime write beside the first for a while, and ends it as an old one ends: at some instant. */
async function stale({ platform, draw }: FaultWorld): Promise<boolean> {
  if (platform.stale.isUp()) return false;
  await platform.startStale();
  const endMs = STALE_MS.least + draw(STALE_MS.spread);
  setTimeout(() => void platform.stale.kill(), endMs).unref();
  return true;
}

function shuffled<T>(list: readonly T[], draw: Draw): T[] {
  const left = [...list];
  return list.map(() => left.splice(draw(left.length), 1)[0] as T);
}
