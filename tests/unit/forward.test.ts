// What the gateway notes of an application that fails: a Worker that is ended, or does not start, brings no hop, and must be seen all the same.
import { addHops, takeHops } from "@ledge/shared/telemetry/hops";
import { afterEach, expect, test, vi } from "vitest";
import { forward, type Forwarded } from "../../workers/gateway/src/forward.ts";
import { unconditional } from "../support/unconditional.ts";

afterEach(() => vi.restoreAllMocks());

const FORWARDED: Forwarded = {
  service: "payments",
  method: "GET",
  request: {
    operationId: "getTransfer",
    pathname: "/v1/transfers/trf_1",
    search: "",
    call: { requestId: "req_1", traceId: "", principal: null, idempotency: null, backdatingDays: null, precondition: unconditional },
    ...{ accept: null, lastEventId: null, versionOverrides: null, body: null },
  } as unknown as Forwarded["request"],
  mayStream: false,
};

async function failing(error: Error) {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  const env = { PAYMENTS: { serve: () => Promise.reject(error) } } as unknown as Parameters<typeof forward>[0];
  const { answer, hops } = takeHops(await forward(env, FORWARDED));
  return {
    status: answer.status,
    hops: hops.map(({ service, operation, version, outcome }) => [service, operation, version, outcome].join(" ")),
  };
}

test("an application that fails without a word is a hop of its service, of a version that nobody knows", async () => {
  expect(await failing(new TypeError("the Worker exceeded its limit"))).toEqual({
    status: 503,
    hops: ["payments getTransfer unknown TypeError"],
  });
});

test("one that says what it did is the hops that it brings", async () => {
  const hop = { service: "payments", operation: "getTransfer", version: "v2", duration_ms: 3, outcome: "Outage" };
  expect((await failing(addHops(new Error("away"), [hop]) as Error)).hops).toEqual(["payments getTransfer v2 Outage"]);
});
