// The restore drill: a platform is used while its database is backed up; then somebody makes a mistake, and later the server is lost. The
// database is restored twice: to the instant before the mistake, and to everything that was archived. Each restored database is judged, the
// platform is started on it, and its clients retry. Faults are part of the outcome; it throws only when the drill could not be run.
import { setTimeout as delay } from "node:timers/promises";
import { decodeId } from "@ledge/shared/ids";
import { checkBooks } from "@ledge/database/books/books";
import { withClient } from "@ledge/database/postgres/connect";
import { random } from "../random.ts";
import { openReceiver, type Receiver } from "../webhook-receiver/receiver.ts";
import type { Bundle } from "@ledge/dev/workerd/bundle-workers";
import { afterRestore, type Aftermath, deliveredTo, HOOK, placeHold } from "./aftermath.ts";
import { type BaseBackup, currentSegment, killServer, restoreCluster, startArchiving, takeBaseBackup, untilArchived } from "./cluster.ts";
import type { Incident } from "./incident.ts";
import { readClock, readDigests, readNewestEvent, readTransfers } from "./facts.ts";
import { judgeInstant, judgeLoss } from "./judge.ts";
import { openAccounts, sendTransfers, type SentTransfer } from "./load.ts";
import { databaseOf, openSite, type Site } from "./site.ts";

/** A segment of the log is archived 2 s after its first write at the latest: so much may be lost with a server. */
export const SEGMENT_SECONDS = 2;
/** When the steps take place, as shares of the time under load. */
const [BACKUP_AT, INSTANT_AT, HOLD_EXPIRES_AT] = [0.2, 0.55, 0.8];
/** Between the instant and the mistake. */
const MISTAKE_AFTER_MS = 200;
/** Typed by somebody at psql as administrator: it makes money from nothing, which no role of the product is granted. */
const MISTAKE = "UPDATE ledger.accounts SET posted = posted + 1 WHERE id = $1";

export interface DrillOptions {
  readonly bundles: readonly Bundle[];
  /** Duration of the load. */
  readonly seconds: number;
  readonly seed: number;
  readonly say: (line: string) => void;
  /** Restores to an instant after the mistake instead of before it, which the drill must report as a fault. */
  readonly pastTheMistake?: boolean;
}

/** One restore. */
export interface Restored {
  readonly copiedMs: number;
  readonly replayedMs: number;
  /** From the start of the restore to the first transfer that the platform posted: the RTO of this run. */
  readonly rtoMs: number;
  readonly aftermath: Aftermath;
  readonly faults: readonly string[];
}

export interface DrillOutcome {
  readonly backup: BaseBackup;
  /** Transfers that clients sent, and those that were acknowledged. */
  readonly sent: number;
  readonly acknowledged: number;
  readonly instant: Restored & { readonly kept: number; readonly later: number };
  readonly loss: Restored & { readonly lost: number; readonly rpoMs: number };
  readonly faults: readonly string[];
}

export async function drill(options: DrillOptions): Promise<DrillOutcome> {
  const site = openSite(options.bundles);
  const receiver = await openReceiver();
  try {
    const incident = await runIncident(site, receiver, options);
    const { sent, backup } = incident;
    options.say("restoring to the instant before the mistake");
    const instant = await restoreInstant(site, receiver, incident);
    options.say("restoring all that was archived");
    const loss = await restoreAll(site, receiver, incident);
    const unseen = incident.broken.length === 0 ? ["the mistake left no trace in the books: the drill proves nothing"] : [];
    const faults = [...unseen, ...instant.faults, ...loss.faults];
    const acknowledged = sent.filter(({ answer }) => answer !== null).length;
    return { backup, sent: sent.length, acknowledged, instant, loss, faults };
  } finally {
    await receiver.close();
    site.remove();
  }
}

