// The docs' script, in a real browser: it copies a block as it was written, and searches the guides by keyboard, with requests to the docs' own
// origin only.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasNoBrowser } from "../support/chromium.ts";
import { barriers, type DocsBrowser, openDocsBrowser } from "../support/docs-browser.ts";

const focused = async (page: Page): Promise<string> =>
  await page.evaluate(() => {
    const { activeElement } = (globalThis as any).document;
    return activeElement.querySelector(".title")?.textContent ?? activeElement.tagName;
  });

describe.skipIf(hasNoBrowser)("the script of the docs (needs a Chromium: set CHROMIUM_PATH)", () => {
  let docs: DocsBrowser;
  beforeAll(async () => void (docs = await openDocsBrowser()));
  afterAll(async () => await docs?.close());

  test("copies a command as it was written, reports it, and offers no answer for copying", async () => {
    const { page, faults } = await docs.visit("/guides/first-transfer", { permissions: ["clipboard-read", "clipboard-write"] });
    const block = page.locator("figure.code", { hasText: "open-house-account" });
    await block.getByRole("button", { name: "Copy" }).click();
    await block.getByRole("button", { name: "Copied" }).waitFor();
    const copied = await page.evaluate(() => (globalThis as any).navigator.clipboard.readText());
    expect(copied).toBe(await block.locator("code").textContent());
    expect(copied.split("\n")).toHaveLength(7);
    expect(copied).toContain(`"code":"guide.'"$RUN"'"`);
    expect(await page.locator("figure.answer").count()).toBeGreaterThan(5);
    expect(await page.locator("figure.answer button").count()).toBe(0);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test("reports when a block could not be copied", async () => {
    const { page } = await docs.visit("/guides/first-transfer");
    await page.evaluate(() => {
      (globalThis as any).navigator.clipboard.writeText = () => Promise.reject(new Error("no"));
    });
    await page.getByRole("button", { name: "Copy" }).first().click();
    await page.getByRole("button", { name: "Not copied" }).waitFor();
    await page.context().close();
  });

  test.each(["/", "Control+k"])("searches by keyboard, opened by %s: types, chooses, opens, or closes", async (key) => {
    const { page, faults } = await docs.visit("/guides/statements");
    await page.keyboard.press(key);
    const field = page.getByRole("textbox", { name: "Search the docs" });
    await field.waitFor();
    // A mistyped word, and a partial one.
    await page.keyboard.type("insuficient fu");
    await page
      .getByRole("link", { name: /insufficient_funds/ })
      .first()
      .waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press("ArrowDown");
    expect(await focused(page)).toBe("insufficient_funds");
    await page.keyboard.press("ArrowUp");
    expect(await focused(page)).toBe("INPUT");
    await page.keyboard.press("Escape");
    expect(await field.isVisible()).toBe(false);
    await page.keyboard.press(key);
    await page.keyboard.press("Enter");
    await page.waitForURL(`${docs.origin}/errors#insufficient_funds`);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test("opens again at once when it was just closed, before the page is drawn again", async () => {
    const { page } = await docs.visit("/guides/statements");
    await page.keyboard.press("/");
    await page.getByRole("textbox", { name: "Search the docs" }).waitFor();
    const isOpen = await page.evaluate(() => {
      const { document, KeyboardEvent } = globalThis as any;
      const dialog = document.querySelector("dialog.search");
      dialog.close();
      document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "/", bubbles: true, cancelable: true }));
      return dialog.open;
    });
    expect(isOpen).toBe(true);
    await page.context().close();
  });

  test("finds operations, and a passage of the current page", async () => {
    const { page, faults } = await docs.visit("/guides/idempotency", { viewport: { width: 390, height: 800 } });
    await page.getByRole("button", { name: "Search" }).click();
    await page.keyboard.type("rotate webhook secret");
    await page.getByRole("link", { name: /^Rotate webhook secret/ }).waitFor();
    const field = page.getByRole("textbox", { name: "Search the docs" });
    await field.fill("what a key remembers");
    await page
      .getByRole("dialog")
      .getByRole("link", { name: /^What a key remembers/ })
      .click();
    expect(await field.isVisible()).toBe(false);
    expect(new URL(page.url()).hash).toBe("#what-a-key-remembers");
    await page.keyboard.press("/");
    await field.fill("rotate webhook secret");
    await page.getByRole("link", { name: /^Rotate webhook secret/ }).click();
    await page.waitForURL(/\/reference#tag\/webhooks\/POST/);
    await page.getByRole("heading", { name: "Rotate webhook secret" }).first().waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test("reports when nothing is found, shows the typed text as text, and reloads an index that could not be loaded", async () => {
    const { page } = await docs.visit("/errors");
    await page.route("**/assets/search-*.json", (route) => route.abort());
    await page.keyboard.press("/");
    await page.keyboard.type("hold");
    await page.getByText("The search could not be loaded. Try again.").waitFor();
    await page.unroute("**/assets/search-*.json");
    await page.getByRole("textbox", { name: "Search the docs" }).fill("<img src=x onerror=alert(1)> zzzz");
    await page.getByText("Nothing is found for “<img src=x onerror=alert(1)> zzzz”.").waitFor();
    expect(await page.locator("dialog img").count()).toBe(0);
    await page.context().close();
  });
});
