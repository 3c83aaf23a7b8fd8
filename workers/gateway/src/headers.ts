// The headers of every public response (promise 7). The response is rebuilt from what an application may say, so that it can
// neither strip a security header nor add one of its own.
import type { App } from "./apps.ts";

/** What an application may say. Anything else (cookies, its own CSP, server banners, internal markers) ends here. */
const FROM_APPLICATION = [
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

/** The public form of an application's response. */
export function stamp(response: Response, app: App, requestId: string, method: string): Response {
  const headers = new Headers();
  for (const name of FROM_APPLICATION) {
    const value = response.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  // What is not said to be public is data: no cache may keep it.
  if (!headers.has("Cache-Control")) headers.set("Cache-Control", "no-store");
  headers.set("Request-Id", requestId);
  headers.set("Strict-Transport-Security", HSTS);
  headers.set("Content-Security-Policy", app.contentSecurityPolicy);
  headers.set("X-Frame-Options", "DENY");
  headers.set("X-Content-Type-Options", "nosniff");
  headers.set("Referrer-Policy", "no-referrer");
  headers.set("Cross-Origin-Opener-Policy", "same-origin");
  headers.set("Cross-Origin-Resource-Policy", "same-origin");
  headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
  // HEAD asks for no body: one that is made as it is read (a statement) must not wait for a reader that never comes.
  if (method === "HEAD") void response.body?.cancel().catch(() => undefined);
  const body = method === "HEAD" ? null : response.body;
  return new Response(body, { status: response.status, headers });
}
