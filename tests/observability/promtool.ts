// Prometheus's own tool on rule files: what it says of them, and of scenarios in which alerts are to fire.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import type { Scenario } from "./scenario.ts";

/** The reason for skipping what needs promtool; null: it runs, as it must in CI. */
export const skipReason = (): string | null =>
  process.env["CI"] === "true" || spawnSync("promtool", ["--version"]).status === 0
    ? null
    : "promtool is not on the PATH: apt-get install --no-install-recommends prometheus";

interface Rule {
  readonly alert?: string;
  readonly record?: string;
  readonly expr: string;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
}

export interface RuleFile {
  readonly groups: readonly { readonly name: string; readonly rules: readonly Rule[] }[];
}

/** Runs promtool on files in a folder of their own. @returns null: it is content; else what it says. */
function promtool(files: Readonly<Record<string, string>>, ...args: readonly string[]): string | null {
  const folder = mkdtempSync(join(tmpdir(), "ledge-promtool-"));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const { status, stdout, stderr, error } = spawnSync("promtool", args, { cwd: folder, encoding: "utf8" });
    if (error !== undefined) throw error;
    return status === 0 ? null : `${stdout}${stderr}`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const named = (texts: readonly string[]): Record<string, string> => Object.fromEntries(texts.map((text, at) => [`rules-${at}.yml`, text]));

/** @returns null: it is a configuration of Prometheus. What it names is elsewhere, and not read. */
export const checkConfiguration = (text: string): string | null =>
  promtool({ "prometheus.yml": text }, "check", "config", "--syntax-only", "prometheus.yml");

/** What no alert reads, and takes long. */
const FOR_PEOPLE = ["ledge-red", "ledge-slo-budget"];

/** What alerts on one objective are made of: the other rules record nothing of what it is about. */
export function rulesOf(texts: readonly string[], slo: string): readonly string[] {
  const files = texts.map((text) => parse(text) as RuleFile);
  const isOf = ({ labels }: Rule): boolean => (labels?.["slo"] ?? slo) === slo;
  return files.map(({ groups }) =>
    stringify(
      { groups: groups.filter(({ name }) => !FOR_PEOPLE.includes(name)).map((group) => ({ ...group, rules: group.rules.filter(isOf) })) },
      { lineWidth: 0 },
    ),
  );
}

/** @returns null: the rule files are right. */
export const checkRules = (texts: readonly string[]): string | null =>
  promtool(named(texts), "check", "rules", "--lint=all", "--lint-fatal", ...Object.keys(named(texts)));

/** @returns null: each scenario comes out as it says. */
export function testRules(texts: readonly string[], scenarios: readonly Scenario[]): string | null {
  const files = named(texts);
  const test = {
    rule_files: Object.keys(files),
    // What is recorded comes before what reads it, as in time it does.
    group_eval_order: texts.flatMap((text) => (parse(text) as RuleFile).groups.map(({ name }) => name)),
    evaluation_interval: `${Math.min(...scenarios.map(({ everyMinutes }) => everyMinutes))}m`,
    tests: scenarios.map(testOf),
  };
  return promtool({ ...files, "test.yml": stringify(test, { lineWidth: 0 }) }, "test", "rules", "test.yml");
}

const FIRING = 'count by (alertname, severity, service, slo, credential) (ALERTS{alertstate="firing"})';

const testOf = ({ name, series, checks, repository }: Scenario): object => ({
  name,
  interval: "1m",
  input_series: Object.entries(series).map(([one, values]) => ({ series: one, values })),
  ...(repository !== undefined && { external_labels: { repository } }),
  promql_expr_test: checks.flatMap(({ atMinute, firing, budgetsLeft }) => [
    { expr: FIRING, eval_time: `${atMinute}m`, exp_samples: firing.map((labels) => ({ labels: `{${pairs(labels)}}`, value: 1 })) },
    ...Object.entries(budgetsLeft ?? {}).map(([slo, value]) => ({
      expr: `round(slo:ledge_error_budget_left:ratio{slo="${slo}"}, 0.01)`,
      eval_time: `${atMinute}m`,
      exp_samples: [{ labels: `{environment="prod", slo="${slo}"}`, value }],
    })),
  ]),
  alert_rule_test: checks.flatMap(({ atMinute, shown }) =>
    shown === undefined
      ? []
      : [
          {
            eval_time: `${atMinute}m`,
            alertname: shown.alert,
            exp_alerts: [{ exp_labels: shown.labels, exp_annotations: shown.annotations }],
          },
        ],
  ),
});

const pairs = (labels: Readonly<Record<string, string>>): string =>
  Object.entries(labels)
    .map(([label, value]) => `${label}="${value}"`)
    .join(", ");
