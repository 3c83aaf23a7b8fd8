// Laws of the objectives and of the alerts that need nobody's tool.
import { readFileSync } from "node:fs";
import { BURN_RATES, LEAST_BAD_REQUESTS, REQUEST_WINDOWS } from "@ledge/observability/burn-rates";
import { generatedFiles } from "@ledge/observability/generated-files";
import { RUNBOOKS } from "@ledge/observability/runbook";
import { faultsOfClasses, FRESHNESS_OBJECTIVES, OPERATIONS, REQUEST_OBJECTIVES } from "@ledge/observability/slo";
import contract from "@ledge/openapi/ledge.v1.json" with { type: "json" };
import { ROOT } from "@ledge/repository/root";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { RuleFile } from "./promtool.ts";

const alerts = [...generatedFiles()]
  .filter(([path]) => path.includes("/alerts/"))
  .flatMap(([, text]) => (parse(text) as RuleFile).groups.flatMap(({ rules }) => rules));
const operations = Object.values(contract.paths).flatMap((methods) =>
  Object.values(methods as Readonly<Record<string, { readonly operationId: string }>>).map(({ operationId }) => operationId),
);
const page = readFileSync(`${ROOT}${RUNBOOKS}`, "utf8");
const sections = [...page.matchAll(/^## (\w+)$/gm)].map(([, name]) => name!);

describe("the objectives", () => {
  test("have every operation of the contract in exactly one class", () => {
    expect(operations.length).toBeGreaterThan(50);
    expect(faultsOfClasses(operations)).toEqual([]);
  });

  test.each([
    ["an operation is in none", { ...OPERATIONS, money: [] }, "createTransfer is in no class of objectives"],
    ["an operation is in two", { ...OPERATIONS, probes: [...OPERATIONS.probes, "createTransfer"] }, "createTransfer is in several classes"],
    ["an operation is gone", { ...OPERATIONS, probes: [...OPERATIONS.probes, "getNothing"] }, "the contract has no getNothing"],
  ])("are at fault when %s", (_what, classes, fault) => {
    expect(faultsOfClasses(operations, classes)).toContain(fault);
  });

  test("are of availability and of latency for every class but the probes", () => {
    const classes = Object.keys(OPERATIONS).filter((name) => name !== "probes");
    expect(REQUEST_OBJECTIVES.map(({ of, kind }) => `${of} ${kind}`).sort()).toEqual(
      classes.flatMap((name) => [`${name} availability`, `${name} latency`]).sort(),
    );
  });

  test("have names of their own, and allow something to be bad", () => {
    const all = [...REQUEST_OBJECTIVES, ...FRESHNESS_OBJECTIVES];
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
    expect(all.filter(({ target }) => !(target > 0.9 && target < 1))).toEqual([]);
  });

  test("are watched as the page says", () => {
    const document = readFileSync(`${ROOT}docs/observability.md`, "utf8");
    const words = (window: string): string =>
      window.replace(/^1d$/, "1 day").replace(/d$/, " days").replace(/h$/, " h").replace(/m$/, " min");
    const calls = { page: "somebody now", ticket: "on a working day" };
    const rows = Object.entries(BURN_RATES).flatMap(([severity, rates]) =>
      rates.map(({ factor, long, short }) => [factor, words(long), words(short), calls[severity as keyof typeof calls]].join(" | ")),
    );
    const shown = [...document.matchAll(/^\| ([\d.]+) .*$/gm)].map(([row]) => row.replace(/ +/g, " ").slice(2, -2));
    expect(shown).toEqual(rows);
    expect(document).toContain(`at least ${LEAST_BAD_REQUESTS === 10 ? "ten" : LEAST_BAD_REQUESTS} bad requests`);
  });

  test("record every window that an alert reads", () => {
    const read = Object.values(BURN_RATES).flatMap((rates) => rates.flatMap(({ long, short }) => [long, short]));
    expect([...REQUEST_WINDOWS].sort()).toEqual([...new Set(read)].sort());
  });
});

describe("each alert", () => {
  test.each(alerts.map((one) => [`${one.alert} ${one.labels?.["slo"] ?? one.labels?.["service"]}`, one] as const))(
    "%s says who is to do what",
    (_title, { alert, labels, annotations }) => {
      expect(alert).toMatch(/^Ledge[A-Z]\w+$/);
      expect(labels?.["severity"]).toMatch(/^(?:page|ticket)$/);
      expect(labels?.["service"]).toMatch(/^(?:[a-z]+|\{\{ \$labels\.service \}\})$/);
      expect(annotations?.["summary"]).toMatch(/\S/);
      expect(annotations?.["runbook_url"]?.endsWith(`docs/runbooks/alerts.md#${alert?.toLowerCase()}`)).toBe(true);
      expect(sections).toContain(alert);
    },
  );

  test("has its section of the runbook, and no section is of none", () => {
    expect(sections.sort()).toEqual([...new Set(alerts.map(({ alert }) => alert))].sort());
  });

  test("has a section that says what it means", () => {
    const texts = page.split(/^## /m).slice(1);
    expect(texts.filter((text) => !text.includes("**Means:**")).map((text) => text.split("\n")[0])).toEqual([]);
  });
});
