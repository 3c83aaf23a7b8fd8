// Which web pages may call the API: cross-origin sharing (Fetch standard, "CORS protocol") for an explicit list of origins, empty unless an
// environment says otherwise. Never with a wildcard, never with credentials: a page sends its key itself, and no cookie says who it is.

/** What a page may say to the API beyond the safelisted headers. */
const REQUEST_HEADERS = "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Last-Event-ID, traceparent";
/** What a page may read of an answer beyond the safelisted headers. */
const RESPONSE_HEADERS = "Content-Disposition, ETag, Idempotent-Replayed, Location, Request-Id, Retry-After, WWW-Authenticate";
/** As long as any browser keeps it (Chromium: two hours); an origin that is taken off the list is refused by the answer itself. */
const PREFLIGHT_MAX_AGE_S = 7_200;

/**
 * The origins of a list such as `https://app.example.com https://admin.example.com`. What is no origin as browsers write it (a
 * wildcard, `null`, a path or a slash at the end) is none.
 */
const originsIn = (list: string): readonly string[] =>
  list.split(/[\s,]+/).filter((entry) => URL.parse(entry)?.origin === entry && !entry.includes("*"));

/** The origin that a request comes from, if it is on the list. */
export function allowedOrigin(request: Request, list: string): string | null {
  const origin = request.headers.get("Origin");
  return origin !== null && originsIn(list).includes(origin) ? origin : null;
}

/** Whether a browser asks, on behalf of a page that may call, what it may send. */
export const isAllowedPreflight = (request: Request, list: string): boolean =>
  request.method === "OPTIONS" && request.headers.has("Access-Control-Request-Method") && allowedOrigin(request, list) !== null;

/** What a preflight is answered, before its headers: 204, and the methods of the path. */
export const preflightAnswer = (methods: readonly string[]): Response =>
  new Response(null, { status: 204, headers: { Allow: methods.join(", ") } });

/** Lets the page that asks read the answer, if its origin is on the list. Changes `headers`. */
export function share(headers: Headers, request: Request, list: string): void {
  // Said to everybody else too: a cache must not give one page's answer to another's.
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
