// Background work writes one line for each run, whatever becomes of it, and goes on to fail as it did.
import { background } from "@ledge/shared/telemetry/background";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

let lines: object[];
beforeEach(() => {
  lines = [];
  for (const level of ["log", "warn", "error"] as const)
    vi.spyOn(console, level).mockImplementation((line: string) => void lines.push(JSON.parse(line) as object));
});
afterEach(() => vi.restoreAllMocks());

const WHO = { service: "core", operation: "relay", version: "v1" };
/** Of a trace of its own. */
const TRACE = { trace_id: expect.stringMatching(/^[0-9a-f]{32}$/), span_id: expect.stringMatching(/^[0-9a-f]{16}$/) };
const clock = (): (() => number) => {
  let nowMs = 0;
  return () => (nowMs += 7);
};

test("a run that ends well has one line, with what it noted", async () => {
  const done = await background(
    WHO,
    async (notes) => {
      notes.counts = { sent: 2 };
      return "done";
    },
    undefined,
    clock(),
  );
  expect(done).toBe("done");
  expect(lines).toEqual([
    { level: "info", "service.name": "core", "service.version": "v1", operation: "relay", ...TRACE, counts: { sent: 2 }, duration_ms: 7 },
  ]);
});

test("a run that fails has one line, of an error, with what it noted before, and fails", async () => {
  const error = new RangeError("Ada Lovelace");
  const run = background(
    WHO,
    async (notes) => {
      notes.level = "warn";
      notes.counts = { sent: 1 };
      throw error;
    },
    () => ({ sql_state: "57P01" }),
    clock(),
  );
  await expect(run).rejects.toBe(error);
  expect(lines).toEqual([
    {
      level: "error",
      "service.name": "core",
      "service.version": "v1",
      operation: "relay",
      ...TRACE,
      "error.type": "RangeError",
      "db.response.status_code": "57P01",
      counts: { sent: 1 },
      duration_ms: 7,
    },
  ]);
});

test("a run that a message caused goes on in the trace of whoever sent it, with links to the requests", async () => {
  const [traceId, spanId] = ["4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"];
  const links = [{ trace_id: traceId, span_id: spanId }];
  await background(WHO, async (notes) => void Object.assign(notes, { trace_id: traceId, parent_span_id: spanId, links }));
  expect(lines).toEqual([expect.objectContaining({ trace_id: traceId, parent_span_id: spanId, links })]);
});
