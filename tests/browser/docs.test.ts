// The docs as people meet them, in a real browser: the reference renders under its policy and asks nobody else, guides need no script, and no
// page shuts anybody out (WCAG 2.2 A and AA, as far as axe-core can tell).
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumPath, hasNoBrowser } from "../support/chromium.ts";
import { type House, openHouse } from "../support/house.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PAGES = ["/", "/guides/first-transfer", "/guides/idempotency", "/guides/statements", "/errors", "/nowhere"];

interface Visit {
  readonly page: Page;
  /** What went wrong: errors, violations of the policy, requests to others. */
  readonly faults: readonly string[];
}

describe.skipIf(hasNoBrowser)("the docs in a browser (needs a Chromium: set CHROMIUM_PATH)", () => {
  let house: House;
  let browser: Browser;
  let origin: string;

  beforeAll(async () => {
    house = await openHouse();
    origin = `http://docs.localhost:${house.url.port}`;
    // As root, Chromium runs without its sandbox or not at all; the pages are ours.
    browser = await chromium.launch({ executablePath: chromiumPath(), chromiumSandbox: process.getuid?.() !== 0 });
  });
  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });

  async function visit(path: string, options: BrowserContextOptions = {}): Promise<Visit> {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const faults: string[] = [];
    page.on("console", (message) => void (message.type() === "error" && faults.push(message.text())));
    page.on("pageerror", (error) => void faults.push(error.message));
    page.on("request", (request) => void (new URL(request.url()).origin !== origin && faults.push(`asked ${request.url()}`)));
    await page.exposeBinding("tell", (_source, fault: string) => void faults.push(fault));
    await page.addInitScript(() => {
      const { document, tell } = globalThis as any;
      document.addEventListener("securitypolicyviolation", (event: any) => tell(`${event.effectiveDirective} refused ${event.blockedURI}`));
    });
    await page.goto(`${origin}${path}`, { waitUntil: "load" });
    return { page, faults };
  }

  /** What axe-core calls serious or critical on a page. It is run past the page's policy, which would refuse it as it refuses any script. */
  async function barriers(page: Page): Promise<string[]> {
    await page.evaluate(AXE);
    const results: any = await page.evaluate(() => (globalThis as any).axe.run());
    return results.violations
      .filter(({ impact }: any) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }: any) => `${id}: ${nodes.map(({ html }: any) => html).join(" | ")}`);
  }

  test("the reference renders the contract under its policy, without a fault, and asks nobody else", async () => {
    const { page, faults } = await visit("/reference");
    await page.getByRole("heading", { name: "Ledge", exact: true }).waitFor();
    await page.goto(`${origin}/reference#tag/transfers/POST/v1/transfers`);
    await page.getByRole("heading", { name: "Move money from one account to another" }).first().waitFor();
    // Examples are of the API, not of the docs.
    await page.getByText(`http://127.0.0.1:${house.url.port}/v1/transfers`).first().waitFor();
    // Searching opens what the first look does not show.
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").or(page.getByRole("searchbox")).or(page.getByRole("textbox")).first().fill("reversal");
    await page
      .getByRole("option", { name: /reverse/i })
      .first()
      .waitFor();
    // Its own style sheet was let in: without it, nothing would have a place.
    expect(
      await page.evaluate(() => (globalThis as any).getComputedStyle((globalThis as any).document.querySelector(".scalar-app")).display),
    ).not.toBe("inline");
    expect(faults).toEqual([]);
    // Of the search, closed here, axe says that its field does not tell whether its list is open: Scalar's own, to be told to its makers.
    await page.keyboard.press("Escape");
    await page.getByRole("combobox").waitFor({ state: "detached" });
    expect(await barriers(page)).toEqual([]);
    await page.context().close();
  });

  test("a fault of a page is seen: an inline script is refused by the policy, and its refusal is counted", async () => {
    const { page, faults } = await visit("/errors");
    await page.evaluate(() => {
      const { document } = globalThis as any;
      const script = document.createElement("script");
      script.textContent = "globalThis.isOpen = true";
      document.body.append(script);
    });
    expect(await page.evaluate(() => (globalThis as any).isOpen)).toBeUndefined();
    await expect.poll(() => faults.join("\n")).toContain("script-src-elem refused inline");
    await page.context().close();
  });

  test("a guide is whole without JavaScript", async () => {
    const { page, faults } = await visit("/guides/first-transfer", { javaScriptEnabled: false });
    await page.getByRole("heading", { level: 1, name: "First transfer" }).waitFor();
    expect(await page.getByRole("region", { name: "Command" }).first().isVisible()).toBe(true);
    expect(
      await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "First transfer" }).getAttribute("aria-current"),
    ).toBe("page");
    await page.getByRole("link", { name: "what to do about it" }).click();
    await page.waitForURL(`${origin}/errors#insufficient_funds`);
    expect(await page.locator("#insufficient_funds").isVisible()).toBe(true);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test.each(PAGES.flatMap((path) => (["light", "dark"] as const).map((colorScheme) => [path, colorScheme] as const)))(
    "%s shuts nobody out, in %s colours, on a phone too",
    async (path, colorScheme) => {
      for (const width of [1280, 390]) {
        const { page, faults } = await visit(path, { colorScheme, viewport: { width, height: 800 } });
        expect(await barriers(page)).toEqual([]);
        const overflow = await page.evaluate(() => {
          const { document } = globalThis as any;
          return document.documentElement.scrollWidth - document.documentElement.clientWidth;
        });
        expect(overflow).toBe(0);
        // A page that is not there is itself an error to the browser.
        expect(faults.filter((fault) => path !== "/nowhere" || !fault.includes("404"))).toEqual([]);
        await page.context().close();
      }
    },
  );

  test("the first key that is pressed leads past the navigation", async () => {
    const { page } = await visit("/errors");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => (globalThis as any).document.activeElement.id)).toBe("content");
    await page.context().close();
  });

  test("a barrier is seen: a picture without words, text that is hardly there", async () => {
    const { page } = await visit("/errors");
    await page.evaluate(() => {
      const { document } = globalThis as any;
      const text = document.createElement("p");
      text.textContent = "hardly there";
      text.style.color = "#eee";
      text.style.background = "#fff";
      document.querySelector("main").append(document.createElement("img"), text);
    });
    const found = (await barriers(page)).join("\n");
    expect(found).toContain("image-alt");
    expect(found).toContain("color-contrast");
    await page.context().close();
  });
});
