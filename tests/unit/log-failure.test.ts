// What is logged of a failure: names everywhere, the error itself on a developer's machine alone (law 28).
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { logFailure } from "@ledge/shared/log-failure";
import { transformSync } from "esbuild";
import { afterEach, expect, test, vi } from "vitest";

afterEach(() => void vi.restoreAllMocks());

const SOURCE = readFileSync(fileURLToPath(new URL("../../shared/src/log-failure.ts", import.meta.url)), "utf8");

test("a failure is logged as one line of names, and its message is not in it", () => {
  const error = vi.spyOn(console, "error").mockImplementation(() => undefined);
  logFailure({ service: "payments", request_id: "req_1" }, new TypeError("Ada Lovelace"));
  logFailure({ service: "payments", request_id: "req_1" }, "Ada Lovelace");
  expect(error.mock.calls).toEqual([
    ['{"level":"error","service":"payments","request_id":"req_1","error":"TypeError"}'],
    ['{"level":"error","service":"payments","request_id":"req_1","error":"unknown"}'],
  ]);
});

test.each([
  ["development", "true"],
  ["production", "false"],
])("in a bundle for %s whether the error itself is printed is the constant %s", (environment, constant) => {
  const { code } = transformSync(SOURCE, { loader: "ts", define: { "process.env.NODE_ENV": JSON.stringify(environment) } });
  expect(code).toContain(`if (${constant}) console.error(error)`);
});
