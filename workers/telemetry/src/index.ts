// The tail Worker: the runtime hands it what the gateway and background work have logged, after they have answered. It counts the lines that it knows, keeps the
// requests of some of them, and reports about once a second to its objects. Nothing waits for it, and nothing fails with it.
import { newUuid } from "@ledge/shared/ids";
import { log } from "@ledge/shared/telemetry/log";
import { type Exporter, exporterOf, type Misconfigured, type Written } from "./export/exporter.ts";
import { GatheredRequests } from "./gathered-requests.ts";
import { requestToKeep } from "./kept-request.ts";
import { askCounters } from "./open-counters.ts";
import { askDay } from "./open-day.ts";
import { parseLine } from "./parse-line.ts";
import { Reporter } from "./reporter.ts";
import { samplesOf } from "./samples-of.ts";
import { sampleOfUnfinished } from "./unfinished.ts";

export { Counters } from "./counters.ts";
export { Metrics } from "./metrics.ts";
export { RequestsOfDay } from "./requests-of-day.ts";

/** Of this isolate; made with the first samples, because no randomness is to be had before a request. */
let reporter: Reporter | null = null;
const requests = new GatheredRequests();

/** Made with the first lines; its value is null where nothing is sent. */
let exporter: { readonly value: Exporter | Misconfigured | null } | null = null;

export default {
  tail(events, env, context): void {
    const ended = events.map((event) => ({ event, lines: event.logs.flatMap(linesOf) }));
    const lines = ended.flatMap((one) => one.lines);
    exporter ??= { value: exporterOf(env) };
    const exporting = exporter.value?.take(lines, Date.now()) ?? null;
    if (exporting !== null) context.waitUntil(exporting);
    const kept = new Map(lines.map(({ line }) => [line, requestToKeep(line)]));
    requests.take([...kept.values()].filter((request) => request !== null));
    reporter ??= new Reporter(newUuid());
    reporter.lose({ ...exporter.value?.takeDropped(), requests: requests.takeLeftOut() });
    const samples = ended.flatMap(({ event, lines: of }) => {
      const counted = of.flatMap(({ line }) => samplesOf(line, kept.get(line)?.id ?? null));
      const unfinished = sampleOfUnfinished(event, Date.now());
      // What failed after its line, such as a stream, is counted beside it; a client that went away in a stream had his answer.
      if (unfinished === null || (counted.length > 0 && unfinished.labels.statusClass !== "5xx")) return counted;
      return [...counted, unfinished];
    });
    if (reporter.take(samples, Date.now())) context.waitUntil(report(env, reporter));
  },
} satisfies ExportedHandler<Env>;

/** The runtime ends work that goes on for 30 s after its call; under load another call goes on with it. */
const MOST_SENDING_MS = 10_000;

/** Sends what gathers within a while. What cannot be kept holds up no counters, and the other way round: each waits for the next time by itself. */
async function report(env: Env, counting: Reporter): Promise<void> {
  const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  const failed =
    (operation: string) =>
    (error: unknown): false => {
      log({ level: "warn", service: "telemetry", operation, error });
      return false;
    };
  const beganMs = Date.now();
  let hasSent: boolean;
  do {
    hasSent = await counting
      .send((counts) => askCounters(env, async (counters) => await counters.report(counts)), pause)
      .then(() => true, failed("report"));
    await requests
      .send((day, kept) => askDay(env, day, async (of) => await of.keep(day, kept)), Number(env.KEPT_REQUEST_DAYS), Date.now())
      .catch(failed("keepRequests"));
    // What came during a report would wait for the next request of this isolate, which may be its last. After a failure it does.
  } while (hasSent && Date.now() - beganMs < MOST_SENDING_MS && counting.take([], Date.now()));
}

const linesOf = ({ message, timestamp }: TraceLog): Written[] =>
  ((Array.isArray(message) ? message : [message]) as unknown[]).flatMap((text) => {
    const line = typeof text === "string" ? parseLine(text) : null;
    return line === null ? [] : { line, atMs: timestamp };
  });
