// Judges what rules and dashboards name: metrics that somebody writes, series that a rule records, and their labels. A name that nothing writes is an alert that never fires.
import { parse } from "yaml";
import { METRICS, SCRAPED_LABELS, seriesOf, UP } from "./metrics.ts";

interface Rules {
  readonly groups: readonly { readonly rules: readonly { readonly record?: string; readonly expr: string }[] }[];
}

interface Panel {
  readonly targets?: readonly { readonly expr: string }[];
  readonly panels?: readonly Panel[];
}

const GROUPING = /\b(?:by|on|without|ignoring|group_left|group_right) ?\(([^)]*)\)/g;
const METRIC = /(?<![\w:"#])(?:ledge_\w+|up)(?![\w:])/g;
const RECORDED = /(?<![\w:"])[a-z_]+:ledge_\w+:\w+/g;
const SELECTOR = /([\w:]+)\{([^}]*)\}/g;
const MATCHER = /(\w+) ?(?:=~|!~|!=|=) ?"/g;
/** Prometheus's own series of alerts. */
const ALERTS = ["ALERTS", ["alertname", "alertstate", "severity", "service", "slo", "class"]] as const;

const first = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, group = ""]) => group);
const groupedIn = (expr: string): string[] =>
  first(expr, GROUPING).flatMap((labels) => labels.split(",").flatMap((label) => (label.trim() === "" ? [] : [label.trim()])));

const exprsOf = ({ targets = [], panels = [] }: Panel): string[] => [...targets.map(({ expr }) => expr), ...panels.flatMap(exprsOf)];

/** The queries of a dashboard. @internal Tests have Prometheus read them. */
export const queriesOf = (dashboard: string): readonly string[] => exprsOf(JSON.parse(dashboard) as Panel);

/** @param files rule files and dashboards by their paths. @returns what each expression names that nobody writes. */
export function faultsOfNames(files: ReadonlyMap<string, string>): readonly string[] {
  const ending = (suffix: string): string[] => [...files].filter(([path]) => path.endsWith(suffix)).map(([, text]) => text);
  const rules = ending(".yml").flatMap((text) => (parse(text) as Rules).groups.flatMap((group) => group.rules));
  const recorded = rules.flatMap(({ record, expr }) => (record === undefined ? [] : [[record, ["slo", ...groupedIn(expr)]] as const]));
  const written = new Map<string, readonly string[]>([[UP, []], ALERTS, ...METRICS.flatMap(seriesOf), ...recorded]);
  return [...rules.map(({ expr }) => expr), ...ending(".json").flatMap(queriesOf)].flatMap((expr) => unwrittenIn(expr, written));
}

function unwrittenIn(expr: string, written: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const isScraped = (label: string): boolean => (SCRAPED_LABELS as readonly string[]).includes(label);
  const all = [...written.values()].flat();
  return [
    ...[...(expr.match(METRIC) ?? []), ...(expr.match(RECORDED) ?? [])].filter((name) => !written.has(name)),
    ...[...expr.matchAll(SELECTOR)].flatMap(([, series = "", matchers = ""]) =>
      first(matchers, MATCHER).flatMap((label) =>
        isScraped(label) || written.get(series)?.includes(label) ? [] : [`${series}{${label}}`],
      ),
    ),
    ...groupedIn(expr).filter((label) => !isScraped(label) && !all.includes(label)),
  ];
}
