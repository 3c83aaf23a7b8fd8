// The result of a smoke run as text: a line for each check, failures first.
import { table } from "@ledge/command/table";
import type { Line, SmokeOutcome } from "./pack.ts";

export const progressLine = ({ check, passed, tookMs }: Line, number: number, of: number): string =>
  `${String(number).padStart(2)}/${of} ${passed ? "✓" : "✗"} ${check}, ${tookMs} ms`;

export function report({ url, passed, lines, latency, tookMs }: SmokeOutcome): string {
  const ordered = [...lines.filter((line) => !line.passed), ...lines.filter((line) => line.passed)];
  const failed = lines.filter((line) => !line.passed).length;
  const verdict = passed ? `${url} does what it must` : `${url} fails ${failed} of ${lines.length} checks`;
  const rows = ordered.map((line) => [line.passed ? "✓" : "✗", line.check, `${line.tookMs} ms`, line.detail]);
  const { requests, p50Ms, p95Ms, maxMs } = latency;
  return [
    table(`${verdict} (${(tookMs / 1_000).toFixed(1)} s)`, [["", "check", "took", "what was found"], ...rows]),
    `  ${requests} requests: half within ${p50Ms} ms, 95 % within ${p95Ms} ms, the slowest ${maxMs} ms`,
  ].join("\n");
}
