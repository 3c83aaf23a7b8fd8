// A run of core-service's background work has its line in that Worker's log, where nobody counts it. It is written once more here, by a Worker that is tailed.
import type { Announcement } from "@ledge/shared/contracts/audit";
import { hopsIn } from "@ledge/shared/telemetry/hops";
import { log } from "@ledge/shared/telemetry/log";
import { newTraceId } from "@ledge/shared/telemetry/span-context";

const OK = "ok";

/** Writes the line of the run that a message is about. @returns whether it is about one. */
export function writeRun(body: unknown): boolean {
  const [run, ...inside] = hopsIn((body as Announcement | null)?.run);
  if (run === undefined) return false;
  const { service, operation, version, duration_ms, started_ms, outcome, span_id } = run;
  log({
    ...{ level: outcome === OK ? "info" : "error", service, operation, version, duration_ms, trace_id: newTraceId(), hops: inside },
    ...(span_id !== undefined && { span_id }),
    ...(started_ms !== undefined && { started_ms }),
    ...(outcome !== OK && { code: outcome }),
  });
  return true;
}
