// What both comparisons with the model use: a database with the product's connections, and the number of histories.
import { randomInt } from "node:crypto";
import fc from "fast-check";
import type pg from "pg";
import { expectAgreement } from "../model/agreement.ts";
import { scripts } from "../model/commands.ts";
import { connect, createTestDatabase, type TestDatabase } from "./database.ts";

const LENGTH = { min: 50, max: 60 };
export const MATCH_TIMEOUT_MS = 600_000;

export interface Match {
  /** Of a runtime login. */
  readonly url: string;
  readonly admin: pg.Client;
  /** Connections of both runtime logins. */
  readonly clients: readonly pg.Client[];
  close(): Promise<void>;
}

export async function openMatch(on?: TestDatabase): Promise<Match> {
  const database = on ?? (await createTestDatabase());
  const admin = await connect(database.adminUrl);
  const clients = await Promise.all([database.runtimeUrl, database.otherRuntimeUrl, database.runtimeUrl].map((url) => connect(url)));
  return {
    url: database.runtimeUrl,
    admin,
    clients,
    async close() {
      for (const client of [admin, ...clients]) await client.end();
      if (on === undefined) await database.drop();
    },
  };
}

export const agreement = (match: Match, mostAtOnce: number) =>
  fc.asyncProperty(scripts(LENGTH), async (script) => await expectAgreement(match.clients, match.admin, script, mostAtOnce));

/**
 * `npm run test:model` plays 1,000 histories, as CI does: half of them sequentially and half concurrently. Shrinking a failing history replays it
 * some hundred times, so it is done by hand, with the seed and LEDGE_MODEL_SHRINK set.
 */
export function halfOfTheRuns(): fc.Parameters<unknown> {
  const seed = randomInt(2 ** 31);
  console.info(`seed ${seed}`);
  const numRuns = Math.ceil(Number(process.env["LEDGE_MODEL_RUNS"] ?? 60) / 2);
  return { seed, numRuns, endOnFailure: process.env["LEDGE_MODEL_SHRINK"] === undefined };
}
