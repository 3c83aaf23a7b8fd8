// The output of an import on a terminal: progress while it runs, a table and the mismatches at the end. It only formats what the replay counted, and
// decides nothing.
import { startProgress as startProgressLine } from "@ledge/command/progress";
import { tableLines } from "@ledge/command/table";
import { SingleBar } from "cli-progress";
import type { Mismatch, Tally, Unlisted } from "./tally.ts";

export interface Progress {
  /** Counts one more line as done. */
  advance(): void;
  /** Shows what is being done or waited for, until the next line is done. */
  say(note: string): void;
  stop(): void;
}

/** Lines per second over `elapsedMs`; 0 when no time has passed. */
const linesPerSecond = (lines: number, elapsedMs: number): number => (elapsedMs > 0 ? (lines * 1_000) / elapsedMs : 0);

/** Shows a bar on a terminal, and a line every few seconds elsewhere. */
export function startProgress(totalLines: number, stream: NodeJS.WriteStream): Progress {
  return stream.isTTY ? startBar(totalLines, stream) : startLog(totalLines, stream);
}

function startBar(totalLines: number, stream: NodeJS.WriteStream): Progress {
  const format = "{bar} {percentage} % | {value} of {total} lines | {rate}/s | ETA {eta_formatted} {note}";
  // The bar must not handle Ctrl-C: it would end the process without the table and the advice on how to resume.
  const bar = new SingleBar({ format, stream, gracefulExit: false, etaBuffer: 500, barCompleteChar: "█", barIncompleteChar: "░" });
  const startedMs = performance.now();
  let done = 0;
  bar.start(totalLines, 0, { rate: 0, note: "" });
  return {
    advance: () => bar.update((done += 1), { rate: Math.round(linesPerSecond(done, performance.now() - startedMs)), note: "" }),
    say: (note) => bar.update(done, { note: `| ${note}` }),
    stop: () => bar.stop(),
  };
}

function startLog(totalLines: number, stream: NodeJS.WriteStream): Progress {
  const startedMs = performance.now();
  const progress = startProgressLine(stream);
  let done = 0;
  const show = (note = ""): void => progress.say(`${progressLine(done, totalLines, performance.now() - startedMs)}${note}`);
  return {
    advance: () => {
      done += 1;
      show();
    },
    say: (words) => show(`, ${words}`),
    stop: progress.end,
  };
}

/** The progress of the import as a line of text. */
function progressLine(done: number, total: number, elapsedMs: number): string {
  const rate = linesPerSecond(done, elapsedMs);
  const eta = rate > 0 ? `${Math.ceil((total - done) / rate)} s` : "unknown";
  return `${done} of ${total} lines, ${Math.round(rate)}/s, ETA ${eta}`;
}

/** The plan's size and the run's figures, for the closing table. */
export interface Run {
  readonly lineCount: number;
  readonly accountCount: number;
  readonly retries: number;
  readonly elapsedMs: number;
}

/** The closing table. `posted` + `replayed` + `skipped` is `lines` when the import has finished. */
export function closingTable(tally: Tally, run: Run): string {
  const done = tally.posted + tally.replayed + tally.skipped;
  const rows: readonly (readonly [label: string, value: string, note?: string])[] = [
    ["lines", String(run.lineCount), done === run.lineCount ? "" : `${run.lineCount - done} still to do`],
    ["posted", String(tally.posted)],
    ["replayed", String(tally.replayed), tally.replayed > 0 ? "had been posted before, and were not again" : ""],
    ["skipped", String(tally.skipped), tally.skipped > 0 ? "amount zero: only the balance was compared" : ""],
    ["mismatches", String(tally.mismatches)],
    ["accounts", String(tally.accountsDone), tally.accountsDone === run.accountCount ? "" : `of ${run.accountCount}`],
    ["retries", String(run.retries)],
    ["seconds", (run.elapsedMs / 1_000).toFixed(1)],
    ["lines/s", linesPerSecond(done, run.elapsedMs).toFixed(0)],
  ];
  return tableLines(rows.map(([label, value, note = ""]) => [label, value, note])).join("\n");
}

/** The first mismatches, one a line, and how many more there are. */
export function mismatchReport(count: number, first: readonly Mismatch[]): string {
  const lines = first.map(
    ({ account, line, fileLine, expectedMinor, gotMinor }) =>
      `account ${account}, line ${line} (line ${fileLine} of the file): expected ${expectedMinor}, got ${gotMinor ?? "no balance"}`,
  );
  if (count > first.length) lines.push(`… and ${count - first.length} more`);
  return lines.join("\n");
}

/** Reports posted transactions that are not in the file: the file may be older, or another program may have posted them. */
export const unlistedReport = (count: number, { account, transactionId }: Unlisted): string =>
  `${count} posted transaction${count === 1 ? "" : "s"} of the file's accounts ${count === 1 ? "is" : "are"} not in the file, such as ` +
  `account ${account}, transaction ${transactionId}. Lines were removed, the file is older than what is posted, or something else posted them.`;
