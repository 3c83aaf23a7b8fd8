// One chaos run: starts the platform, runs clients and faults side by side, waits until everything has drained, and checks the laws.
// Violations are part of the outcome; it throws only when the platform could not be run.
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { random } from "../random.ts";
import { openReceiver } from "../webhook-receiver/receiver.ts";
import type { Bundle } from "@ledge/dev/workerd/bundle-workers";
import { AnswersSeen, COUNTED_MS } from "./answers-seen.ts";
import { type CheckedLaw, checkAll, checkNow, type Evidence } from "./check.ts";
import { runClient, sendIntent, type ClientContext } from "./clients.ts";
import { setReplies } from "./endpoints.ts";
import { injectFaults } from "./faults.ts";
import { History, type Intent } from "./history.ts";
import { type Draw, Intents } from "./intents.ts";
import type { Violation } from "./judge-effects.ts";
import { countedIn, judgeMetrics } from "./judge-metrics.ts";
import { DRAINS, type Mutant, plantInBundles, plantInDatabase } from "./mutants.ts";
import { operationFinder } from "./operations.ts";
import { type Api, openAccounts, openEndpoints, writeLast } from "./open-resources.ts";
import { type Platform, removeState, startPlatform, untilReady } from "./platform.ts";
import { withClient } from "@ledge/database/postgres/connect";
import { openMessageFaults, type MessageFaults } from "./message-faults.ts";
import type { ReadKind } from "./reads.ts";
import { readBacklog } from "./read-facts.ts";

const CLIENTS = 32;
/** Transfers, batches and transactions that are sent at once when hot accounts are crossed. */
const CROSSINGS = 24;
/** How long clients retry after the last fault: everything runs again, so a request without an answer by then will get none. */
const LAST_RETRIES_MS = 45_000;
const DRAIN_MS = 120_000;
const POLL_MS = 250;
/** Between two checks of the laws during the run. */
const CHECK_EVERY_MS = 2_500;
/** How long the run continues after a violation: the final checks then show its consequences. */
const AFTERMATH_MS = 3_000;
/** Each part of a run draws from a stream of its own, so that the draws of one do not shift those of another. */
const STREAMS = { faults: 1, messages: 2, endpoints: 3, crossings: 4, clients: 100 } as const;

export interface RunOptions {
  readonly seconds: number;
  readonly seed: number;
  readonly mutant: Mutant | null;
  readonly bundles: readonly Bundle[];
  readonly progress: (line: string) => void;
  /** Called once the platform is there, so that the caller can stop it when the process gets a signal. */
  readonly onPlatform: (platform: Platform) => void;
}

export interface ChaosOutcome {
  readonly checked: readonly CheckedLaw[];
  readonly violations: readonly Violation[];
  readonly history: History;
  readonly faults: ReadonlyMap<string, number>;
  readonly messages: MessageFaults["counts"];
  readonly reads: ReadonlyMap<ReadKind, number>;
  /** Time from the clients' start to the first violation; null: none was found while they ran. */
  readonly caughtAfterMs: number | null;
  readonly loadMs: number;
  readonly drainMs: number;
  /** The state folder, which is kept when a law was violated; null: it was removed. */
  readonly stateDir: string | null;
}

export async function run(options: RunOptions): Promise<ChaosOutcome> {
  const { seed, mutant, progress } = options;
  const stream = (offset: number) => random(Math.imul(seed, 1_000_003) + offset);
  const messages = await openMessageFaults(stream(STREAMS.messages));
  const receiver = await openReceiver();
  setReplies(receiver, stream(STREAMS.endpoints));
  progress("starting the platform");
  const platform = await startPlatform(plantInBundles(mutant, options.bundles), messages, (admin) => plantInDatabase(mutant, admin));
  options.onPlatform(platform);
  try {
    await platform.startMain();
    await untilReady(platform.main.url);
    const history = new History(join(platform.stateDir, "history.jsonl"));
    const seen = new AnswersSeen(platform.main.url, operationFinder());
    platform.main.onKill = () => seen.killed();
    const api = { url: platform.main.url, apiKey: platform.apiKey, seen };
    const secrets = await openEndpoints(api, receiver);
    const resources = await openAccounts(api, history);
    const times = { startMs: Date.now(), endMs: Date.now() + options.seconds * 1_000, lateMs: Infinity };
    const intents = new Intents(resources, `s${seed}`);
    const context: ClientContext = {
      ...{ resources, history, apiKey: platform.apiKey, seen, intents, wrongReads: [], reads: new Map() },
      forgetsKeys: mutant?.forgetsKeys === true,
      urls: () => platform.urls(),
      isOver: () => Date.now() >= times.endMs,
      isLate: () => Date.now() >= times.lateMs,
    };
    const evidence: Evidence = { adminUrl: platform.adminUrl, context, receiver, secrets };
    const firstViolation = watchLaws(evidence, times, progress);
    const clients = Array.from({ length: CLIENTS }, (_, index) => runClient(context, stream(STREAMS.clients + index)));
    const crossings = stream(STREAMS.crossings);
    const faults = await injectFaults(
      {
        ...{ platform, draw: stream(STREAMS.faults), seconds: options.seconds, isOver: context.isOver },
        crossHotAccounts: () => crossHotAccounts(context, crossings),
      },
      progress,
    );
    times.lateMs = Date.now() + LAST_RETRIES_MS;
    progress("the clients' last retries");
    await Promise.all(clients);
    const [found, loadMs] = [await firstViolation, Date.now() - times.startMs];
    progress("the rotation that is under way");
    const rotated = await platform.rotations.check();
    const { checked, drainMs } = await checkInTheEnd(evidence, api, found !== null, () => drain(platform, messages, api, progress));
    const inTheEnd = [rotated, ...checked].flatMap((law) => law.violations);
    // A violation during the run counts even when the final checks no longer show it.
    const violations = inTheEnd.length > 0 || found === null ? inTheEnd : found.violations;
    await history.close();
    await platform.stop();
    if (violations.length === 0) removeState(platform);
    return {
      ...{ checked: [...checked, rotated], violations, history, faults, messages: messages.counts, reads: context.reads, loadMs, drainMs },
      caughtAfterMs: found?.afterMs ?? null,
      stateDir: violations.length === 0 ? null : platform.stateDir,
    };
  } finally {
    await platform.stop();
    await receiver.close();
    await messages.close();
  }
}

