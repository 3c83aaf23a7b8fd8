// Reads a line of the log, once for all that is made of it. It comes from a Worker, and is read all the same as what anybody might have written.
import { hopsIn } from "@ledge/shared/telemetry/hops";
import type { LogLine } from "@ledge/shared/telemetry/log-line";

/** What the log writes as a name; shorter, so that with its value an exemplar has no more characters than OpenMetrics allows (128). */
export const NAME = /^[\w.:-]{1,96}$/;

/** A line whose hops are hops; its other members may be anything. */
export type ParsedLine = LogLine & Required<Pick<LogLine, "hops">>;

/** The line of a text; null: it is none. */
export function parseLine(text: string): ParsedLine | null {
  if (!text.startsWith("{")) return null;
  try {
    const line = JSON.parse(text) as LogLine;
    return { ...line, hops: hopsIn(line.hops) };
  } catch {
    return null;
  }
}
