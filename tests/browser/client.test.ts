// The client in a page, in a real browser, on another origin than the API's: an allowed origin can use it, and other origins cannot.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { keysIn } from "@ledge/shared/key-list";
import { build } from "esbuild";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { shownSecret, signatureHeaders } from "../../workers/webhooks/src/delivery/signature.ts";
import { type TestBank, openTestBank } from "../support/test-bank.ts";
import { chromiumPath, hasNoBrowser } from "../support/chromium.ts";
import { type Ledge, startLedge } from "../support/ledge.ts";
import type { PageInput } from "./page.ts";

const NOW_MS = 1_800_000_000_000;
const MASTER_KEY = "a-master-key-of-the-tests-alone";
const CURRENT = { version: 1, key: keysIn("WEBHOOK_MASTER_KEY", MASTER_KEY)[0].id };

/** A site with one page and its script, under a policy that lets it call the API alone. */
async function openSite(script: string, api: () => string): Promise<{ readonly origin: string; readonly server: Server }> {
  const server = createServer((request, response) => {
    if (request.url === "/page.js") return void response.writeHead(200, { "Content-Type": "text/javascript" }).end(script);
    if (request.url === "/healthz") return void response.writeHead(307, { Location: `${api()}/healthz` }).end();
    const policy = `default-src 'none'; script-src 'self'; connect-src 'self' ${api()}`;
    response.writeHead(200, { "Content-Type": "text/html", "Content-Security-Policy": policy });
    response.end('<!doctype html><title>A page</title><script type="module" src="/page.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

describe.skipIf(hasNoBrowser)("in a page (needs a Chromium: set CHROMIUM_PATH)", () => {
  let ledge: Ledge;
  let bank: TestBank;
  let browser: Browser;
  const servers: Server[] = [];
  let allowed = "";
  let otherOrigin = "";

  beforeAll(async () => {
    const entry = fileURLToPath(new URL("page.ts", import.meta.url));
    const { outputFiles } = await build({
      entryPoints: [entry],
      bundle: true,
      format: "esm",
      write: false,
      minify: true,
      logLevel: "error",
    });
    const sites = [
      await openSite(outputFiles[0]?.text ?? "", () => ledge.url.origin),
      await openSite(outputFiles[0]?.text ?? "", () => ledge.url.origin),
    ];
    servers.push(...sites.map(({ server }) => server));
    [allowed, otherOrigin] = sites.map(({ origin }) => origin) as [string, string];
    ledge = await startLedge({ vars: { "wrangler.toml": { ALLOWED_ORIGINS: `https://app.example.com ${allowed}` } } });
    bank = await openTestBank(ledge);
    // As root, Chromium only runs without its sandbox. The page is the test's own.
    browser = await chromium.launch({ executablePath: chromiumPath(), chromiumSandbox: process.getuid?.() !== 0 });
  });
  afterAll(async () => {
    await browser?.close();
    await ledge?.close();
    for (const server of servers) server.close();
  });

  async function pageInput(): Promise<PageInput> {
    const webhooks = (["v1", "v1a"] as const).map(async (signature) => {
      const terms = { id: "whe_01", signature, secrets: [CURRENT] };
      const payload = JSON.stringify({ id: "evt_1", type: `ping ${signature}` });
      const headers = await signatureHeaders(MASTER_KEY, terms, "evt_1", NOW_MS / 1_000, payload);
      return { request: { headers, payload }, secret: await shownSecret(MASTER_KEY, signature, "whe_01", CURRENT) };
    });
    const { account } = await bank.customerWith("100");
    const [url, apiKey] = [ledge.url.origin, ledge.operatorKey];
    return { url, apiKey, source: bank.cash, destination: account, webhooks: await Promise.all(webhooks), nowMs: NOW_MS, origin: allowed };
  }

  async function openPage(origin: string): Promise<{ readonly page: Page; readonly errors: readonly string[] }> {
    const page = await browser.newPage();
    const errors: string[] = [];
    page.on("console", (message) => void (message.type() === "error" && errors.push(message.text())));
    page.on("pageerror", (error) => void errors.push(error.message));
    await page.goto(origin, { waitUntil: "load" });
    return { page, errors };
  }

  const run = (page: Page, name: "use" | "tryToUse", what: PageInput): Promise<any> =>
    page.evaluate(([as, given]) => (globalThis as any)[as](given), [name, what] as const);

  test("of an origin on the list, the client writes once, reads every header it needs, turns pages and verifies webhooks", async () => {
    const { page, errors } = await openPage(allowed);
    expect(await run(page, "use", await pageInput())).toEqual({
      replayed: [false, true, true],
      requestId: expect.stringMatching(/^req_/),
      refused: ["insufficient_funds", 422],
      amounts: ["12.50", "1.00"],
      renamed: "Renamed by a page",
      verified: ["ping v1", "ping v1a"],
      moved: "http_302",
      retries: [],
    });
    // The intended refusal is the only thing that the browser reports.
    expect(errors).toEqual([expect.stringContaining("422")]);
    await page.close();
  });

  test("of any other origin reads nothing, and its writes are not even sent", async () => {
    const { page, errors } = await openPage(otherOrigin);
    const what = await pageInput();
    expect(await run(page, "tryToUse", what)).toEqual({ unknown: true });
    const posted = await ledge.request("GET", `/v1/transfers?account=${what.destination}`);
    expect(posted.json.data.map(({ amount }: { amount: string }) => amount)).toEqual(["100"]);
    expect(errors.join("\n")).toContain("blocked by CORS policy");
    await page.close();
  });

  test("a preflight is answered 204 with the allowed methods and headers, and one from another origin as a method that does not exist", async () => {
    const asks = { "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization,idempotency-key" };
    const yes = await ledge.request("OPTIONS", "/v1/transfers", { headers: { ...asks, Origin: allowed }, token: null, key: null });
    expect([yes.status, yes.text, yes.headers.get("Access-Control-Allow-Origin")]).toEqual([204, "", allowed]);
    expect(yes.headers.get("Access-Control-Allow-Methods")).toBe("POST, GET, HEAD");
    expect(yes.headers.get("Strict-Transport-Security")).toContain("max-age");
    const no = await ledge.request("OPTIONS", "/v1/transfers", { headers: { ...asks, Origin: otherOrigin }, token: null, key: null });
    expect([no.status, no.headers.get("Access-Control-Allow-Origin"), no.headers.get("Vary")]).toEqual([405, null, "Origin"]);
    const refused = await ledge.request("GET", "/v1/accounts", { headers: { Origin: allowed }, token: null });
    expect([refused.status, refused.headers.get("Access-Control-Allow-Origin")]).toEqual([401, allowed]);
  });
});
