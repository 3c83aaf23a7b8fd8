// What the gateway reads for operators, at an entrypoint of its own: the runtime alone calls the default one, with what it tails.
import { WorkerEntrypoint } from "cloudflare:workers";
import { type CallerProps, isCalledBy } from "@ledge/shared/caller";
import type { Answered } from "@ledge/shared/contracts/readiness";
import type { Gauge, MetricsReader } from "@ledge/shared/contracts/metrics";
import type { KeptPage, KeptRequest, RequestFilter, RequestsReader } from "@ledge/shared/contracts/requests";
import { askCounters } from "./open-counters.ts";
import { askDay } from "./open-day.ts";
import { dayToAsk, listKept } from "./read-requests.ts";

/** Rows of a day that one page reads: some 50 ms, in which the day's object answers nobody else. */
const MOST_READ = 50_000;

export class Metrics extends WorkerEntrypoint<Env, CallerProps> implements MetricsReader, RequestsReader {
  constructor(context: ExecutionContext<CallerProps>, env: Env) {
    super(context, env);
    if (!isCalledBy(context, "gateway")) throw new Error("metrics are read by the gateway alone");
  }

  async read(gauges: readonly Gauge[]): Promise<string> {
    return await askCounters(this.env, async (counters) => await counters.read(gauges));
  }

  async listRequests(filter: RequestFilter, before: string | null, limit: number): Promise<KeptPage> {
    const time = { nowMs: Date.now(), days: Number(this.env.KEPT_REQUEST_DAYS) };
    return await listKept(
      (day, asked, most) => askDay(this.env, day, async (requests) => await requests.list(asked, most, MOST_READ)),
      filter,
      before,
      limit,
      time,
    );
  }

  async readRequest(requestId: string): Promise<KeptRequest | null> {
    const day = dayToAsk(requestId, Date.now(), Number(this.env.KEPT_REQUEST_DAYS));
    return day === null ? null : await askDay(this.env, day, async (requests) => await requests.read(requestId));
  }

  /** The version of the Worker, for /readyz: a request selects one by its header, which a call cannot. */
  override fetch(): Response {
    return Response.json({ telemetry: this.env.VERSION.id } satisfies Answered);
  }
}