/** Runs the platform until its server is lost. */
async function runIncident(site: Site, receiver: Receiver, { seconds, seed, say, pastTheMistake }: DrillOptions): Promise<Incident> {
  const [data, archive] = [site.folder("postgres"), site.folder("archive")];
  const cluster = await startArchiving(data, archive, SEGMENT_SECONDS);
  const adminUrl = await site.prepare(cluster.adminUrl);
  const platform = await site.start(adminUrl);
  const accounts = await openAccounts(platform.ledge);
  await platform.ledge.post("/v1/webhook-endpoints", { body: { url: receiver.at(HOOK), events: ["transfer.posted"] } });
  // Still open at the instant, expired before the server is lost.
  await placeHold(platform.ledge, accounts, Date.now() + seconds * 1_000 * HOLD_EXPIRES_AT);
  const [sent, startedMs] = [[] as SentTransfer[], Date.now()];
  let isOver = false;
  const load = sendTransfers(platform.url, site.apiKey, accounts, random(seed), sent, () => isOver);
  // A refusal is rethrown where the load is awaited; until then it must not be an unhandled rejection.
  load.catch(() => undefined);
  const until = (share: number): Promise<void> => delay(Math.max(0, startedMs + seconds * 1_000 * share - Date.now()));
  await until(BACKUP_AT);
  say("backing up, under load");
  const backup = await takeBaseBackup(cluster.adminUrl, data, site.folder("backup"));
  await until(INSTANT_AT);
  const before = await withClient(adminUrl, readClock);
  await delay(MISTAKE_AFTER_MS);
  say("making a mistake");
  await withClient(adminUrl, (client) => client.query(MISTAKE, [decodeId("account", accounts.untouched)]));
  await delay(MISTAKE_AFTER_MS);
  const { after, segment } = await withClient(adminUrl, async (client) => ({
    after: await readClock(client),
    segment: await currentSegment(client),
  }));
  await until(1);
  await untilArchived(archive, segment);
  const instant = pastTheMistake === true ? after : before;
  const digests = await withClient(adminUrl, (client) => readDigests(client, instant));
  const broken = await withClient(adminUrl, checkBooks);
  const lastEvent = await withClient(adminUrl, readNewestEvent);
  say("losing the server");
  await killServer(data);
  const endMs = Date.now();
  isOver = true;
  await load;
  await platform.stop();
  return {
    backup,
    archive,
    accounts,
    sent,
    instant,
    digests,
    instantMs: Date.parse(instant),
    endMs,
    broken,
    lastEvent,
    delivered: new Set(deliveredTo(receiver)),
  };
}

async function restoreInstant(site: Site, receiver: Receiver, incident: Incident): Promise<DrillOutcome["instant"]> {
  return await restore(site, receiver, incident, { name: "instant", until: incident.instant, books: [] }, async (adminUrl) => {
    const { acknowledged: kept, later, faults } = judgeInstant(incident.sent, await readTransfers(adminUrl), incident.instantMs);
    const digests = await withClient(adminUrl, (client) => readDigests(client, null));
    const differing = Object.entries(incident.digests).filter(([table, digest]) => digests[table] !== digest);
    return { kept, later, faults: [...faults, ...differing.map(([table, digest]) => `${table}: ${digests[table]}, not ${digest}`)] };
  });
}

async function restoreAll(site: Site, receiver: Receiver, incident: Incident): Promise<DrillOutcome["loss"]> {
  // The mistake was archived too.
  return await restore(site, receiver, incident, { name: "all", until: null, books: incident.broken }, async (adminUrl) => {
    const { acknowledged: lost, rpoMs, faults } = judgeLoss(incident.sent, await readTransfers(adminUrl), incident.endMs);
    return { lost, rpoMs, faults };
  });
}

/** @param judge examines the restored database before the platform is started on it; its time does not count as the restore's. */
async function restore<Judged extends { readonly faults: readonly string[] }>(
  site: Site,
  receiver: Receiver,
  incident: Incident,
  { name, until, books }: { readonly name: string; readonly until: string | null; readonly books: readonly string[] },
  judge: (adminUrl: string) => Promise<Judged>,
): Promise<Restored & Judged> {
  const startedMs = performance.now();
  const cluster = await restoreCluster(incident.backup, incident.archive, site.folder(name), until);
  const { copiedMs, replayedMs } = cluster;
  const adminUrl = databaseOf(cluster.adminUrl);
  const judged = await judge(adminUrl);
  const judgedMs = performance.now() - startedMs - copiedMs - replayedMs;
  const aftermath = await afterRestore(site, adminUrl, receiver, incident, books);
  await cluster.stop();
  const rtoMs = aftermath.firstTransferAtMs - startedMs - judgedMs;
  return { copiedMs, replayedMs, rtoMs, aftermath, ...judged, faults: [...judged.faults, ...aftermath.faults] };
}
