// The docs' host, through the gateway: public pages with their headers, no API on this host, no docs on the API's host, and a page for the `type` of
// every refusal.
import contract from "@ledge/openapi/ledge.v1.json" with { type: "json" };
import { problems } from "@ledge/shared/problem";
import { codesOf, type Contract, forReference } from "@ledge/dev/docs/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { headerFaults } from "@ledge/cli/smoke/security-headers";
import { DOCS_URL, type Ledge, startLedge } from "../support/ledge.ts";
import { requestHost } from "../support/request-host.ts";

const PAGES = ["/", "/guides/first-transfer", "/guides/client", "/errors", "/reference"];
let ledge: Ledge;

beforeAll(async () => void (ledge = await startLedge()));
afterAll(async () => await ledge.close());

/** A browser's request to the docs: the same address with another Host. */
async function visit(
  method: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ status: number; headers: Headers; text: string }> {
  const page = await requestHost(ledge.url, new URL(DOCS_URL).host, method, path, headers);
  return { status: page.status, headers: page.headers, text: await page.text() };
}

const ids = (html: string): string[] => [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id as string);

describe("the docs", () => {
  test.each(PAGES)("%s is a page that may be cached for minutes, with the security headers and an ETag that answers 304", async (path) => {
    const page = await visit("GET", path);
    expect([page.status, page.headers.get("Content-Type")]).toEqual([200, "text/html; charset=utf-8"]);
    expect(page.headers.get("Cache-Control")).toBe("public, max-age=300");
    expect(headerFaults(page.headers)).toEqual([]);
    const etag = page.headers.get("ETag") as string;
    expect((await visit("GET", path, { "If-None-Match": etag })).status).toBe(304);
    const head = await visit("HEAD", path);
    expect([head.status, head.text, head.headers.get("ETag")]).toEqual([200, "", etag]);
  });

  test("a page may run scripts of its own origin and connect to no other; only the reference may style itself", async () => {
    const own = "script-src 'self'; connect-src 'self'";
    for (const path of PAGES) {
      const policy = (await visit("GET", path)).headers.get("Content-Security-Policy") as string;
      expect(policy).toMatch(/^default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; style-src 'self'; /);
      expect([path, policy.includes(own), policy.includes("style-src-elem")]).toEqual([path, true, path === "/reference"]);
      expect([path, /script-src(?! 'self';)|unsafe-eval|script-src[^;]*unsafe/.test(policy)]).toEqual([path, false]);
    }
  });

  test("everything that a page loads exists on its own origin, under a name that contains its digest, and may be cached for good", async () => {
    const loaded = new Set<string>();
    for (const path of PAGES) {
      const { text } = await visit("GET", path);
      for (const [, url] of text.matchAll(/<(?:script|link)[^>]* (?:src|href)="([^"]+)"/g)) loaded.add(url as string);
      for (const [, url] of text.matchAll(/ data-index="([^"]+)"/g)) loaded.add(url as string);
    }
    const script = [...loaded].find((url) => url.includes("reference")) as string;
    loaded.add(/"url":"([^"]+)"/.exec((await visit("GET", script)).text.slice(-2_000))?.[1] as string);
    expect([...loaded].map((url) => url.replace(/-[0-9a-f]{16}/, "")).sort()).toEqual([
      "/assets/docs.js",
      "/assets/icon.svg",
      "/assets/reference.js",
      "/assets/reference.json",
      "/assets/search.json",
      "/assets/style.css",
    ]);
    for (const url of loaded) {
      const file = await visit("GET", url);
      expect([url, file.status, file.headers.get("Cache-Control")]).toEqual([url, 200, "public, max-age=31536000, immutable"]);
      expect(headerFaults(file.headers)).toEqual([]);
    }
    const served = await visit("GET", [...loaded].find((url) => url.includes("reference-") && url.endsWith(".json")) as string);
    expect(JSON.parse(served.text)).toEqual(forReference(contract as unknown as Contract));
  });

  test("the reference shows the contract, with short titles and scopes, and changes nothing else in it", () => {
    const [whole, shown] = [contract as unknown as Contract, forReference(contract as unknown as Contract)];
    const operation = shown.paths["/v1/webhook-endpoints/{id}/rotate-secret"]?.["post"];
    expect(operation?.summary).toBe("Rotate webhook secret");
    expect(operation?.description).toContain("Scopes: `webhooks:write` and `events:read`.");
    const titles = Object.values(shown.paths).flatMap((methods) => Object.values(methods).map(({ summary }) => summary));
    expect(titles.filter((title) => title.length > 30)).toEqual([]);
    const bare = ({ info: _info, paths, ...rest }: Contract) => ({
      rest,
      paths: Object.values(paths).flatMap((methods) => Object.values(methods).map(({ summary: _s, description: _d, ...same }) => same)),
    });
    expect(bare(shown)).toEqual(bare(whole));
  });

  test("an unknown path is a page that says so, and no folder lists its files", async () => {
    for (const path of ["/nowhere", "/assets/", "/assets", "/guides", "/guides/", "/assets/style.css", "/.assetsignore", "/%2e%2e/etc"]) {
      const answer = await visit("GET", path);
      expect([path, answer.status, answer.headers.get("Cache-Control")]).toEqual([path, 404, "no-store"]);
      expect(answer.text).toContain("There is no such page");
      expect(headerFaults(answer.headers)).toEqual([]);
    }
  });

  test("a page has one address, and its other spellings redirect to it", async () => {
    for (const [path, to] of [
      ["/errors/", "/errors"],
      ["/errors.html", "/errors"],
      ["/index.html", "/"],
    ] as const) {
      const answer = await visit("GET", path);
      expect([answer.status, answer.headers.get("Location")]).toEqual([307, to]);
    }
  });

  test("no write is accepted on the docs' host", async () => {
    const answer = await visit("POST", "/errors");
    expect([answer.status, JSON.parse(answer.text).code, answer.headers.get("Allow")]).toEqual([405, "method_not_allowed", "GET, HEAD"]);
  });

  test("the API is not on the docs' host, and the docs are not on the API's host", async () => {
    for (const path of ["/v1/accounts", "/healthz", "/readyz", "/openapi.json"])
      expect([path, (await visit("GET", path)).status]).toEqual([path, 404]);
    for (const path of ["/", "/errors", "/reference"])
      expect([path, (await ledge.request("GET", path)).json.code]).toEqual([path, "not_found"]);
  });

  test("every caller but the gateway is refused", async () => {
    expect((await ledge.harness.getWorker("ledge-docs").fetch("https://x/errors")).status).toBe(403);
  });
});

describe("a problem's type", () => {
  test("of a real refusal leads to the explanation of its code", async () => {
    const refused = await ledge.request("GET", "/v1/accounts", { token: null });
    expect(refused.json).toMatchObject({ code: "unauthenticated", type: `${DOCS_URL}/errors#unauthenticated` });
    const { pathname, hash } = new URL(refused.json.type);
    const page = await visit("GET", pathname);
    expect([page.status, ids(page.text)]).toEqual([200, expect.arrayContaining([hash.slice(1)])]);
    expect(page.text).toContain("The request carries no valid credentials.");
  });

  test("has exactly one anchor for every code of the platform and of the contract", async () => {
    const anchors = ids((await visit("GET", "/errors")).text);
    const whole = contract as unknown as Contract;
    const operations = Object.values(whole.paths).flatMap((methods) => Object.values(methods));
    const declared = operations.flatMap((operation) => codesOf(whole, operation));
    expect(new Set(declared).size).toBeGreaterThan(30);
    const codes = new Set([...declared, ...Object.keys(problems)]);
    expect([...codes].filter((code) => anchors.filter((anchor) => anchor === code).length !== 1)).toEqual([]);
  });
});
