// The scenarios see a rule that is wrong: each mutant is one slip of whoever writes rules.
import { generatedFiles } from "@ledge/observability/generated-files";
import { REQUEST_OBJECTIVES } from "@ledge/observability/slo";
import { describe, expect, test } from "vitest";
import { fastScenarios, fewRequests, slowScenarios } from "./burn-scenarios.ts";
import { FAULTS, scenarioOf } from "./gauge-scenarios.ts";
import { rulesOf, skipReason, testRules } from "./promtool.ts";
import type { Scenario } from "./scenario.ts";

const reason = skipReason();
const RULES = [...generatedFiles()].filter(([path]) => path.endsWith(".yml")).map(([, text]) => text);
const [MONEY] = REQUEST_OBJECTIVES;
const SLO = `{slo="money_availability"}`;
const fast = fastScenarios(MONEY!);
const slow = slowScenarios(MONEY!);

const ofBudgets: readonly (readonly [slip: string, from: string, to: string, scenarios: readonly Scenario[]])[] = [
  ["the page's long window is six hours", `ratio1h${SLO}`, `ratio6h${SLO}`, fast],
  ["the page's short window is half an hour", `ratio5m${SLO}`, `ratio30m${SLO}`, fast],
  ["the page's second short window is six hours", `ratio30m${SLO}`, `ratio6h${SLO}`, fast],
  ["14.4 is 1.44", "> 14.4 *", "> 1.44 *", fast],
  ["14.4 is 144", "> 14.4 *", "> 144 *", fast],
  ["6 is 60", "> 6 *", "> 60 *", fast],
  ["the objective is 99 %", "* 0.001", "* 0.01", fast],
  ["refusals count as failures", 'status_class="5xx"', 'status_class=~"[45]xx"', fast],
  ["refusals dilute failures", ', status_class!="4xx"', "", fast],
  ["an operation is in no class", "captureHold|", "", fast],
  ["one bad request is enough for the alert", ">= 10)", ">= 1)", fewRequests(MONEY!)],
  ["the ticket's long window is three days", `ratio1d${SLO}`, `ratio3d${SLO}`, slow],
  ["the ticket's last short window is three days", `ratio6h${SLO} > 1 *`, `ratio3d${SLO} > 1 *`, slow],
  ["the ticket's factor is 10", "> 1 *", "> 10 *", slow],
];

const ofGauges: readonly (readonly [slip: string, from: string | RegExp, to: string, alert: string])[] = [
  ["the outbox may be late for five minutes", "ledge_outbox_oldest_seconds > 30", "ledge_outbox_oldest_seconds > 300", "LedgeOutboxBehind"],
  ["the outbox may be late for no second", "ledge_outbox_oldest_seconds > 30", "ledge_outbox_oldest_seconds > 29", "LedgeOutboxBehind"],
  ["a late log is said at once", /(ledge_log_behind_seconds > 10\n +for:) 10m/, "$1 1m", "LedgeAuditLogBehind"],
  ["a late log is a ticket", /(AuditLogBehind\n.*\n.*\n.*\n +severity:) page/, "$1 ticket", "LedgeAuditLogBehind"],
  ["an age is in weeks", "> 907200", "> 1209600", "LedgeCredentialOld"],
  ["expiry is minutes away", /(certificate_expiry_timestamp_seconds - time\(\) <) 1814400/, "$1 86400", "LedgeCertificateExpires"],
  ["what is gone is not missed", "unless on (environment) ledge_log_behind_seconds", "unless on (environment) up", "LedgeGaugesMissing"],
  ["what clients left counts", 'operation="unfinished", status_class="5xx"', 'operation="unfinished"', "LedgeWorkUnfinished"],
  ["the first that did not end is not seen", "> 0 or ledge_operations_total", "> 0 and ledge_operations_total", "LedgeWorkUnfinished"],
  ["what is first scraped is new", 'up{job="ledge"} offset 15m == 1', 'up{job="ledge"} offset 15m >= 0', "LedgeWorkUnfinished"],
  ["a lost span is said at once", /(dropped_total\[5m\]\)\) > 0\n +for:) 15m/, "$1 1m", "LedgeTelemetryDropped"],
  ["an alert has no runbook", /\n +runbook_url: .*ledgedeadletters"/, "", "LedgeDeadLetters"],
  ["an alert has another's runbook", "#ledgedeadletters", "#ledgeoutboxbehind", "LedgeDeadLetters"],
];

/** The rules with the slip. @throws when they have nothing of the kind, so that a mutant of old rules is found. */
function slipped(texts: readonly string[], from: string | RegExp, to: string): readonly string[] {
  const mutated = texts.map((text) => (typeof from === "string" ? text.replaceAll(from, to) : text.replace(from, to)));
  if (mutated.every((text, at) => text === texts[at])) throw new Error(`no rule has ${from}`);
  return mutated;
}

describe.skipIf(reason !== null)(reason ?? "scenarios find that", () => {
  test.each(ofBudgets)("%s", (_slip, from, to, scenarios) => {
    expect(testRules(slipped(rulesOf(RULES, MONEY!.name), from, to), scenarios)).toContain("FAILED");
  });

  test.each(ofGauges)("%s", (_slip, from, to, alert) => {
    const scenarios = FAULTS.filter((fault) => fault.alert === alert).map(scenarioOf);
    expect(
      testRules(
        slipped(
          RULES.filter((text) => text.includes("- alert")),
          from,
          to,
        ),
        scenarios,
      ),
    ).toContain("FAILED");
  });
});
