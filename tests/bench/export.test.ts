// How long a million entries take to be exported, and how much memory of the runtime: also while a reader who is slow has an export of his own open.
// `npm run bench:export`; LEDGE_BENCH_ENTRIES for another number.
import { type IncomingMessage, request } from "node:http";
import { startProgress } from "@ledge/command/progress";
import { tableLines, whole } from "@ledge/command/table";
import { decodeId } from "@ledge/shared/ids";
import { startBenchPostgres } from "@ledge/verification/bench/bench-postgres";
import { type Platform, startPlatform } from "@ledge/verification/bench/end-to-end-platform";
import { runtimeMib } from "@ledge/verification/hostile/footprint";
import { afterAll, test } from "vitest";
import { connect } from "../support/database.ts";
import { post, transfer } from "../support/ledger-fixture.ts";

const ENTRIES = Number(process.env["LEDGE_BENCH_ENTRIES"] ?? 1_000_000);
const BATCH = 1_000;
const SEQUENCED_AT_ONCE = 5_000;
/** How often the memory is read. */
const SAMPLE_MS = 100;
const MIB = 1_024 * 1_024;
const CASES = [
  ["entries", "application/x-ndjson"],
  ["entries", "text/csv"],
  ["transfers", "application/x-ndjson"],
  ["transactions", "application/x-ndjson"],
  ["events", "application/x-ndjson"],
] as const;

const progress = startProgress(process.stderr);
const stops: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  progress.end();
  for (const stop of stops.reverse()) await stop();
});

/** Postings between the platform's accounts, in turns, by the function that lanes call. */
async function fill({ adminUrl, target }: Platform): Promise<void> {
  const client = await connect(adminUrl);
  const accounts = target.accounts.map((id) => decodeId("account", id) as string);
  const pick = (index: number): string => accounts[index % accounts.length] as string;
  for (let posted = 0; posted < ENTRIES / 2; posted += BATCH) {
    progress.say(`${whole(2 * posted)} of ${whole(ENTRIES)} entries posted`);
    await post(
      client,
      Array.from({ length: BATCH }, (_, index) => transfer(pick(posted + index), pick(posted + 2 * index + 1), 1n)),
    );
  }
  for (;;) {
    const { rows } = await client.query<{ moved: number }>("SELECT outbox.sequence($1) AS moved", [SEQUENCED_AT_ONCE]);
    if (rows[0]?.moved === 0) break;
  }
  await client.query("VACUUM ANALYZE");
  await client.end();
}

/** An export whose first bytes have come. */
const opened = ({ target: { host, port, token } }: Platform, path: string, accept: string): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const headers = { Authorization: `Bearer ${token}`, Accept: accept };
    request({ host, port, path, headers }, resolve).once("error", reject).end();
  });

interface Read {
  readonly bytes: number;
  readonly lines: number;
  readonly seconds: number;
}

/** Reads to the end. @throws when the last line does not say how many lines there were. */
async function readAll(answer: IncomingMessage, startedMs: number): Promise<Read> {
  let [bytes, lines, last] = [0, 0, ""];
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines += 1;
    last = (last + chunk.subarray(-200).toString()).slice(-200);
  }
  const count = Number(/"count":(\d+)\}\n$|,(\d+)\r\n$/.exec(last)?.slice(1).find(Boolean));
  if (answer.statusCode !== 200 || ![count + 1, count + 2].includes(lines)) throw new Error(`the export was cut: ${last}`);
  return { bytes, lines: count, seconds: (performance.now() - startedMs) / 1_000 };
}

/** Runs it. @returns the most memory that the runtime had meanwhile, in MiB. */
async function withPeak<T>(run: () => Promise<T>): Promise<{ value: T; peakMib: number }> {
  let peakMib = 0;
  const sample = (): void => void (peakMib = Math.max(peakMib, runtimeMib() ?? 0));
  const timer = setInterval(sample, SAMPLE_MS);
  try {
    return { value: await run(), peakMib };
  } finally {
    clearInterval(timer);
  }
}

test("exports of a million entries", { timeout: 1_800_000 }, async () => {
  const postgres = await startBenchPostgres();
  stops.push(() => postgres.stop());
  const platform = await startPlatform(postgres);
  stops.push(() => platform.stop());
  await fill(platform);
  const range = `from=2020-01-01T00:00:00Z&to=${new Date().toISOString()}`;
  const rows = [["export", "format", "lines", "MiB", "first byte, s", "whole, s", "lines/s", "memory before, MiB", "most, MiB"]];
  const measure = async (kind: string, accept: string, name = kind): Promise<void> => {
    progress.say(`${name} as ${accept}`);
    const beforeMib = runtimeMib() ?? 0;
    const { value, peakMib } = await withPeak(async () => {
      const startedMs = performance.now();
      const answer = await opened(platform, `/v1/exports/${kind}?${range}`, accept);
      return { firstMs: performance.now() - startedMs, ...(await readAll(answer, startedMs)) };
    });
    const { bytes, lines, seconds, firstMs } = value;
    const figures = [whole(lines), whole(bytes / MIB), (firstMs / 1_000).toFixed(2), seconds.toFixed(1), whole(lines / seconds)];
    rows.push([name, accept, ...figures, whole(beforeMib), whole(peakMib)]);
  };
  for (const [kind, accept] of CASES) await measure(kind, accept);
  // It has sent as much as the connection takes, and waits for its reader while the others are read.
  const startedMs = performance.now();
  const slow = await opened(platform, `/v1/exports/entries?${range}`, "application/x-ndjson");
  await measure("entries", "application/x-ndjson", "entries, beside one who does not read");
  await readAll(slow, startedMs);
  progress.end();
  console.log(tableLines(rows).join("\n"));
});
