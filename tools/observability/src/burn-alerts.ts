// The alerts on budgets of errors: one of each severity for each objective of requests.
import { BURN_RATES, LEAST_BAD_REQUESTS, type Severity } from "./burn-rates.ts";
import { type Alert, type Group } from "./rules.ts";
import { runbookOf } from "./runbook.ts";
import { type Availability, budgetOf, type Latency, REQUEST_OBJECTIVES } from "./slo.ts";

const NAMES = {
  availability: { page: "LedgeErrorsBurnFast", ticket: "LedgeErrorsBurnSlowly" },
  latency: { page: "LedgeLatencyBurnsFast", ticket: "LedgeLatencyBurnsSlowly" },
} as const;

const percent = (share: number): string => `${Number((share * 100).toPrecision(6))} %`;

function isBurning(objective: Availability | Latency, severity: Severity): string {
  const slo = `{slo="${objective.name}"}`;
  return BURN_RATES[severity]
    .map(({ factor, long, short }) => {
      const limit = `${factor} * ${budgetOf(objective)}`;
      const isSpent = [long, short].map((window) => `slo:ledge_bad:ratio${window}${slo} > ${limit}`);
      return `(${[...isSpent, `slo:ledge_bad_requests:increase${long}${slo} >= ${LEAST_BAD_REQUESTS}`].join(" and ")})`;
    })
    .join(" or ");
}

function alertOf(objective: Availability | Latency, severity: Severity): Alert {
  const alert = NAMES[objective.kind][severity];
  const what = objective.kind === "availability" ? "fail" : `take more than ${objective.withinSeconds} s`;
  const speed = severity === "page" ? "a month's budget would last days" : "the month's budget will not last";
  return {
    alert,
    expr: isBurning(objective, severity),
    labels: { severity, service: "gateway", slo: objective.name, class: objective.of },
    annotations: {
      summary: `{{ $value | humanizePercentage }} of requests of class ${objective.of} ${what}, where ${percent(budgetOf(objective))} may: ${speed}`,
      runbook_url: runbookOf(alert),
    },
  };
}

export const BURN_ALERTS: Group<Alert> = {
  name: "ledge-burn-rates",
  interval: "30s",
  rules: REQUEST_OBJECTIVES.flatMap((objective) => [alertOf(objective, "page"), alertOf(objective, "ticket")]),
};
