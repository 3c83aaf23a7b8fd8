// `npm run picture:docs -- URL`: photographs the API reference of a running platform into docs/pictures/docs.png, for the README.
import { fileURLToPath } from "node:url";
import { BadArguments, readArguments, runCommand } from "@ledge/command/command-line";
import { chromium } from "playwright-core";
import { chromiumPath } from "../support/chromium.ts";

const FILE = fileURLToPath(new URL("../../docs/pictures/docs.png", import.meta.url));
const DEFAULT_ORIGIN = "http://docs.localhost:8787";
const USAGE = `npm run picture:docs -- [URL]

Photographs the API reference of a running platform into docs/pictures/docs.png.
  URL   the docs' origin; default ${DEFAULT_ORIGIN}`;

await runCommand(USAGE, async (args) => {
  const [origin = DEFAULT_ORIGIN, ...more] = readArguments(args, {}, true).positionals;
  if (more.length > 0) throw new BadArguments("Give at most one URL.");
  const browser = await chromium.launch({ executablePath: chromiumPath(), chromiumSandbox: process.getuid?.() !== 0 });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: "light" });
    await page.goto(`${origin}/reference#tag/transfers/POST/v1/transfers`);
    await page.getByRole("heading", { name: "Create transfer", exact: true }).first().waitFor();
    await page.evaluate(async () => await (globalThis as any).document.fonts.ready);
    await page.screenshot({ path: FILE, animations: "disabled" });
  } finally {
    await browser.close();
  }
  return 0;
});
