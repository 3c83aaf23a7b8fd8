// A survey as people and as a monitoring system read it.
import { renameSync, writeFileSync } from "node:fs";
import { tableLines } from "@ledge/command/table";
import { dateOf, daysBetween, type Sighting } from "./sighting.ts";

const HEADER = ["Credential", "Age", "At the most", "Expires", "State"] as const;
const NOTHING = "–";
const MS = 1_000;

const days = (count: number): string => `${count.toFixed(count < 10 && !Number.isInteger(count) ? 1 : 0)} d`;

const cells = (seen: readonly Sighting[], now: Date): string[][] => [
  [...HEADER],
  ...seen.map(({ name, since, mostDays, expires, state, alert }) => [
    name,
    since === null ? NOTHING : days(daysBetween(since, now)),
    mostDays === null ? NOTHING : days(mostDays),
    expires === null ? NOTHING : dateOf(expires),
    alert === null ? state : `✗ ${state}`,
  ]),
];

export const textOf = (seen: readonly Sighting[], now: Date): string => tableLines(cells(seen, now)).join("\n");

/** For the summary of a job. */
export function markdownOf(title: string, seen: readonly Sighting[], now: Date): string {
  const [header = [], ...rows] = cells(seen, now).map((row) => row.map((cell) => cell.replaceAll("|", "\\|")));
  const lines = [header, header.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`);
  const alerts = seen.flatMap(({ alert }) => (alert === null ? [] : [`- ✗ ${alert}`]));
  return [`### ${title}`, "", ...lines, "", ...alerts].join("\n");
}

/** As OpenMetrics, which node exporter's textfile collector and push gateways read too (prometheus.io/docs/specs/om/open_metrics_spec). */
export function metricsOf(seen: readonly Sighting[], now: Date): string {
  const ofKind = (kind: Sighting["kind"]): readonly Sighting[] => seen.filter((one) => one.kind === kind);
  const seconds = (instant: Date): number => Math.round(instant.getTime() / MS);
  const credentials = ofKind("credential");
  return [
    ...gauge("ledge_credential_age_seconds", "Since when a credential is what it is", "credential", credentials, ({ since }) =>
      since === null ? null : Math.round((now.getTime() - since.getTime()) / MS),
    ),
    ...gauge("ledge_credential_expiry_timestamp_seconds", "When a credential expires", "credential", credentials, ({ expires }) =>
      expires === null ? null : seconds(expires),
    ),
    ...gauge("ledge_certificate_expiry_timestamp_seconds", "When a certificate expires", "host", ofKind("certificate"), ({ expires }) =>
      expires === null ? null : seconds(expires),
    ),
    "# EOF",
    "",
  ].join("\n");
}

function gauge(name: string, help: string, label: string, seen: readonly Sighting[], valueOf: (one: Sighting) => number | null): string[] {
  const samples = seen.flatMap((one) => {
    const value = valueOf(one);
    return value === null ? [] : [`${name}{${label}="${escaped(one.name)}"} ${value}`];
  });
  return [`# TYPE ${name} gauge`, `# UNIT ${name} seconds`, `# HELP ${name} ${help}.`, ...samples];
}

const escaped = (text: string): string => text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");

/** Writes a file that is read at any time: whole, or as it was before. */
export function writeWhole(file: string, text: string): void {
  const whole = `${file}.${process.pid}`;
  writeFileSync(whole, text);
  renameSync(whole, file);
}
