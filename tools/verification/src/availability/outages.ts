// Failures that the clouds' documents name, as far as they can be simulated on one machine: by what a client notices of them.
import { setTimeout as delay } from "node:timers/promises";
import type { Platform } from "../chaos/platform.ts";

export interface Outage {
  /** As a report and --only name it. */
  readonly name: string;
  readonly simulates: string;
  /** Resolves when everything runs again. */
  readonly cause: (platform: Platform) => Promise<void>;
}

/** A node that fails: the database is unreachable for less than a client's deadline. */
const SHORT_MS = 20_000;
/** An availability zone that fails costs minutes: longer than a client's deadline of 60 s. */
const LONG_MS = 75_000;

/** Nothing passes between the lanes and the database, and nothing ends: no reset, no refusal. */
async function unreachable({ wire }: Platform, ms: number): Promise<void> {
  wire.pause();
  await delay(ms);
  wire.resume();
}

export const OUTAGES: readonly Outage[] = [
  {
    name: "objects",
    simulates: "every Worker and Durable Object is reset at once",
    cause: async ({ main, startMain }) => {
      await main.kill();
      await startMain();
    },
  },
  { name: "compute", simulates: "Postgres is killed and starts again", cause: ({ postgres }) => postgres.crash() },
  {
    name: "node",
    simulates: `the database is unreachable for ${SHORT_MS / 1_000} s`,
    cause: (platform) => unreachable(platform, SHORT_MS),
  },
  { name: "zone", simulates: `the database is unreachable for ${LONG_MS / 1_000} s`, cause: (platform) => unreachable(platform, LONG_MS) },
];
