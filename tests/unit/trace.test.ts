// The trace of a request: the client's by W3C Trace Context, or a new one.
import { describe, expect, test } from "vitest";
import { traceOf } from "../../workers/gateway/src/trace.ts";

const REQUEST = "req_01jd2m8xk7e9vbt3q5w6y8z0ac";
const traceIdOf = (header: string | null, requestId: string): string => traceOf(header, requestId).traceId;
const OWN = traceIdOf(null, REQUEST);
const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

describe("the trace of a request", () => {
  test("is new without a header: 32 hex digits that follow from the request's id", () => {
    expect(OWN).toMatch(/^[0-9a-f]{32}$/);
    expect(traceIdOf(null, REQUEST)).toBe(OWN);
  });

  test.each([
    ["by the specification", `00-${TRACE}-00f067aa0ba902b7-01`, TRACE],
    ["of a later version, which may have more fields", `01-${TRACE}-00f067aa0ba902b7-01-more`, TRACE],
    ["of the first version with more fields", `00-${TRACE}-00f067aa0ba902b7-01-more`, OWN],
    ["of an invalid version", `ff-${TRACE}-00f067aa0ba902b7-01`, OWN],
    ["with a trace of zeros", `00-${"0".repeat(32)}-00f067aa0ba902b7-01`, OWN],
    ["with a parent of zeros", `00-${TRACE}-${"0".repeat(16)}-01`, OWN],
    ["in capitals", `00-${TRACE.toUpperCase()}-00f067aa0ba902b7-01`, OWN],
    ["cut short", `00-${TRACE}-00f067aa0ba902b7`, OWN],
    ["with a prefix", ` x00-${TRACE}-00f067aa0ba902b7-01`, OWN],
    ["that is malformed", "'; DROP TABLE", OWN],
  ])("is the header's or new: a header %s", (_what, header, trace) => {
    expect(traceOf(header, REQUEST)).toEqual({ traceId: trace, parentSpanId: trace === OWN ? null : "00f067aa0ba902b7" });
  });
});
