// The headers of every public response (law 27). The response is rebuilt from the headers that an application may set, so that an application
// can neither remove a security header nor add one.
import type { Answer } from "@ledge/kit/answer";
import type { App } from "./apps.ts";

/** The response headers that an application may set. All others (cookies, its own CSP, server banners, internal headers) are dropped. */
export const FROM_APPLICATION = [
  "Accept-Encoding",
  "Allow",
  "Cache-Control",
  "Content-Disposition",
  "Content-Type",
  "ETag",
  "Idempotent-Replayed",
  "Location",
  "Retry-After",
  "Vary",
  "WWW-Authenticate",
];

/** What the gateway itself says of the rate of a caller. */
const OF_RATES = ["RateLimit", "RateLimit-Policy"];

/** Two years, as the preload list asks (RFC 6797, section 6.1). */
const HSTS = "max-age=63072000; includeSubDomains; preload";

/** The headers that every response gets. */
const OURS: Readonly<Record<string, string>> = {
  "Strict-Transport-Security": HSTS,
  "X-Frame-Options": "DENY",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
};

/** The public form of an application's answer. */
export function stamp(answer: Answer, app: App, requestId: string, method: string): Response {
  // A plain object, which the runtime takes in one call: setting Headers one by one took a tenth of the gateway's time.
  // A response without Cache-Control may hold customers' data: no cache may store it.
  const headers: Record<string, string> = { "Cache-Control": "no-store" };
  for (const name of [...FROM_APPLICATION, ...OF_RATES]) {
    const value = answer.headers[name];
    if (value !== undefined) headers[name] = value;
  }
  // Last, so that they override an application's headers.
  Object.assign(headers, OURS, { "Request-Id": requestId, "Content-Security-Policy": app.contentSecurityPolicy });
  const { body } = answer;
  if (method !== "HEAD") return new Response(body, { status: answer.status, headers });
  cancel(answer);
  return new Response(null, { status: answer.status, headers });
}

/** Ends a body that nobody will read: a streamed one (a statement) would wait for a reader for ever. */
export function cancel({ body }: Answer): void {
  if (body instanceof ReadableStream) void body.cancel().catch(() => undefined);
}
