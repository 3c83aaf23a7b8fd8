// The environments, planned by Terraform.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { AllowedDifferences, Root } from "@ledge/delivery/terraform/parity";
import { ENVIRONMENTS, type Workshop } from "./terraform.ts";

/** Initialises and plans all roots, one after the other: the one bucket here contains the state of one environment, as each account's does. */
export async function planEnvironments(workshop: Workshop): Promise<readonly Root[]> {
  const roots: Root[] = [];
  for (const name of ENVIRONMENTS) roots.push(await planEnvironment(workshop, name));
  return roots;
}

export async function planEnvironment(workshop: Workshop, name: (typeof ENVIRONMENTS)[number]): Promise<Root> {
  const folder = `environments/${name}`;
  await workshop.must(folder, "init", "-reconfigure");
  return { name, files: textsIn(join(workshop.directory, folder)), plan: await workshop.plan(folder) };
}

const textsIn = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((file) => /\.(?:tf|hcl)$/.test(file))
      .map((file) => [file, readFileSync(join(folder, file), "utf8")]),
  );

export const readAllowed = (workshop: Workshop): AllowedDifferences =>
  JSON.parse(readFileSync(join(workshop.directory, "environments/differences.json"), "utf8")) as AllowedDifferences;
