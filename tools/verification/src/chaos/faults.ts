// The faults of a run, injected one after the other in an order that the seed shuffles: each fault comes once before any comes again.
// A fault leaves the platform as it found it, and reports whether it took effect.
import { setTimeout as delay } from "node:timers/promises";
import { type Draw, pick } from "./intents.ts";
import type { Platform } from "./platform.ts";

/** Between two faults: long enough for work to resume. */
const BETWEEN_FAULTS_MS = { least: 500, spread: 800 } as const;
const PAUSE_MS = { least: 500, spread: 1_200 } as const;
/** Longer than a lane's task may take (10 s): the lane gives up on a statement that Postgres executes afterwards. */
const LONG_PAUSE_MS = 11_500;
/** A shorter run has no long pause, which would leave no time for the other faults. */
const LONG_PAUSE_FROM_SECONDS = 40;
/** For 3 s each commit of a command is delayed by 450 ms, which is longer than the relay's polling interval. */
const LATE_MS = 3_000;
const LATE_BY_MS = 450;
const STALE_MS = { least: 3_000, spread: 4_000 } as const;
/** How long a fault waits for the statement that it hits: under load one comes at once. */
const STATEMENT_WAIT_MS = 2_000;
const POLL_MS = 20;

/** Statements that end a transaction: the posting function's, and the commits of commands, of the relay and of consumers. */
const COMMITS = ["payments.post_transfers", "commit"];
/** Statements after whose commit something is sent: a notification to the relay, messages to the queue, deliveries to endpoints. */
const BEFORE_SENDING = ["payments.post_transfers", "outbox.sequence", "outbox.mark_sent", "INSERT INTO webhooks.deliveries", "commit"];

export interface FaultContext {
  readonly platform: Platform;
  readonly draw: Draw;
  readonly seconds: number;
  readonly isOver: () => boolean;
  /** Sends transfers in both directions between the two hot accounts, through every lane at once. */
  readonly crossHotAccounts: () => Promise<void>;
}

interface Fault {
  readonly name: string;
  /** Returns whether it took effect. */
  readonly inject: (context: FaultContext) => Promise<boolean>;
}

const faults: readonly Fault[] = [
  { name: "kill -9 Postgres", inject: async ({ platform }) => (await platform.postgres.crash(), true) },
  { name: "kill -9 the runtime", inject: async (context) => (await restart(context), true) },
  {
    name: "two lanes, or one again",
    inject: async (context) => (await restart(context, () => void (context.platform.lanes = context.platform.lanes === 1 ? 2 : 1)), true),
  },
  { name: "cut after COMMIT", inject: (context) => onCommit(context, pick(COMMITS, context.draw) as string, async () => undefined) },
  {
    name: "kill between commit and send",
    inject: (context) => onCommit(context, pick(BEFORE_SENDING, context.draw) as string, () => restart(context)),
  },
  { name: "pause Postgres", inject: (context) => pause(context.platform.postgres, PAUSE_MS.least + context.draw(PAUSE_MS.spread)) },
  { name: "pause the wire", inject: (context) => pause(context.platform.wire, PAUSE_MS.least + context.draw(PAUSE_MS.spread)) },
  { name: "a stale lane", inject: runStaleLane },
  { name: "commit late", inject: delayCommits },
  // Beside the faults that follow, which cut it short.
  { name: "rotate the login", inject: async ({ platform }) => platform.rotations.begin() },
  { name: "cross hot accounts", inject: async ({ crossHotAccounts }) => (await crossHotAccounts(), true) },
];
const longPause: Fault = {
  name: "pause beyond the deadline",
  inject: (context) => pause(context.draw(2) === 0 ? context.platform.wire : context.platform.postgres, LONG_PAUSE_MS),
};

/** Injects faults until the run is over. Returns how often each took effect. Everything runs again afterwards. @throws when something does not start. */
export async function injectFaults(context: FaultContext, note: (name: string) => void): Promise<ReadonlyMap<string, number>> {
  const all = context.seconds < LONG_PAUSE_FROM_SECONDS ? faults : [...faults, longPause];
  const counts = new Map<string, number>(all.map(({ name }) => [name, 0]));
  let deck: Fault[] = [];
  while (!context.isOver()) {
    await delay(BETWEEN_FAULTS_MS.least + context.draw(BETWEEN_FAULTS_MS.spread));
    if (context.isOver()) break;
    if (deck.length === 0) deck = shuffled(all, context.draw);
    const fault = deck.pop() as Fault;
    note(fault.name);
    if (await fault.inject(context)) counts.set(fault.name, (counts.get(fault.name) ?? 0) + 1);
  }
  await context.platform.stale.kill();
  return counts;
}

async function restart({ platform }: FaultContext, whileDown: () => void = () => undefined): Promise<void> {
  await platform.main.kill();
  whileDown();
  await platform.startMain();
}

/** Discards the answer to the next statement with this text, which ends a transaction, cuts the connection, and then calls `then`. */
async function onCommit({ platform }: FaultContext, text: string, then: () => Promise<void>): Promise<boolean> {
  let isCut = false;
  platform.wire.cutAfter(text, () => {
    isCut = true;
  });
  for (let waitedMs = 0; !isCut && waitedMs < STATEMENT_WAIT_MS; waitedMs += POLL_MS) await delay(POLL_MS);
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

/** Events that were appended first commit last: a relay that continued after the newest id would leave them out. */
async function delayCommits({ platform }: FaultContext): Promise<boolean> {
  platform.wire.holdBack("commit", LATE_BY_MS);
  await delay(LATE_MS);
  platform.wire.holdBack(null);
  return true;
}

/** Runs a second runtime beside the first for some seconds, and kills it: an old lane may end at any instant. */
async function runStaleLane({ platform, draw }: FaultContext): Promise<boolean> {
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
