// Reads a line of the log. It comes from a Worker, and is read all the same as what anybody might have written.
import type { LogLine } from "@ledge/shared/telemetry/log-line";

/** What the log writes as a name; shorter, so that with its value an exemplar has no more characters than OpenMetrics allows (128). */
export const NAME = /^[\w.:-]{1,96}$/;

/** The line of a text; null: it is none. Its members may be anything. */
export function parseLine(text: string): LogLine | null {
  if (!text.startsWith("{")) return null;
  try {
    return JSON.parse(text) as LogLine;
  } catch {
    return null;
  }
}
