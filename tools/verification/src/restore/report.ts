// The summary of a drill as text: its recovery times, what was lost, and the faults.
import type { DrillOutcome, Restored } from "./drill.ts";
import { SEGMENT_SECONDS } from "./drill.ts";

const s = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
const MEGABYTE = 1_000_000;

export function report({ backup, sent, acknowledged, instant, loss, faults }: DrillOutcome, seed: number): string {
  const lines = [
    `Base backup under load: ${(backup.bytes / MEGABYTE).toFixed(0)} MB in ${s(backup.tookMs)}. ${sent} transfers sent, ${acknowledged} acknowledged. Seed ${seed}.`,
    "",
    "Restored to the instant before a mistake",
    `  RTO   ${s(instant.rtoMs)} until the first transfer (${parts(instant)})`,
    `  RPO   0: all ${instant.kept} acknowledged before it are there, none of the ${instant.later} sent after it; the tables whose rows never change have equal digests`,
    ...after(instant),
    "",
    "Restored after the server was lost, from what was archived",
    `  RTO   ${s(loss.rtoMs)} until the first transfer (${parts(loss)})`,
    `  RPO   ${s(loss.rpoMs)}: ${loss.lost} acknowledged transfers are gone (the log is archived every ${SEGMENT_SECONDS} s)`,
    ...after(loss),
    "",
    faults.length === 0 ? "Nothing is wrong." : `${faults.length} faults:`,
    ...faults.slice(0, 20).map((fault) => `  ${fault}`),
  ];
  return lines.join("\n");
}

const parts = ({ copiedMs, replayedMs, rtoMs }: Restored): string =>
  `copying ${s(copiedMs)}, replaying the log ${s(replayedMs)}, starting the Workers ${s(rtoMs - copiedMs - replayedMs)}`;

const after = ({ aftermath: { retries, missingInFeed, repeated } }: Restored): string[] => [
  `  then  clients retried: ${retries.replayed} transfers were there, ${retries.done} were posted anew, each once`,
  `        a receiver has ${missingInFeed} events that the feed lacks, and got ${repeated} events again`,
];
