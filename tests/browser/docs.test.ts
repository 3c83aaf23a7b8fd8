// The docs in a real browser: pages render under their policy with requests to their own origin only, are complete without a script, cut nothing off,
// and are accessible (axe-core finds nothing, of whatever impact).
import { readGuides } from "@ledge/dev/docs/guides";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasNoBrowser } from "../support/chromium.ts";
import { barriers, type DocsBrowser, openDocsBrowser } from "../support/docs-browser.ts";

const guides = readGuides().flatMap(({ guides: inGroup }) => inGroup.map(({ path }) => path));
const PAGES = ["/", ...guides, "/errors", "/reference", "/nowhere"];
/** A laptop's screen and a phone's, in CSS pixels. */
const [LAPTOP, PHONE] = [1280, 390];

/** Blocks of code that are wider than their visible part, and the overflow of the page. */
const cutOff = async (page: Page): Promise<{ readonly blocks: readonly string[]; readonly page: number }> =>
  await page.evaluate(() => {
    const { document } = globalThis as any;
    const blocks = [...document.querySelectorAll("pre")].filter((pre: any) => {
      const box = pre.parentElement;
      return pre.scrollWidth > pre.clientWidth || box.scrollWidth > box.clientWidth;
    });
    const { scrollWidth, clientWidth } = document.documentElement;
    return { blocks: blocks.map((pre: any) => pre.textContent.slice(0, 80)), page: scrollWidth - clientWidth };
  });

/** The bars that stay at the top of a page across its whole width. */
const stripsOnTop = async (page: Page): Promise<number> =>
  await page.evaluate(() => {
    const { document, getComputedStyle, innerWidth } = globalThis as any;
    return [...document.querySelectorAll("body *")].filter((element: any) => {
      const { width, height } = element.getBoundingClientRect();
      return ["sticky", "fixed"].includes(getComputedStyle(element).position) && width >= innerWidth && height > 0 && height < 120;
    }).length;
  });

describe.skipIf(hasNoBrowser)("the docs in a browser (needs a Chromium: set CHROMIUM_PATH)", () => {
  let docs: DocsBrowser;
  beforeAll(async () => void (docs = await openDocsBrowser()));
  afterAll(async () => await docs?.close());

  test("the reference renders the contract under its policy, without a fault, with requests to its own origin only", async () => {
    const { page, faults } = await docs.visit("/reference");
    await page.goto(`${docs.origin}/reference#tag/transfers/POST/v1/transfers`);
    await page.getByRole("heading", { name: "Create transfer", exact: true }).first().waitFor();
    await page.getByText("Move money from one account to another.").first().waitFor();
    // Examples are of the API, not of the docs.
    await page.getByText(`http://127.0.0.1:${docs.ledge.url.port}/v1/transfers`).first().waitFor();
    // Searching opens parts that are closed at first.
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").or(page.getByRole("searchbox")).or(page.getByRole("textbox")).first().fill("reversal");
    await page
      .getByRole("option", { name: /reverse/i })
      .first()
      .waitFor();
    // Its own style sheet was allowed: without it, the layout would be missing.
    expect(
      await page.evaluate(() => (globalThis as any).getComputedStyle((globalThis as any).document.querySelector(".scalar-app")).display),
    ).not.toBe("inline");
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test("a fault of a page is detected: the policy refuses an inline script, and its refusal is counted", async () => {
    const { page, faults } = await docs.visit("/errors");
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

  test("a guide is complete without JavaScript, its navigation on a phone too, and has no button without a function", async () => {
    const { page, faults } = await docs.visit("/guides/first-transfer", {
      javaScriptEnabled: false,
      viewport: { width: PHONE, height: 800 },
    });
    await page.getByRole("heading", { level: 1, name: "First transfer" }).waitFor();
    expect(await page.getByText('curl -s "$LEDGE_URL/readyz"').isVisible()).toBe(true);
    expect(await page.getByRole("button").allTextContents()).toEqual(["Menu"]);
    await page.getByRole("button", { name: "Menu" }).click();
    const here = page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "First transfer" });
    expect([await here.isVisible(), await here.getAttribute("aria-current")]).toEqual([true, "page"]);
    await page.keyboard.press("Escape");
    expect(await here.isVisible()).toBe(false);
    await page.getByRole("link", { name: "what to do about it" }).click();
    await page.waitForURL(`${docs.origin}/errors#insufficient_funds`);
    expect(await page.locator("#insufficient_funds").isVisible()).toBe(true);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test.each(PAGES.flatMap((path) => (["light", "dark"] as const).map((colorScheme) => [path, colorScheme] as const)))(
    "%s is accessible and cuts nothing off, in %s colours, on a laptop and on a phone",
    async (path, colorScheme) => {
      for (const width of [LAPTOP, PHONE]) {
        const { page, faults } = await docs.visit(path, { colorScheme, viewport: { width, height: 800 } });
        expect(await barriers(page)).toEqual([]);
        expect(await cutOff(page)).toEqual({ blocks: [], page: 0 });
        // The browser reports a missing page as an error.
        expect(faults.filter((fault) => path !== "/nowhere" || !fault.includes("404"))).toEqual([]);
        await page.context().close();
      }
    },
  );

  test.each(PAGES)("%s has one header on a phone, with its navigation behind a button", async (path) => {
    const { page } = await docs.visit(path, { viewport: { width: PHONE, height: 800 } });
    expect(await stripsOnTop(page)).toBe(1);
    const overview = page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Overview" });
    expect(await overview.isVisible()).toBe(false);
    await page.getByRole("button", { name: "Menu", exact: true }).click();
    expect(await overview.isVisible()).toBe(true);
    await page.context().close();
  });

  test("the reference's own navigation opens on a phone, over the whole page, and closes again", async () => {
    const { page } = await docs.visit("/reference", { viewport: { width: PHONE, height: 800 } });
    const toggle = page.locator(".t-doc__header button").first();
    await toggle.click();
    const accounts = page
      .locator(".t-doc__header")
      .getByRole("link", { name: "Accounts", exact: true })
      .or(page.locator(".t-doc__header").getByText("Accounts", { exact: true }));
    await accounts.first().waitFor();
    expect((await page.locator(".t-doc__header").boundingBox())?.width).toBe(PHONE);
    await toggle.click();
    await expect.poll(() => accounts.count()).toBe(0);
    await page.context().close();
  });

  test("the first press of Tab leads past the navigation", async () => {
    const { page } = await docs.visit("/errors");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => (globalThis as any).document.activeElement.id)).toBe("content");
    await page.context().close();
  });

  test("a barrier and a clipped line are detected: a picture without text, text with little contrast, a block that scrolls", async () => {
    const { page } = await docs.visit("/errors");
    await page.evaluate(() => {
      const { document } = globalThis as any;
      const text = document.createElement("p");
      text.textContent = "hardly there";
      text.style.color = "#eee";
      text.style.background = "#fff";
      const block = document.createElement("pre");
      block.textContent = "x".repeat(500);
      block.style.whiteSpace = "pre";
      block.style.overflow = "auto";
      document.querySelector("main").append(document.createElement("img"), text, block);
    });
    const found = (await barriers(page)).join("\n");
    expect(found).toContain("image-alt");
    expect(found).toContain("color-contrast");
    expect((await cutOff(page)).blocks).toEqual(["x".repeat(80)]);
    await page.context().close();
  });
});
