// The edge's outermost layer, called with what no well-behaved client sends.
import { afterEach, beforeEach, expect, test, vi } from "vitest";

vi.mock("cloudflare:workers", () => ({ DurableObject: class {} }));
const { default: gateway } = await import("../../workers/gateway/src/index.ts");

let lines: unknown[];
beforeEach(() => {
  lines = [];
  vi.spyOn(console, "log").mockImplementation((line: string) => void lines.push(JSON.parse(line)));
});
afterEach(() => vi.restoreAllMocks());

test("an invalid URL, as from a malformed Host header, is a problem document with the security headers", async () => {
  const request = { url: "http://a b/v1/accounts", method: "GET", headers: new Headers() };
  const fetch = gateway.fetch as unknown as (request: object, env: object, context: object) => Promise<Response>;
  const context = { waitUntil: () => undefined };
  const response = await fetch(request, { ALLOWED_ORIGINS: "", VERSION: { id: "v1" } }, context);
  expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([400, "validation_failed"]);
  expect(response.headers.get("Strict-Transport-Security")).toContain("max-age");
  expect(lines).toEqual([
    expect.objectContaining({ operation: "unmatched", "http.response.status_code": 400, "error.type": "validation_failed", hops: [] }),
  ]);
});
