// Removes previews that nobody looks at any more: their pull request is closed, or their database has expired. It is given no name from outside:
// what it removes, it found in the account of previews, and asked about.
import type { Cloudflare } from "./cloudflare.ts";
import { isPreviewName, readEnvironment } from "./environment.ts";
import type { Neon } from "./neon.ts";
import { BRANCHES, destroy, leftOf } from "./preview.ts";

export interface Reaping {
  readonly cloudflare: Cloudflare;
  readonly neon: Neon;
  /** Of the environment that hosts previews. */
  readonly outputsFile: string;
  /** Whether the pull request of that number is open. */
  readonly isOpen: (number: number) => Promise<boolean>;
  readonly say: (line: string) => void;
}

/** The end of every name that a preview has in the account. */
const PREVIEWS_NAME = /-(pr-\d+)$/;

/** Removes them. @throws when something is left, after all of them were tried. */
export async function reap({ cloudflare, neon, outputsFile, isOpen, say }: Reaping): Promise<void> {
  const left: string[] = [];
  const { names, branches } = await previewsIn(cloudflare, neon);
  for (const name of names) {
    const environment = readEnvironment(name, outputsFile);
    if (branches.has(name) && (await isOpen(Number(name.slice("pr-".length))))) {
      say(`· ${name} stays: its pull request is open`);
      continue;
    }
    try {
      for (const removed of await destroy(environment, cloudflare, neon)) say(`✓ removed ${removed}`);
      left.push(...(await leftOf(environment, cloudflare, neon)));
    } catch (error) {
      left.push(`${name}: ${(error as Error).message}`);
    }
  }
  left.push(...(await strays(cloudflare)));
  if (left.length > 0) throw new Error(`Left, run it again:\n  ${left.join("\n  ")}`);
}

/** Workers that serve and are no preview's: a request's code may have made them. Terraform's gateway has no version here. */
async function strays(cloudflare: Cloudflare): Promise<string[]> {
  const found: string[] = [];
  for (const name of (await cloudflare.workers()).filter((one) => !PREVIEWS_NAME.test(one))) {
    if (((await cloudflare.worker(name))?.deployments.length ?? 0) > 0)
      found.push(`Worker ${name}, which is no preview's: look at it, and remove it by hand`);
  }
  return found;
}

/**
 * Every preview of which anything is there, by number, and those with a database. The branches are read last: a preview that is being made has its
 * branch before anything else, so that it is never taken for one whose database has expired.
 */
async function previewsIn(cloudflare: Cloudflare, neon: Neon): Promise<{ names: string[]; branches: ReadonlySet<string> }> {
  const named = [
    ...(await cloudflare.workers()),
    ...(await cloudflare.queues()).map(({ queue_name: name }) => name),
    ...(await cloudflare.buckets()),
    ...(await cloudflare.domains()).map(({ service }) => service),
  ].map((name) => PREVIEWS_NAME.exec(name)?.[1] ?? "");
  const branches = new Set((await neon.branches(BRANCHES)).map(({ name }) => name.slice(BRANCHES.length)));
  const names = [...new Set([...named, ...branches])].filter(isPreviewName);
  return { names: names.sort((one, other) => Number(one.slice(3)) - Number(other.slice(3))), branches };
}
