// The headers of every public response (law 27). The response is rebuilt from what an application may say, so that it can
// neither strip a security header nor add one of its own.
import type { App } from "./apps.ts";

/** What an application may say. Anything else (cookies, its own CSP, server banners, internal markers) ends here. */
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

/** Two years, as the preload list asks (RFC 6797, section 6.1). */
const HSTS = "max-age=63072000; includeSubDomains; preload";

/** What every response carries, whoever made it. */
const OURS: Readonly<Record<string, string>> = {
  "Strict-Transport-Security": HSTS,
  "X-Frame-Options": "DENY",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
};

/** The public form of an application's response. */
export function stamp(response: Response, app: App, requestId: string, method: string): Response {
  // A plain object, which the runtime takes in one call: a Headers that is set line by line is a tenth of the gateway's time.
  // What is not said to be public is data: no cache may keep it.
  const headers: Record<string, string> = { "Cache-Control": "no-store" };
  for (const name of FROM_APPLICATION) {
    const value = response.headers.get(name);
    if (value !== null) headers[name] = value;
  }
  // Ours come last: no application's word stands against them.
  Object.assign(headers, OURS, { "Request-Id": requestId, "Content-Security-Policy": app.contentSecurityPolicy });
  // HEAD asks for no body: one that is made as it is read (a statement) must not wait for a reader that never comes.
  if (method === "HEAD") void response.body?.cancel().catch(() => undefined);
  const body = method === "HEAD" ? null : response.body;
  return new Response(body, { status: response.status, headers });
}
