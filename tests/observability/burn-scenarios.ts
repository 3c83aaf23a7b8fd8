// Budgets that are spent at the four speeds of the alerts, for each objective: fast enough for that one alone, and ended soon enough for its short window.
import { type Availability, budgetOf, type Latency } from "@ledge/observability/slo";
import { calm, type Labels, requests, type Scenario, type Stretch } from "./scenario.ts";

type Objective = Availability | Latency;

const PER_MINUTE = 100;
/** Before a fault: so busy that the windows which are not meant even it out. */
const BUSY = 20 * PER_MINUTE;
const HOUR = 60;
const DAY = 24 * HOUR;

/** Stretches in which a share of so many budgets is bad. */
function traffic(
  objective: Objective,
  ...stretches: readonly (readonly [minutes: number, budgets: number, perMinute?: number])[]
): Record<string, string> {
  const share = (budgets: number): number => budgets * budgetOf(objective);
  const round = (perMinute: number): number => Number(perMinute.toFixed(6));
  const good = stretches.map(([minutes, budgets, perMinute = PER_MINUTE]): Stretch => [minutes, round(perMinute * (1 - share(budgets)))]);
  const bad = stretches.map(([minutes, budgets, perMinute = PER_MINUTE]): Stretch => [minutes, round(perMinute * share(budgets))]);
  const total = stretches.reduce((sum, [minutes]) => sum + minutes, 0);
  return { ...calm(total), ...requests(objective, good, bad) };
}

const alertsOf = ({ kind, name }: Objective): Readonly<Record<"page" | "ticket", Labels>> => {
  const what = kind === "availability" ? "LedgeErrorsBurn" : "LedgeLatencyBurn";
  const s = kind === "availability" ? "" : "s";
  return {
    page: { alertname: `${what}${s}Fast`, severity: "page", service: "gateway", slo: name },
    ticket: { alertname: `${what}${s}Slowly`, severity: "ticket", service: "gateway", slo: name },
  };
};

/** 14.4 budgets in an hour, which six hours even out; and 6 in six hours, of which no hour has 14.4. */
export function fastScenarios(objective: Objective): readonly Scenario[] {
  const { page } = alertsOf(objective);
  const begins = 7 * HOUR;
  const fiveMinutes: Scenario = {
    name: `${objective.name}: 19 budgets for an hour`,
    series: traffic(objective, [begins, 0, BUSY], [HOUR, 19], [2 * HOUR, 0]),
    everyMinutes: 5,
    checks: [
      { atMinute: begins, firing: [] },
      { atMinute: begins + 40, firing: [] },
      { atMinute: begins + HOUR, firing: [page] },
      // The hour's share is still above; the last five minutes' is not.
      { atMinute: begins + HOUR + 5, firing: [] },
    ],
  };
  const halfAnHour: Scenario = {
    name: `${objective.name}: 7 budgets for six hours`,
    series: traffic(objective, [begins, 0, BUSY], [6 * HOUR, 7], [2 * HOUR, 0]),
    everyMinutes: 5,
    checks: [
      { atMinute: begins + 4 * HOUR, firing: [] },
      { atMinute: begins + 6 * HOUR, firing: [page] },
      { atMinute: begins + 6 * HOUR + 20, firing: [] },
    ],
  };
  return [fiveMinutes, halfAnHour];
}

/** One failure of three is a third, and alerts nobody; of twelve that all fail, everybody is to know. */
export function fewRequests(objective: Objective): readonly Scenario[] {
  const { page, ticket } = alertsOf(objective);
  const minutes = 2 * HOUR;
  const of = (name: string, good: number, bad: number, firing: readonly Labels[]): Scenario => ({
    name: `${objective.name}: ${name}`,
    series: { ...calm(minutes), ...requests(objective, [[minutes, good / HOUR]], [[minutes, bad / HOUR]]) },
    everyMinutes: 5,
    checks: [{ atMinute: minutes - 5, firing }],
  });
  return [
    of("one of three in an hour is bad", 2, 1, []),
    of("four of four in an hour are bad", 0, 4, []),
    of("twelve of twelve in an hour are bad", 0, 12, [page, ticket]),
  ];
}

/** Three budgets in a day, after days whose traffic evens it out; and more than one in three days, in which no day has three. */
export function slowScenarios(objective: Objective): readonly Scenario[] {
  const { ticket } = alertsOf(objective);
  const oneDay: Scenario = {
    name: `${objective.name}: 4 budgets for a day`,
    series: traffic(objective, [2 * DAY, 0, BUSY], [DAY, 4], [DAY, 0]),
    everyMinutes: 30,
    checks: [
      { atMinute: 2 * DAY, firing: [] },
      { atMinute: 3 * DAY, firing: [ticket] },
      { atMinute: 3 * DAY + HOUR, firing: [] },
    ],
  };
  const threeDays: Scenario = {
    name: `${objective.name}: 2 budgets for three days`,
    series: traffic(objective, [DAY, 0], [3 * DAY, 2], [DAY, 0]),
    everyMinutes: 30,
    checks: [
      { atMinute: DAY, firing: [] },
      { atMinute: 4 * DAY, firing: [ticket] },
      { atMinute: 4 * DAY + 4 * HOUR, firing: [] },
    ],
  };
  return [oneDay, threeDays];
}
