// The table: every operation with the scenarios of every refusal that it can answer with.
import type { ProblemCode } from "@ledge/shared/problem";
import { type Operation, operations } from "./contract.ts";
import { genericRefusals } from "./generic.ts";
import { holds } from "./holds.ts";
import { postings } from "./postings.ts";
import { records } from "./records.ts";
import { reversals } from "./reversals.ts";
import type { Scenario, Scenarios } from "./scenario.ts";
import { webhooks } from "./webhooks.ts";

const parts: readonly Scenarios[] = [records, postings, reversals, holds, webhooks];

/** Answered at the edge itself; all others need the database, also to know who asks. */
export const answeredAtTheEdge: readonly string[] = ["getHealth", "getContract"];

export interface Row {
  readonly operation: Operation;
  readonly cells: readonly { readonly code: ProblemCode; readonly scenario: Scenario }[];
  /** The codes with a scenario. service_unavailable has a house of its own. */
  readonly reached: readonly ProblemCode[];
}

export const table: readonly Row[] = operations.map((operation) => {
  const { operationId } = operation;
  const all = [genericRefusals(operation), ...parts.map((scenarios) => scenarios[operationId] ?? {})];
  const cells = all.flatMap((part) =>
    Object.entries(part).flatMap(([code, scenarios]) => scenarios.map((scenario) => ({ code: code as ProblemCode, scenario }))),
  );
  const outage: readonly ProblemCode[] = answeredAtTheEdge.includes(operationId) ? [] : ["service_unavailable"];
  return { operation, cells, reached: [...new Set([...cells.map(({ code }) => code), ...outage])] };
});

/** Operations of the scenarios that the contract does not know. */
export const strays: readonly string[] = parts
  .flatMap((scenarios) => Object.keys(scenarios))
  .filter((name) => !operations.some(({ operationId }) => operationId === name));
