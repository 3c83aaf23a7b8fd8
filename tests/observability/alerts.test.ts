// Each alert fires on the fault that it is for, and on nothing else, as Prometheus itself evaluates it.
import { readFileSync } from "node:fs";
import { generatedFiles } from "@ledge/observability/generated-files";
import { type Availability, budgetOf, FRESHNESS_OBJECTIVES, type Latency, REQUEST_OBJECTIVES } from "@ledge/observability/slo";
import { ROOT } from "@ledge/repository/root";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { fastScenarios, fewRequests, slowScenarios } from "./burn-scenarios.ts";
import { FAULTS, scenarioOf, titleOf } from "./gauge-scenarios.ts";
import { checkConfiguration, checkRules, type RuleFile, rulesOf, skipReason, testRules } from "./promtool.ts";
import { calm, counter, requests, seriesOf } from "./scenario.ts";

const reason = skipReason();
const RULES = [...generatedFiles()].filter(([path]) => path.endsWith(".yml")).map(([, text]) => text);
const HOURS = 6;
const PER_MINUTE = 100;

describe.skipIf(reason !== null)(reason ?? "rules and alerts", () => {
  test("are what Prometheus reads, without a warning", () => {
    expect(checkRules(RULES)).toBeNull();
  });

  test("are loaded by the configuration of the page", () => {
    const [, configuration = ""] = /```yaml\n(.*?)```/s.exec(readFileSync(`${ROOT}docs/observability.md`, "utf8")) ?? [];
    expect(configuration).toContain("job_name: ledge");
    expect(checkConfiguration(configuration)).toBeNull();
    expect(checkConfiguration(configuration.replace("scrape_interval", "scrape_intervals"))).toContain("FAILED");
  });

  test("are silent while all is well, and half of each budget is left when half of it is spent evenly", () => {
    const minutes = HOURS * 60;
    const bad = (objective: Availability | Latency): number => Number((PER_MINUTE * 0.5 * budgetOf(objective)).toFixed(6));
    const spent = REQUEST_OBJECTIVES.map((objective) =>
      requests(objective, [[minutes, PER_MINUTE - bad(objective)]], [[minutes, bad(objective)]]),
    );
    const work = seriesOf("ledge_operations_total", ', service="core", operation="expireHolds", version="v1"');
    // Stale for a thousandth of the time would be all of it.
    const budgetsLeft = Object.fromEntries([
      ...REQUEST_OBJECTIVES.map(({ name }) => [name, 0.5]),
      ...FRESHNESS_OBJECTIVES.map(({ name }) => [name, 1]),
    ]);
    const series = { ...Object.assign(calm(minutes), ...spent), [work]: counter([minutes, 10]) };
    expect(
      testRules(RULES, [{ name: "calm", series, everyMinutes: 30, checks: [{ atMinute: minutes - 30, firing: [], budgetsLeft }] }]),
    ).toBeNull();
  });

  test.each(REQUEST_OBJECTIVES)("page when the budget of $name is spent in days", (objective) => {
    expect(testRules(rulesOf(RULES, objective.name), fastScenarios(objective))).toBeNull();
  });

  test.each(REQUEST_OBJECTIVES)("open a ticket when the budget of $name is spent too soon", (objective) => {
    expect(testRules(rulesOf(RULES, objective.name), slowScenarios(objective))).toBeNull();
  });

  test.each(REQUEST_OBJECTIVES)("say nothing of $name while too few requests are bad", (objective) => {
    expect(testRules(rulesOf(RULES, objective.name), fewRequests(objective))).toBeNull();
  });

  test.each(FAULTS.map((fault) => [titleOf(fault), fault] as const))(
    "see the fault of %s, at its limit and not before",
    (_title, fault) => {
      expect(
        testRules(
          RULES.filter((text) => text.includes("- alert")),
          [scenarioOf(fault)],
        ),
      ).toBeNull();
    },
  );

  test("each have a fault here", () => {
    const alerts = RULES.flatMap((text) =>
      (parse(text) as RuleFile).groups.flatMap(({ rules }) =>
        rules.flatMap(({ alert, labels }) => (alert === undefined || labels?.["slo"] !== undefined ? [] : [alert])),
      ),
    );
    expect([...new Set(FAULTS.map(({ alert }) => alert))].sort()).toEqual([...new Set(alerts)].sort());
  });
});
