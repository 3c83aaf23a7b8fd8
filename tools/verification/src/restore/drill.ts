// The drill: a platform is used while its database is backed up; then somebody makes a mistake, and later the server is lost. The database is
// restored to the instant before the mistake, and, apart from that, to all that was archived; each time it is judged, the platform is started
// on it, and its clients ask again. What a drill finds wrong is an outcome; what throws is that it could not be held.
import { setTimeout as delay } from "node:timers/promises";
import { decodeId } from "@ledge/shared/ids";
import { checkBooks } from "@ledge/database/books/books";
import { withClient } from "@ledge/database/postgres/connect";
import { random } from "../random.ts";
import { openReceiver, type Receiver } from "../webhook-receiver/receiver.ts";
import type { Bundle } from "@ledge/dev/workerd/bundle-workers";
import { afterRestore, type Aftermath, deliveredTo, HOOK, placeHold } from "./aftermath.ts";
import { type BaseBackup, killServer, restoreCluster, startArchiving, takeBaseBackup } from "./cluster.ts";
import type { Incident } from "./incident.ts";
import { readClock, readDigests, readNewestEvent, readTransfers } from "./facts.ts";
import { judgeInstant, judgeLoss } from "./judge.ts";
import { type Asked, move, openBank } from "./load.ts";
import { databaseOf, openSite, type Site } from "./site.ts";

/** A segment of the log is archived after so long at the latest: what a lost server may cost. */
export const SEGMENT_SECONDS = 2;
/** When things happen, as shares of the time under load. */
const [BACKUP_AT, INSTANT_AT, HOLD_EXPIRES_AT] = [0.2, 0.55, 0.8];
/** Between the instant and the mistake. */
const MISTAKE_AFTER_MS = 200;
/** What somebody types at psql: money from nowhere. No grant of the product's lets it happen. */
const MISTAKE = "UPDATE ledger.accounts SET posted = posted + 1 WHERE id = $1";

export interface DrillOptions {
  readonly bundles: readonly Bundle[];
  /** Under load. */
  readonly seconds: number;
  readonly seed: number;
  readonly say: (line: string) => void;
  /** Restores past the mistake instead of before it: a drill that does not find that finds nothing. */
  readonly pastTheMistake?: boolean;
}

/** One restore: what it took, what is there, what came after. Times in milliseconds. */
export interface Restored {
  readonly copiedMs: number;
  readonly replayedMs: number;
  /** From the start of the restore to the first transfer that the platform posted: the RTO of this run. */
  readonly rtoMs: number;
  readonly aftermath: Aftermath;
  readonly faults: readonly string[];
}

export interface Outcome {
  readonly backup: BaseBackup;
  /** Transfers that clients asked for, and those acknowledged. */
  readonly asked: number;
  readonly acknowledged: number;
  readonly instant: Restored & { readonly kept: number; readonly later: number };
  readonly loss: Restored & { readonly lost: number; readonly rpoMs: number };
  readonly faults: readonly string[];
}

export async function drill(options: DrillOptions): Promise<Outcome> {
  const site = openSite(options.bundles);
  const receiver = await openReceiver();
  try {
    const incident = await happen(site, receiver, options);
    const { asked, backup } = incident;
    options.say("restoring to the instant before the mistake");
    const instant = await restoreInstant(site, receiver, incident);
    options.say("restoring all that was archived");
    const loss = await restoreAll(site, receiver, incident);
    const unseen = incident.broken.length === 0 ? ["the mistake left no trace in the books: this shows nothing"] : [];
    const faults = [...unseen, ...instant.faults, ...loss.faults];
    const acknowledged = asked.filter(({ answer }) => answer !== null).length;
    return { backup, asked: asked.length, acknowledged, instant, loss, faults };
  } finally {
    await receiver.close();
    site.remove();
  }
}

/** The platform's life until its server is lost. */
async function happen(site: Site, receiver: Receiver, { seconds, seed, say, pastTheMistake }: DrillOptions): Promise<Incident> {
  const [data, archive] = [site.folder("postgres"), site.folder("archive")];
  const cluster = await startArchiving(data, archive, SEGMENT_SECONDS);
  const adminUrl = await site.prepare(cluster.adminUrl);
  const platform = await site.start(adminUrl);
  const bank = await openBank(platform.ledge);
  await platform.ledge.post("/v1/webhook-endpoints", { body: { url: receiver.at(HOOK), events: ["transfer.posted"] } });
  // Still open at the instant, expired before the server is lost.
  await placeHold(platform.ledge, bank, Date.now() + seconds * 1_000 * HOLD_EXPIRES_AT);
  const [asked, startedMs] = [[] as Asked[], Date.now()];
  let isOver = false;
  const load = move(platform.url, site.apiKey, bank, random(seed), asked, () => isOver);
  // A refusal is thrown at the end; until then nobody waits for it.
  load.catch(() => undefined);
  const until = (share: number): Promise<void> => delay(Math.max(0, startedMs + seconds * 1_000 * share - Date.now()));
  await until(BACKUP_AT);
  say("backing up, under load");
  const backup = await takeBaseBackup(cluster.adminUrl, data, site.folder("backup"));
  await until(INSTANT_AT);
  const before = await withClient(adminUrl, readClock);
  await delay(MISTAKE_AFTER_MS);
  say("making a mistake");
  await withClient(adminUrl, (client) => client.query(MISTAKE, [decodeId("account", bank.untouched)]));
  await delay(MISTAKE_AFTER_MS);
  const after = await withClient(adminUrl, readClock);
  await until(1);
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
    bank,
    asked,
    instant,
    digests,
    instantMs: Date.parse(instant),
    endMs,
    broken,
    lastEvent,
    delivered: new Set(deliveredTo(receiver)),
  };
}

async function restoreInstant(site: Site, receiver: Receiver, incident: Incident): Promise<Outcome["instant"]> {
  return await restore(site, receiver, incident, { name: "instant", until: incident.instant, books: [] }, async (adminUrl) => {
    const { acknowledged: kept, later, faults } = judgeInstant(incident.asked, await readTransfers(adminUrl), incident.instantMs);
    const digests = await withClient(adminUrl, (client) => readDigests(client, null));
    const differing = Object.entries(incident.digests).filter(([table, digest]) => digests[table] !== digest);
    return { kept, later, faults: [...faults, ...differing.map(([table, digest]) => `${table}: ${digests[table]}, not ${digest}`)] };
  });
}

async function restoreAll(site: Site, receiver: Receiver, incident: Incident): Promise<Outcome["loss"]> {
  // The mistake was archived too.
  return await restore(site, receiver, incident, { name: "all", until: null, books: incident.broken }, async (adminUrl) => {
    const { acknowledged: lost, rpoMs, faults } = judgeLoss(incident.asked, await readTransfers(adminUrl), incident.endMs);
    return { lost, rpoMs, faults };
  });
}

/** @param judge looks at what was restored before the platform is started on it; its time is not the restore's. */
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
