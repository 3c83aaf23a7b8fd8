// The trace of a request: its client's, by W3C Trace Context, or one of its own.
import { describe, expect, test } from "vitest";
import { traceIdOf } from "../../workers/gateway/src/trace.ts";

const REQUEST = "req_01jd2m8xk7e9vbt3q5w6y8z0ac";
const OWN = traceIdOf(null, REQUEST);
const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

describe("the trace of a request", () => {
  test("is its own without a header: 32 hex digits that the request's id tells", () => {
    expect(OWN).toMatch(/^[0-9a-f]{32}$/);
    expect(traceIdOf(null, REQUEST)).toBe(OWN);
  });

  test.each([
    ["as the specification has it", `00-${TRACE}-00f067aa0ba902b7-01`, TRACE],
    ["of a later version, which may say more", `01-${TRACE}-00f067aa0ba902b7-01-more`, TRACE],
    ["of the first version, which says no more", `00-${TRACE}-00f067aa0ba902b7-01-more`, OWN],
    ["of a version that cannot be", `ff-${TRACE}-00f067aa0ba902b7-01`, OWN],
    ["with a trace of zeros", `00-${"0".repeat(32)}-00f067aa0ba902b7-01`, OWN],
    ["with a parent of zeros", `00-${TRACE}-${"0".repeat(16)}-01`, OWN],
    ["in capitals", `00-${TRACE.toUpperCase()}-00f067aa0ba902b7-01`, OWN],
    ["cut short", `00-${TRACE}-00f067aa0ba902b7`, OWN],
    ["with something before it", ` x00-${TRACE}-00f067aa0ba902b7-01`, OWN],
    ["that is none", "'; DROP TABLE", OWN],
  ])("is the header's, or its own: a header %s", (_what, header, trace) => {
    expect(traceIdOf(header, REQUEST)).toBe(trace);
  });
});
