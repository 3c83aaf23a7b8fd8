// Finds the real Chromium of this machine. CI must have one.
import { existsSync } from "node:fs";

const PLACES = [
  process.env["CHROMIUM_PATH"] ?? "",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

const found = PLACES.find((path) => path !== "" && existsSync(path));

/** Whether the browser tests are skipped. CI never skips them. */
export const hasNoBrowser = found === undefined && process.env["CI"] !== "true";

/** @throws when no Chromium is found; the message lists the places that were searched. */
export function chromiumPath(): string {
  if (found === undefined) throw new Error(`No Chromium: set CHROMIUM_PATH, or install one at ${PLACES.slice(1).join(", ")}.`);
  return found;
}
