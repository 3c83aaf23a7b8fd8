// Which web pages may call the API: cross-origin sharing (Fetch standard, "CORS protocol") for an explicit list of origins, empty unless an
// environment sets it. Never with a wildcard, never with credentials: a page sends its key itself, and no cookie authenticates it.
import type { Answer } from "@ledge/kit/answer";

/** Request headers that a page may send beyond the safelisted ones. */
const REQUEST_HEADERS = "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Last-Event-ID, traceparent";
/** Response headers that a page may read beyond the safelisted ones. */
const RESPONSE_HEADERS =
  "Content-Disposition, ETag, Idempotent-Replayed, Location, RateLimit, RateLimit-Policy, Request-Id, Retry-After, WWW-Authenticate";
/** The longest time that a browser caches a preflight (Chromium: two hours). An origin that is removed from the list loses access at once anyway. */
const PREFLIGHT_MAX_AGE_S = 7_200;

/**
 * The origins of a list such as `https://app.example.com https://admin.example.com`. Entries that are no origin as browsers write it (a
 * wildcard, `null`, a path or a slash at the end) are ignored.
 */
const originsIn = (list: string): readonly string[] =>
  list.split(/[\s,]+/).filter((entry) => URL.parse(entry)?.origin === entry && !entry.includes("*"));

/** The origin that a request comes from, if it is on the list. @internal A rule, tested as a table. */
export function allowedOrigin(request: Request, list: string): string | null {
  const origin = request.headers.get("Origin");
  return origin !== null && originsIn(list).includes(origin) ? origin : null;
}

/** Whether a request is a preflight for a page whose origin is on the list. */
export const isAllowedPreflight = (request: Request, list: string): boolean =>
  request.method === "OPTIONS" && request.headers.has("Access-Control-Request-Method") && allowedOrigin(request, list) !== null;

/** The answer to a preflight, before `share` adds its headers: 204, and the methods of the path. */
export const preflightAnswer = (methods: readonly string[]): Answer => ({
  status: 204,
  headers: { Allow: methods.join(", ") },
  body: null,
});

/** Allows the page to read the answer, if its origin is on the list. Changes `headers`. */
export function share(headers: Headers, request: Request, list: string): void {
  // For other origins too: a cache must not give an answer for one origin to another.
  if (originsIn(list).length > 0) headers.append("Vary", "Origin");
  const origin = allowedOrigin(request, list);
  if (origin === null) return;
  headers.set("Access-Control-Allow-Origin", origin);
  headers.set("Access-Control-Expose-Headers", RESPONSE_HEADERS);
  if (!isAllowedPreflight(request, list)) return;
  headers.set("Access-Control-Allow-Methods", headers.get("Allow") ?? "");
  headers.set("Access-Control-Allow-Headers", REQUEST_HEADERS);
  headers.set("Access-Control-Max-Age", String(PREFLIGHT_MAX_AGE_S));
}
