// Opens pages of the docs in a real browser, and collects the faults of a page and its accessibility violations.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { chromiumPath } from "./chromium.ts";
import { type Ledge, startLedge } from "./ledge.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Time limit of a page on a busy machine. */
const TIMEOUT_MS = 120_000;

interface Visit {
  readonly page: Page;
  /** The faults of a page: errors, violations of the policy, requests to other hosts. */
  readonly faults: readonly string[];
}

export interface DocsBrowser {
  readonly ledge: Ledge;
  readonly origin: string;
  visit(path: string, options?: BrowserContextOptions): Promise<Visit>;
  close(): Promise<void>;
}

export async function openDocsBrowser(): Promise<DocsBrowser> {
  const ledge = await startLedge();
  const origin = `http://docs.localhost:${ledge.url.port}`;
  // As root, Chromium runs without its sandbox or not at all; the pages are ours.
  const browser: Browser = await chromium.launch({ executablePath: chromiumPath(), chromiumSandbox: process.getuid?.() !== 0 });
  return {
    ledge,
    origin,
    async visit(path, options = {}) {
      const context = await browser.newContext(options);
      context.setDefaultTimeout(TIMEOUT_MS);
      const page = await context.newPage();
      const faults: string[] = [];
      page.on("console", (message) => void (message.type() === "error" && faults.push(message.text())));
      page.on("pageerror", (error) => void faults.push(error.message));
      page.on("request", (request) => void (new URL(request.url()).origin !== origin && faults.push(`asked ${request.url()}`)));
      await page.exposeBinding("report", (_source, fault: string) => void faults.push(fault));
      await page.addInitScript(() => {
        const { document, report } = globalThis as any;
        document.addEventListener("securitypolicyviolation", (event: any) =>
          report(`${event.effectiveDirective} refused ${event.blockedURI}`),
        );
      });
      await page.goto(`${origin}${path}`, { waitUntil: "load" });
      if (path.startsWith("/reference") && options.javaScriptEnabled !== false) {
        await page.getByRole("heading", { name: "Ledge", exact: true }).waitFor();
      }
      return { page, faults };
    },
    async close() {
      await browser.close();
      await ledge.close();
    },
  };
}

/** What axe-core finds on a page, of whatever impact. axe-core is run past the page's policy, which would refuse it like any other script. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const results: any = await page.evaluate(() => (globalThis as any).axe.run());
  return results.violations.map(({ id, impact, nodes }: any) => `${id} (${impact}): ${nodes.map(({ html }: any) => html).join(" | ")}`);
}
