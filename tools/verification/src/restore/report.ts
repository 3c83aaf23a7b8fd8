// The words of a drill: what was lost, what it took, and what was found wrong.
import type { Outcome, Restored } from "./drill.ts";
import { SEGMENT_SECONDS } from "./drill.ts";

const s = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
const MEGABYTE = 1_000_000;

export function report({ backup, asked, acknowledged, instant, loss, faults }: Outcome, seed: number): string {
  const lines = [
    `Base backup under load: ${(backup.bytes / MEGABYTE).toFixed(0)} MB in ${s(backup.tookMs)}. ${asked} transfers asked for, ${acknowledged} acknowledged. Seed ${seed}.`,
    "",
    "Restored to the instant before a mistake",
    `  RTO   ${s(instant.rtoMs)} until the first transfer (${parts(instant)})`,
    `  RPO   0: all ${instant.kept} acknowledged before it are there, none of the ${instant.later} asked for after it; tables written once are digest for digest the same`,
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

const after = ({ aftermath: { again, ghosts, repeated } }: Restored): string[] => [
  `  then  clients asked again: ${again.replayed} were there, ${again.done} were done anew, each once`,
  `        a receiver has ${ghosts} events that the feed has not, and got ${repeated} deliveries again`,
];
