// Compares what a platform writes at GET /metrics with the list that rules and dashboards are made of.
import { BUCKETS, METRICS, seriesOf } from "@ledge/observability/metrics";

const DURATION = "ledge_operation_duration_seconds_bucket";

/** What is wrong with OpenMetrics text of a platform that has served a request. */
export function faultsOfExposition(text: string): readonly string[] {
  const listed = new Map(METRICS.filter(({ by }) => by === "platform").flatMap(seriesOf));
  const seen = new Map<string, Set<string>>();
  const bounds = new Set<string>();
  // What has not happened yet has no series, but is announced.
  const announced = new Set([...text.matchAll(/^# TYPE (\S+) /gm)].map(([, family]) => family));
  const isWritten = (name: string): boolean => seen.has(name) || announced.has(name.replace(/_(?:bucket|count|sum|total)$/, ""));
  for (const [, name = "", labels = ""] of text.matchAll(/^([a-z]\w*)(?:\{(.*?)\})? -?\d/gm)) {
    if (name.endsWith("_created")) continue;
    const known = seen.get(name) ?? new Set();
    for (const [, label = "", value = ""] of labels.matchAll(/(\w+)="([^"]*)"/g)) {
      known.add(label);
      if (label === "le" && name === DURATION) bounds.add(value);
    }
    seen.set(name, known);
  }
  return [
    ...[...listed.keys()].filter((name) => !isWritten(name)).map((name) => `${name} is not written`),
    ...[...seen].flatMap(([name, labels]) => {
      const allowed = listed.get(name);
      if (allowed === undefined) return [`${name} is not listed`];
      return [...labels].filter((label) => !allowed.includes(label)).map((label) => `${name} has a label ${label} that is not listed`);
    }),
    ...BUCKETS.filter((bound) => !bounds.has(bound)).map((bound) => `${DURATION} has no bound ${bound}`),
  ];
}
