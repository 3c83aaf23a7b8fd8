// The headers of public responses (law 27): whatever an application answers, exactly these are present with exactly these values.
import { describe, expect, test } from "vitest";
import { answerOf } from "../../workers/gateway/src/answer-of.ts";
import { appOf } from "../../workers/gateway/src/apps.ts";
import { stamp } from "../../workers/gateway/src/headers.ts";

const app = appOf("api.ledge.test", "/v1/accounts");
const REQUEST = "req_01jd2m8xk7e9vbt3q5w6y8z0ac";

/** The headers of every response, literally: a change of one is a decision, and therefore a change of this table. */
const ALWAYS: Readonly<Record<string, string>> = {
  "content-security-policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
  "referrer-policy": "no-referrer",
  "request-id": REQUEST,
  "strict-transport-security": "max-age=63072000; includeSubDomains; preload",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

const HOSTILE: readonly [string, string][] = [
  ["Content-Security-Policy", "default-src * 'unsafe-inline'"],
  ["Content-Security-Policy-Report-Only", "default-src *"],
  ["Strict-Transport-Security", "max-age=0"],
  ["X-Frame-Options", "ALLOWALL"],
  ["X-Content-Type-Options", ""],
  ["Referrer-Policy", "unsafe-url"],
  ["Cross-Origin-Opener-Policy", "unsafe-none"],
  ["Cross-Origin-Resource-Policy", "cross-origin"],
  ["Permissions-Policy", "camera=*"],
  ["Request-Id", "forged"],
  ["Set-Cookie", "session=1; Domain=ledge.test"],
  ["Access-Control-Allow-Origin", "*"],
  ["Access-Control-Allow-Credentials", "true"],
  ["Clear-Site-Data", '"*"'],
  ["Refresh", "0; url=https://evil.test"],
  ["Link", "<https://evil.test>; rel=preload"],
  ["Server", "nginx/1.0"],
  ["X-Powered-By", "Hono"],
  ["Ledge-Outcome", "recorded"],
  ["Ledge-Call", "{}"],
  ["Service-Worker-Allowed", "/"],
  ["Alt-Svc", 'h3="evil.test:443"'],
  ["NEL", "{}"],
  ["Report-To", "{}"],
];

/** The public form of an application's response, as it comes by HTTP. */
const stamped = async (response: Response, method = "GET"): Promise<Response> => stamp(await answerOf(response), app, REQUEST, method);
const headersOf = async (response: Response): Promise<Record<string, string>> => Object.fromEntries((await stamped(response)).headers);

/** The law, for any way of setting the headers. */
function expectStamped(headers: Record<string, string>): void {
  expect(headers).toEqual({ ...ALWAYS, "cache-control": "no-store" });
}

describe("public responses", () => {
  test.each(HOSTILE)("an application can neither set nor weaken %s", async (name, value) => {
    expectStamped(await headersOf(new Response(null, { headers: { [name]: value } })));
    for (const spelling of [name, name.toLowerCase(), name.toUpperCase()]) {
      const answer = { status: 200, headers: { [spelling]: value }, body: null };
      expectStamped(Object.fromEntries(stamp(answer, app, REQUEST, "GET").headers));
    }
  });

  test("all hostile headers at once, repeated and in other cases, have no effect", async () => {
    const headers = new Headers();
    for (const [name, value] of HOSTILE) {
      headers.append(name.toLowerCase(), value);
      headers.append(name.toUpperCase(), value);
    }
    expectStamped(await headersOf(new Response(null, { headers })));
  });

  test("the law detects an implementation that adds to an application's headers instead of rebuilding them", () => {
    const headers = new Headers(HOSTILE as [string, string][]);
    for (const [name, value] of Object.entries(ALWAYS)) headers.set(name, value);
    expect(() => expectStamped(Object.fromEntries(headers))).toThrow();
  });

  test("the headers that an application may set pass", async () => {
    const said = {
      allow: "GET, HEAD",
      "cache-control": "public, max-age=300",
      "content-type": "application/json",
      etag: '"3"',
      "idempotent-replayed": "true",
      location: "/v1/transfers/trf_1",
      "retry-after": "1",
      vary: "Accept",
      "www-authenticate": "Bearer",
    };
    expect(await headersOf(new Response(null, { headers: said }))).toEqual({ ...ALWAYS, ...said });
  });

  test.each([200, 201, 204, 301, 304, 400, 401, 404, 418, 429, 500, 503, 599])(
    "a %i has them, with its status unchanged",
    async (status) => {
      const response = await stamped(new Response(null, { status }));
      expect(response.status).toBe(status);
      expectStamped(Object.fromEntries(response.headers));
    },
  );

  test("a body streams through unchanged, and HEAD has none", async () => {
    expect(await (await stamped(new Response("bytes"))).text()).toBe("bytes");
    expect((await stamped(new Response("bytes"), "HEAD")).body).toBeNull();
  });

  test("the body of an answer to HEAD is cancelled at its source", async () => {
    let isCancelled = false;
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(1)),
      cancel: () => void (isCancelled = true),
    });
    await stamped(new Response(endless), "HEAD");
    await new Promise(setImmediate);
    expect(isCancelled).toBe(true);
  });

  test("an answer that is not declared public is stored by no cache", async () => {
    expect((await headersOf(new Response("{}")))["cache-control"]).toBe("no-store");
  });

  test("an unknown host gets the strictest policy too", () => {
    for (const host of ["", "evil.test", "localhost:8787", "__proto__"]) expect(appOf(host, "/reference")).toBe(app);
  });

  test.each([
    ["docs.ledge.test", "docs"],
    ["docs.localhost:8787", "docs"],
    ["pr-7.docs.ledge.test", "docs"],
    ["log.ledge.test", "log"],
    ["log.localhost:8787", "log"],
    ["pr-7.log.ledge.test", "log"],
    ["catalog.ledge.test", "api"],
    ["pr-7.api.ledge.test", "api"],
    ["evil.docs.ledge.test", "api"],
    ["docsledge.test", "api"],
  ])("%s is the %s", (host, name) => {
    expect(appOf(host, "/").name).toBe(name);
  });
});
