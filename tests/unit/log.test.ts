// The one way to the console writes a fixed set of names, ids and numbers; the error itself is printed on a developer's machine alone (law 28).
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { log } from "@ledge/shared/telemetry/log";
import type { LogEvent } from "@ledge/shared/telemetry/log-line";
import { transformSync } from "esbuild";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

beforeEach(() => {
  for (const method of ["log", "warn", "error"] as const) vi.spyOn(console, method).mockImplementation(() => undefined);
});
afterEach(() => void vi.restoreAllMocks());

const SOURCE = readFileSync(fileURLToPath(new URL("../../shared/src/telemetry/log.ts", import.meta.url)), "utf8");
const EVENT: LogEvent = { level: "error", service: "payments", operation: "serve", request_id: "req_1" };

test("a failure is logged as one line of names, without its message", () => {
  log({ ...EVENT, error: new TypeError("Ada Lovelace") });
  log({ ...EVENT, error: "Ada Lovelace" });
  log({ ...EVENT, error: undefined });
  expect(vi.mocked(console.error).mock.calls).toEqual([
    ['{"level":"error","service.name":"payments","operation":"serve","request_id":"req_1","error.type":"TypeError"}'],
    ['{"level":"error","service.name":"payments","operation":"serve","request_id":"req_1","error.type":"unknown"}'],
    ['{"level":"error","service.name":"payments","operation":"serve","request_id":"req_1","error.type":"unknown"}'],
  ]);
});

test.each([
  ["info", "log"],
  ["warn", "warn"],
  ["error", "error"],
] as const)("a line of level %s goes to console.%s, with its fields in one order", (level, method) => {
  log({ counts: { sent: 3, lag_ms: 7 }, positions: [5], sql_state: null, subject: "evt_1", ...EVENT, level });
  expect(vi.mocked(console[method]).mock.calls).toEqual([
    [
      `{"level":"${level}","service.name":"payments","operation":"serve","request_id":"req_1","subject":"evt_1",` +
        `"db.response.status_code":null,"positions":[5],"counts":{"sent":3,"lag_ms":7}}`,
    ],
  ]);
});

test("a property that is not a field of the log is not written", () => {
  const careless = { ...EVENT, name: "Ada", body: { iban: "DE02120300000000202051" } };
  log(careless);
  expect(vi.mocked(console.error).mock.calls).toEqual([
    ['{"level":"error","service.name":"payments","operation":"serve","request_id":"req_1"}'],
  ]);
});

test.each([
  "Ada Lovelace",
  "ada@example.com",
  "https://example.com/?key=1",
  '{"a":1}',
  "a\nb",
  "a\r",
  "a\u2028b",
  "a\u0000",
  "é",
  "a".repeat(129),
])("a value that is not a name (%j) is omitted, and the line is still written, as one", (value) => {
  const error = new Error("away");
  error.name = value;
  log({ ...EVENT, subject: value, error });
  expect(vi.mocked(console.error).mock.calls).toEqual([
    [
      '{"level":"error","service.name":"payments","operation":"serve","request_id":"req_1","subject":"unprintable","error.type":"unprintable"}',
    ],
  ]);
});

test.each([
  ["development", "true"],
  ["production", "false"],
])("in a bundle for %s the constant that decides about printing the error is %s", (environment, constant) => {
  const { code } = transformSync(SOURCE, { loader: "ts", define: { "process.env.NODE_ENV": JSON.stringify(environment) } });
  expect(code).toContain(`if ("error" in event && ${constant}) console.error(event.error)`);
});
