// A dispatcher's loop (law 21): it sends the deliveries of one endpoint in the order of the feed, one after the other, and none past a failed one.
import type { AttemptReport, DueDelivery } from "@ledge/shared/contracts/webhooks";
import { describe, expect, test } from "vitest";
import type { AttemptOutcome } from "../../workers/webhooks/src/delivery/exchange.ts";
import { dispatch, type DispatchPorts } from "../../workers/webhooks/src/dispatch/dispatch.ts";

const endpoint = { id: "whe_1", url: "https://example.com/", signature: "v1", secrets: [{ version: 1, key: "0123abcd" }] } as const;
const answered = (status: number, kind: AttemptOutcome["kind"]): AttemptOutcome => ({
  ...{ kind, status, durationMs: 3, firstBytes: "x", retryAfterMs: null },
  failure: kind === "delivered" ? null : "status",
});
const OK = answered(200, "delivered");
const ERROR = answered(500, "failed");

/** An endpoint's pending deliveries in memory. Each attempt answers as scripted, by default 200, and takes a second. */
function dispatchFixture(count: number, answers: Readonly<Record<string, AttemptOutcome>> = {}) {
  const state = {
    /** How many times the catch-up first reports that one step was done. */
    steps: 0,
    pending: Array.from({ length: count }, (_, index): DueDelivery => ({
      id: `d${index + 1}`,
      eventId: `e${index + 1}`,
      payload: "{}",
      failedAttempts: 0,
      failingForMs: 0,
    })),
    waiting: false,
    sent: [] as string[],
    reports: [] as (readonly AttemptReport[])[],
    nowMs: 0,
  };
  const ports: DispatchPorts = {
    async due(limit) {
      if (state.waiting) return { kind: "wait", waitMs: 5_000 };
      if (state.steps > 0) {
        state.steps -= 1;
        state.nowMs += 1_000;
        return { kind: "again" };
      }
      return state.pending.length === 0 ? { kind: "nothing" } : { kind: "due", endpoint, deliveries: state.pending.slice(0, limit) };
    },
    async report(reports) {
      state.reports.push(reports);
      for (const { deliveryId, outcome } of reports) {
        if (outcome.kind === "retry") state.waiting = true;
        else state.pending = outcome.kind === "disable" ? [] : state.pending.filter(({ id }) => id !== deliveryId);
      }
    },
    async attempt(_endpoint, { id }) {
      state.nowMs += 1_000;
      state.sent.push(id);
      return answers[id] ?? OK;
    },
    random: () => 0.5,
    nowMs: () => state.nowMs,
  };
  return { state, ports };
}

describe("a dispatcher", () => {
  test("sends due deliveries in order, reports them, and waits to be woken", async () => {
    const { state, ports } = dispatchFixture(45);
    expect(await dispatch(ports)).toBeNull();
    expect(state.sent).toEqual(Array.from({ length: 45 }, (_, index) => `d${index + 1}`));
    expect(state.reports.map((reports) => reports.length)).toEqual([20, 20, 5]);
    expect(state.reports.flat().every(({ outcome }) => outcome.kind === "delivered")).toBe(true);
  });

  test("sends nothing past a failed delivery, and continues when its retry is due", async () => {
    const { state, ports } = dispatchFixture(5, { d3: ERROR });
    expect(await dispatch(ports)).toBe(5_000);
    expect(state.sent).toEqual(["d1", "d2", "d3"]);
    expect(state.reports.flat().map(({ outcome }) => outcome)).toEqual([
      { kind: "delivered" },
      { kind: "delivered" },
      { kind: "retry", delayMs: 5_000 },
    ]);
  });

  test("sends nothing for a delivery whose event cannot be shown, reports it, and continues with the next", async () => {
    const { state, ports } = dispatchFixture(3);
    state.pending = state.pending.map((delivery) => (delivery.id === "d2" ? { ...delivery, payload: null } : delivery));
    expect(await dispatch(ports)).toBeNull();
    expect(state.sent).toEqual(["d1", "d3"]);
    expect(state.reports.flat().map(({ outcome, failure }) => [outcome.kind, failure])).toEqual([
      ["delivered", null],
      ["unreadable", "unreadable"],
      ["delivered", null],
    ]);
  });

  test("gives up at 410 at once, and when the schedule has ended", async () => {
    const gone = dispatchFixture(2, { d1: answered(410, "gone") });
    await dispatch(gone.ports);
    expect(gone.state.reports).toMatchObject([[{ outcome: { kind: "disable", reason: "gone" }, status: 410 }]]);
    const failing = dispatchFixture(2, { d1: ERROR });
    failing.state.pending = failing.state.pending.map((delivery) => ({ ...delivery, failedAttempts: 1_000 }));
    await dispatch(failing.ports);
    expect(failing.state.reports).toMatchObject([[{ outcome: { kind: "disable", reason: "failing" } }]]);
    expect([gone.state.sent, failing.state.sent]).toEqual([["d1"], ["d1"]]);
  });

  test("waits as long as the endpoint's Retry-After", async () => {
    const { state, ports } = dispatchFixture(1, { d1: { ...ERROR, retryAfterMs: 120_000 } });
    await dispatch(ports);
    expect(state.reports.flat()).toMatchObject([{ outcome: { kind: "retry", delayMs: 120_000 } }]);
  });

  test("continues while the endpoint's missed events are queued, sends them, and still ends its turn in time", async () => {
    const behind = dispatchFixture(2);
    behind.state.steps = 3;
    expect(await dispatch(behind.ports)).toBeNull();
    expect(behind.state.sent).toEqual(["d1", "d2"]);
    const far = dispatchFixture(2);
    far.state.steps = 1_000;
    expect(await dispatch(far.ports)).toBe(0);
    expect([far.state.steps, far.state.sent]).toEqual([940, []]);
  });

  test("ends its turn after a minute with its results reported, and continues at once", async () => {
    const { state, ports } = dispatchFixture(1_000);
    expect(await dispatch(ports)).toBe(0);
    expect(state.sent.length).toBe(60);
    expect(state.reports.flat().length).toBe(60);
  });

  test("repeats, in the same order, the deliveries that it could not report", async () => {
    const { state, ports } = dispatchFixture(3);
    const report = ports.report.bind(ports);
    await expect(dispatch({ ...ports, report: async () => Promise.reject(new Error("away")) })).rejects.toThrow("away");
    await dispatch({ ...ports, report });
    expect(state.sent).toEqual(["d1", "d2", "d3", "d1", "d2", "d3"]);
  });
});
