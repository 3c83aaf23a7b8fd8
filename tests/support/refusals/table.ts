// The table of refusals: every operation, with the scenarios of every code that it can answer with.
import type { ProblemCode } from "@ledge/shared/problem";
import { type Operation, operations } from "./contract.ts";
import { genericRefusals } from "./generic.ts";
import { holds } from "./holds.ts";
import { postings } from "./postings.ts";
import { exportRefusals } from "./exports.ts";
import { records } from "./records.ts";
import { reversals } from "./reversals.ts";
import type { Scenario, Scenarios } from "./scenario.ts";
import { webhooks } from "./webhooks.ts";

const parts: readonly Scenarios[] = [records, exportRefusals, postings, reversals, holds, webhooks];

/** Operations that the edge answers by itself. All others need the database, if only to authenticate. */
export const answeredAtTheEdge: readonly string[] = ["getHealth", "getContract"];
/** They need the database to authenticate alone: for as long as the edge knows the key, they answer without, and leave out what the database knows. */
export const ANSWERED_WHILE_KNOWN = ["getMetrics", "listRequests", "getRequest"] as const;

export interface Row {
  readonly operation: Operation;
  readonly cells: readonly { readonly code: ProblemCode; readonly scenario: Scenario }[];
  /** The codes with a scenario. service_unavailable is tested on a separate platform. */
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

/** Operations that have scenarios but are not in the contract. */
export const strays: readonly string[] = parts
  .flatMap((scenarios) => Object.keys(scenarios))
  .filter((name) => !operations.some(({ operationId }) => operationId === name));
