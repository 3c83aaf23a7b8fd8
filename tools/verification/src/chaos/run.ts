// One run: the platform comes up, clients and faults have their time, everything comes to its end, the checker judges. Violations are
// an outcome; what throws is that the platform could not be run at all.
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { random } from "../random.ts";
import { openReceiver } from "../webhook-receiver/receiver.ts";
import type { Bundle } from "@ledge/dev/workerd/bundle-workers";
import { type Checked, checkAll, checkNow, type Evidence } from "./check.ts";
import { runClient, settle, type World } from "./clients.ts";
import { behave } from "./endpoints.ts";
import { rage } from "./faults.ts";
import { History } from "./history.ts";
import { Intents } from "./intents.ts";
import type { Violation } from "./judge-effects.ts";
import { DRAINS, type Mutant, plantInBundles, plantInDatabase } from "./mutants.ts";
import { openBank, openEndpoints, writeLast } from "./open-bank.ts";
import { type Platform, removeState, startPlatform, untilReady } from "./platform.ts";
import { withClient } from "@ledge/database/postgres/connect";
import { openPostOffice, type PostOffice } from "./post-office.ts";
import { readBacklog } from "./read-facts.ts";

const CLIENTS = 32;
/** Transfers there and back when hot accounts are crossed. */
const CROSSINGS = 24;
/** Everything is up: who has no answer by then does not get one. */
const SETTLE_MS = 45_000;
const DRAIN_MS = 120_000;
const POLL_MS = 250;
/** Between two looks at the laws while the run goes on. */
const LOOK_EVERY_MS = 2_500;
/** What was found goes on for so long: the next looks are the final ones, and show what came of it. */
const AFTERMATH_MS = 3_000;
/** Seeds of the parts of a run, apart from each other: what one draws does not move the others. */
const STREAMS = { faults: 1, post: 2, endpoints: 3, crossings: 4, clients: 100 } as const;

export interface RunOptions {
  readonly seconds: number;
  readonly seed: number;
  readonly mutant: Mutant | null;
  readonly bundles: readonly Bundle[];
  readonly progress: (line: string) => void;
  /** Where to clean up when the process is told to end. */
  readonly onPlatform: (platform: Platform) => void;
}

export interface Outcome {
  readonly checked: readonly Checked[];
  readonly violations: readonly Violation[];
  readonly history: History;
  readonly faults: ReadonlyMap<string, number>;
  readonly post: PostOffice["counts"];
  readonly reads: number;
  /** Since the clients began, when something was found while they ran. */
  readonly caughtAfterMs: number | null;
  readonly loadMs: number;
  readonly drainMs: number;
  /** Left there when something was violated. */
  readonly stateDir: string | null;
}

export async function run(options: RunOptions): Promise<Outcome> {
  const { seed, mutant, progress } = options;
  const stream = (offset: number) => random(Math.imul(seed, 1_000_003) + offset);
  const post = await openPostOffice(stream(STREAMS.post));
  const receiver = await openReceiver();
  behave(receiver, stream(STREAMS.endpoints));
  progress("starting the platform");
  const platform = await startPlatform(plantInBundles(mutant, options.bundles), post, (admin) => plantInDatabase(mutant, admin));
  options.onPlatform(platform);
  try {
    await platform.startMain();
    await untilReady(platform.main.url);
    const history = new History(join(platform.stateDir, "history.jsonl"));
    const api = { url: platform.main.url, apiKey: platform.apiKey };
    const secrets = await openEndpoints(api, receiver);
    const bank = await openBank(api, history);
    const times = { startMs: Date.now(), endMs: Date.now() + options.seconds * 1_000, lateMs: Infinity };
    const world: World = {
      ...{ bank, history, apiKey: platform.apiKey, intents: new Intents(bank, `s${seed}`), wrongReads: [], reads: 0 },
      forgetsKeys: mutant?.forgetsKeys === true,
      urls: () => platform.urls(),
      isOver: () => Date.now() >= times.endMs,
      isLate: () => Date.now() >= times.lateMs,
    };
    const evidence: Evidence = { adminUrl: platform.adminUrl, world, receiver, secrets };
    const looking = look(evidence, times, progress);
    const crossing = stream(STREAMS.crossings);
    const cross = async (): Promise<void> => {
      const crossings = Array.from({ length: CROSSINGS }, (_, index) =>
        index % 3 === 0 ? world.intents.batch(crossing) : world.intents.hot(crossing),
      );
      await Promise.all(crossings.map((intent) => settle(world, intent, crossing)));
    };
    const clients = Array.from({ length: CLIENTS }, (_, index) => runClient(world, stream(STREAMS.clients + index)));
    const faultWorld = { platform, draw: stream(STREAMS.faults), seconds: options.seconds, isOver: world.isOver, cross };
    const faults = await rage(faultWorld, (name) => progress(name));
    times.lateMs = Date.now() + SETTLE_MS;
    progress("the clients' last retries");
    await Promise.all(clients);
    const [found, loadMs] = [await looking, Date.now() - times.startMs];
    const drainStartMs = Date.now();
    const backlog = found === null ? await drain(platform, post, progress) : [];
    const drainMs = Date.now() - drainStartMs;
    const checked = await checkAll(evidence, found === null && backlog.length === 0);
    const drained: Checked = {
      law: DRAINS,
      of: found === null ? `${(drainMs / 1_000).toFixed(1)} s` : "not waited for",
      violations: backlog,
    };
    const violations = [...checked, drained].flatMap((one) => one.violations);
    // What an instant showed may be mended by the next: it was violated all the same.
    const all = violations.length > 0 || found === null ? violations : found.violations;
    await history.close();
    await platform.stop();
    if (all.length === 0) removeState(platform);
    return {
      ...{ checked: [...checked, drained], violations: all, history, faults, post: post.counts, reads: world.reads, loadMs, drainMs },
      caughtAfterMs: found?.afterMs ?? null,
      stateDir: all.length === 0 ? null : platform.stateDir,
    };
  } finally {
    await platform.stop();
    await receiver.close();
    await post.close();
  }
}

/** Looks at the laws until the clients end; what it finds ends them soon. */
async function look(
  evidence: Evidence,
  times: { startMs: number; endMs: number; lateMs: number },
  progress: (line: string) => void,
): Promise<{ readonly violations: readonly Violation[]; readonly afterMs: number } | null> {
  while (Date.now() < times.endMs) {
    await delay(LOOK_EVERY_MS);
    const violations = await checkNow(evidence).catch(() => []); // its connection was killed, or Postgres is down: next time
    if (violations.length === 0) continue;
    progress(`found: ${violations[0]?.law}`);
    const foundMs = Date.now();
    times.endMs = Math.min(times.endMs, foundMs + AFTERMATH_MS);
    return { violations, afterMs: foundMs - times.startMs };
  }
  return null;
}

/** Waits until nothing is on its way any more. What is still there after all the patience there is, is a violation. */
async function drain(platform: Platform, post: PostOffice, progress: (line: string) => void): Promise<Violation[]> {
  post.releaseAll();
  await writeLast({ url: platform.main.url, apiKey: platform.apiKey });
  const startMs = Date.now();
  for (;;) {
    const backlog = Object.entries(await withClient(platform.adminUrl, readBacklog)).filter(([, count]) => count !== 0);
    if (backlog.length === 0) return [];
    progress(`draining: ${backlog.map(([name, count]) => `${count} ${name}`).join(", ")}`);
    if (Date.now() - startMs > DRAIN_MS) return backlog.map(([name, count]) => ({ law: DRAINS, what: `${count} ${name}` }));
    await delay(POLL_MS);
  }
}
