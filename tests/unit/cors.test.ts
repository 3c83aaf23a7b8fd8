// CORS (Fetch standard, "CORS protocol"): the pages of the list may call the API, and no wildcard exists.
import { describe, expect, test } from "vitest";
import { allowedOrigin, isAllowedPreflight, share } from "../../workers/gateway/src/cors.ts";

const LIST = "https://app.example.com, https://admin.example.com:8443\n http://127.0.0.1:5173";
const from = (origin: string | null, method = "GET", headers: Record<string, string> = {}): Request =>
  new Request("https://api.example.com/v1/transfers", { method, headers: { ...headers, ...(origin !== null && { Origin: origin }) } });
const shared = (request: Request, list: string, own: Record<string, string> = {}): Record<string, string> => {
  const headers = new Headers(own);
  share(headers, request, list);
  return Object.fromEntries(headers);
};

describe("an origin", () => {
  test.each(["https://app.example.com", "https://admin.example.com:8443", "http://127.0.0.1:5173"])("%s is on the list", (origin) => {
    expect(allowedOrigin(from(origin), LIST)).toBe(origin);
  });

  test.each([
    "https://app.example.com.evil.test",
    "https://evil.test/https://app.example.com",
    "http://app.example.com",
    "https://app.example.com:443",
    "https://APP.example.com",
    "https://admin.example.com",
    "null",
    "*",
    "",
    null,
  ])("%j is not", (origin) => {
    expect(allowedOrigin(from(origin), LIST)).toBeNull();
  });

  test.each(["*", "null", "https://app.example.com/", "https://*.example.com", "app.example.com", ""])(
    "the list %j admits no page",
    (list) => {
      for (const origin of ["https://app.example.com", "null", "*", list]) expect(allowedOrigin(from(origin), list)).toBeNull();
    },
  );
});

describe("an answer", () => {
  test("allows a page of the list to read, and never to send credentials", () => {
    const headers = shared(from("https://app.example.com"), LIST);
    expect(headers).toEqual({
      "access-control-allow-origin": "https://app.example.com",
      "access-control-expose-headers":
        "Content-Disposition, ETag, Idempotent-Replayed, Location, RateLimit, RateLimit-Policy, Request-Id, Retry-After, WWW-Authenticate",
      vary: "Origin",
    });
  });

  test("varies by origin for every request once there is a list, and keeps the other values of Vary", () => {
    expect(shared(from(null), LIST, { Vary: "Accept" })).toEqual({ vary: "Accept, Origin" });
    expect(shared(from("https://evil.test"), LIST)).toEqual({ vary: "Origin" });
    expect(shared(from("https://app.example.com"), "")).toEqual({});
  });
});

describe("a preflight", () => {
  const asks = { "Access-Control-Request-Method": "POST" };

  test("of a page on the list is answered with methods, headers and a lifetime", () => {
    const request = from("https://app.example.com", "OPTIONS", asks);
    expect(isAllowedPreflight(request, LIST)).toBe(true);
    expect(shared(request, LIST, { Allow: "GET, HEAD, POST" })).toMatchObject({
      "access-control-allow-methods": "GET, HEAD, POST",
      "access-control-allow-headers": "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Last-Event-ID, traceparent",
      "access-control-max-age": "7200",
    });
  });

  test.each([
    ["the preflight of another page", from("https://evil.test", "OPTIONS", asks)],
    ["a preflight without a method", from("https://app.example.com", "OPTIONS")],
    ["any other request", from("https://app.example.com", "POST", asks)],
  ])("%s is not a preflight", (_what, request) => {
    expect(isAllowedPreflight(request, LIST)).toBe(false);
    expect(shared(request, LIST)).not.toHaveProperty("access-control-allow-methods");
  });
});
