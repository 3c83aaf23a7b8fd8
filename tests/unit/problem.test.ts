// Problem documents: every refusal has a title, a status in range, and the headers that its status needs.
import { problem, type ProblemCode, problemResponseParts, problems } from "@ledge/shared/problem";
import { describe, expect, test } from "vitest";

const codes = Object.keys(problems) as ProblemCode[];
const REQUEST = "req_01jd2m8xk7e9vbt3q5w6y8z0ac";

/** The members of the body, and no others. */
const MEMBERS = ["code", "detail", "errors", "request_id", "status", "title", "type"];
/** Codes that clients know since the first contract and that must stay. */
const FIXED: readonly ProblemCode[] = [
  "insufficient_funds",
  "account_frozen",
  "account_closed",
  "account_not_found",
  "currency_mismatch",
  "same_account",
  "amount_not_positive",
  "amount_out_of_range",
  "unauthenticated",
  "forbidden",
  "not_found",
  "validation_failed",
  "idempotency_key_missing",
  "idempotency_key_invalid",
  "idempotency_key_reused",
  "idempotency_key_in_use",
  "service_unavailable",
];

describe("problems", () => {
  test.each(codes)("%s is a stable snake_case name with a title and an error status", (code) => {
    expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
    expect(problems[code].title).toMatch(/\S/);
    expect(problems[code].status).toBeGreaterThanOrEqual(400);
    expect(problems[code].status).toBeLessThan(600);
  });

  test("no two codes have the same title", () => {
    expect(new Set(codes.map((code) => problems[code].title)).size).toBe(codes.length);
  });

  test.each(FIXED)("%s, which clients rely on, exists", (code) => {
    expect(codes).toContain(code);
  });

  test.each(codes)("%s makes a document of RFC 9457 with the promised members", (code) => {
    const parts = problemResponseParts(problem(code, REQUEST));
    const body = JSON.parse(parts.body) as Record<string, unknown>;
    expect(Object.keys(body).sort()).toEqual(MEMBERS);
    expect(body).toMatchObject({ code, status: parts.status, request_id: REQUEST, type: `/errors#${code}`, errors: [] });
    expect(parts.status).toBe(problems[code].status);
    expect(parts.headers["Content-Type"]).toBe("application/problem+json");
    expect(parts.headers["Cache-Control"]).toBe("no-store");
  });

  test("those that allow a retry state the delay, and only those", () => {
    const retryable = codes.filter((code) => "Retry-After" in problemResponseParts(problem(code, REQUEST)).headers);
    expect(retryable.sort()).toEqual(["idempotency_key_in_use", "not_final_yet", "not_sealed_yet", "rate_limited", "service_unavailable"]);
    for (const code of retryable) expect(problemResponseParts(problem(code, REQUEST)).headers["Retry-After"]).toMatch(/^[1-9][0-9]*$/);
  });

  test("401 names the scheme, and nothing else does (RFC 9110, section 15.5.2)", () => {
    const challenged = codes.filter((code) => "WWW-Authenticate" in problemResponseParts(problem(code, REQUEST)).headers);
    expect(challenged).toEqual(["unauthenticated"]);
  });

  test("a code's title is its detail unless the case has its own", () => {
    expect(problem("not_found", REQUEST).detail).toBe(problems.not_found.title);
    expect(problem("not_found", REQUEST, "Gone.").detail).toBe("Gone.");
    expect(problem("validation_failed", REQUEST, undefined, [{ pointer: "/a", detail: "b" }]).errors).toEqual([
      { pointer: "/a", detail: "b" },
    ]);
  });
});
