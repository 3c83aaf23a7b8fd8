// Which lane an operation is run on: nobody's lists hold all query lanes (law 32).
import { encodeId, newUuid } from "@ledge/shared/ids";
import { describe, expect, test } from "vitest";
import { laneNames, laneOf } from "../../core-service/src/lane/names.ts";
import { operations, type OperationName } from "../../core-service/src/lane/operations.ts";
import { laneNameOf } from "../../core-service/src/lane/routing.ts";

const counts = {
  ...{ POSTING_LANES: "2", COMMAND_LANES: "1", RECORD_LANES: "2", READ_LANES: "3" },
  ...{ QUERY_LANES: "2", STATEMENT_LANES: "1", WEBHOOK_LANES: "2" },
} as const;

/** The lanes of 200 requests for a list. */
function lanesOf(customerId: () => string | null): Set<string> {
  const lanes = new Set<string>();
  for (let asked = 0; asked < 200; asked += 1) {
    const call = {
      requestId: encodeId("request", newUuid()),
      traceId: "",
      principal: { id: newUuid(), keyId: newUuid(), scopes: [], customerId: customerId() },
    };
    lanes.add(laneNameOf(counts, "payments", "listTransfers", [call]));
  }
  return lanes;
}
const BOTH = new Set(["queries-0", "queries-1"]);

describe("the lists", () => {
  test("of one customer are on one query lane, whichever of its keys asks, and however often", () => {
    for (let customers = 0; customers < 20; customers += 1) {
      const customer = newUuid();
      expect(lanesOf(() => customer).size).toBe(1);
    }
  });

  test("of many customers are spread over all query lanes", () => {
    expect(lanesOf(newUuid)).toEqual(BOTH);
  });

  test("of the institution are spread over all query lanes", () => {
    expect(lanesOf(() => null)).toEqual(BOTH);
  });
});

test("every lane that anything is routed to is in the one list of lanes, and no other", () => {
  const routed = new Set<string>(["identity", "audit", "audit-reads", "events"]);
  for (let asked = 0; asked < 100; asked += 1) {
    for (const kind of ["posting", "commands", "reads"] as const) routed.add(laneOf(counts, kind, newUuid()));
    for (const name of Object.keys(operations) as OperationName[]) {
      const call = { requestId: newUuid(), principal: { customerId: null } };
      for (const domain of ["payments", "webhooks", "audit", "search"]) {
        for (const first of [call, { ...call, idempotency: {} }, newUuid()]) routed.add(laneNameOf(counts, domain, name, [first]));
      }
    }
  }
  expect([...routed].sort()).toEqual([...laneNames(counts)].sort());
});