/** Sends transfers, batches and transactions in both directions between the two hot accounts, all at once. */
async function crossHotAccounts(context: ClientContext, draw: Draw): Promise<void> {
  const { intents: made } = context;
  const kinds = [() => made.batch(draw), () => made.transaction(draw), () => made.hot(draw), () => made.hot(draw)];
  const intents = Array.from({ length: CROSSINGS }, (_, index) => (kinds[index % kinds.length] as () => Intent)());
  await Promise.all(intents.map((intent) => sendIntent(context, intent, draw)));
}

/** Checks all laws after the load; when none was violated, after everything has drained. */
async function checkInTheEnd(
  evidence: Evidence,
  api: Api,
  isViolated: boolean,
  untilDrained: () => Promise<Violation[]>,
): Promise<{ readonly checked: readonly CheckedLaw[]; readonly drainMs: number }> {
  const startMs = Date.now();
  const backlog = isViolated ? [] : await untilDrained();
  const drainMs = Date.now() - startMs;
  const checked = await checkAll(evidence, !isViolated && backlog.length === 0);
  const of = isViolated ? "not waited for" : `${(drainMs / 1_000).toFixed(1)} s`;
  const counted = await checkMetrics(api, isViolated);
  return { checked: [...checked, { law: DRAINS, of, violations: backlog }, counted], drainMs };
}

/** Compares what GET /metrics says with what the clients saw, once that must be counted. */
async function checkMetrics({ url, apiKey, seen }: Api, isViolated: boolean): Promise<CheckedLaw> {
  const law = "metrics: what clients saw, counted once";
  if (isViolated) return { law, of: "not waited for", violations: [] };
  const deadlineMs = Date.now() + COUNTED_MS;
  for (;;) {
    const answer = await fetch(`${url}/metrics`, { headers: { Authorization: `Bearer ${apiKey}` } });
    const judged = judgeMetrics(seen, countedIn(await answer.text()));
    if (judged.violations.length === 0 || Date.now() > deadlineMs) return { law, ...judged };
    await delay(POLL_MS);
  }
}

/** Checks the laws until the clients end. The first violation ends the load soon, and is returned; null: there was none. */
async function watchLaws(
  evidence: Evidence,
  times: { startMs: number; endMs: number; lateMs: number },
  progress: (line: string) => void,
): Promise<{ readonly violations: readonly Violation[]; readonly afterMs: number } | null> {
  while (Date.now() < times.endMs) {
    await delay(CHECK_EVERY_MS);
    const violations = await checkNow(evidence).catch(() => []); // a fault killed its connection: the next check will see
    if (violations.length === 0) continue;
    progress(`found: ${violations[0]?.law}`);
    const foundMs = Date.now();
    times.endMs = Math.min(times.endMs, foundMs + AFTERMATH_MS);
    return { violations, afterMs: foundMs - times.startMs };
  }
  return null;
}

/** Waits until nothing is under way any more. Whatever is left after DRAIN_MS is a violation. */
async function drain(platform: Platform, messages: MessageFaults, api: Api, progress: (line: string) => void): Promise<Violation[]> {
  messages.releaseAll();
  await writeLast(api);
  const startMs = Date.now();
  for (;;) {
    const backlog = Object.entries(await withClient(platform.adminUrl, readBacklog)).filter(([, count]) => count !== 0);
    if (backlog.length === 0) return [];
    progress(`draining: ${backlog.map(([name, count]) => `${count} ${name}`).join(", ")}`);
    if (Date.now() - startMs > DRAIN_MS) return backlog.map(([name, count]) => ({ law: DRAINS, what: `${count} ${name}` }));
    await delay(POLL_MS);
  }
}
