// Runs once per test run: installs other people's tools, and bundles the Workers for the platforms that they are tested on.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleWorkers } from "@ledge/dev/workerd/bundle-workers";
import type { TestProject } from "vitest/node";
import { installPackage } from "../support/install-package.ts";
import { pythonTools } from "./python.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A JSON file with the bundles, as runWorkers expects them. */
    bundlesFile: string;
  }
}

export default async function setup(project: TestProject): Promise<() => void> {
  installPackage(fileURLToPath(new URL(".", import.meta.url)));
  // Here, and not first in the files that use them: two files at once would make one folder.
  await pythonTools();
  const folder = mkdtempSync(join(tmpdir(), "ledge-interoperability-"));
  const bundlesFile = join(folder, "bundles.json");
  writeFileSync(bundlesFile, JSON.stringify(await bundleWorkers()));
  project.provide("bundlesFile", bundlesFile);
  return () => rmSync(folder, { recursive: true, force: true });
}
