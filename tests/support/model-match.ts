// What the two comparisons with the model share: a database with connections as the product has them, and how much is played.
import { randomInt } from "node:crypto";
import fc from "fast-check";
import type pg from "pg";
import { expectAgreement } from "../model/agreement.ts";
import { scripts } from "../model/commands.ts";
import { connect, createTestDatabase, type TestDatabase } from "./database.ts";

const LENGTH = { min: 50, max: 60 };
export const MATCH_TIMEOUT_MS = 600_000;

export interface Match {
  readonly admin: pg.Client;
  /** Of both runtime logins. */
  readonly clients: readonly pg.Client[];
  close(): Promise<void>;
}

export async function openMatch(on?: TestDatabase): Promise<Match> {
  const database = on ?? (await createTestDatabase());
  const admin = await connect(database.adminUrl);
  const clients = await Promise.all([database.runtimeUrl, database.otherRuntimeUrl, database.runtimeUrl].map((url) => connect(url)));
  return {
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
 * `npm run test:model` plays a thousand, as CI does: half of them one by one and half several at once, side by side. Making a failing
 * script short means playing it some hundred times: to be done by hand, with the seed and LEDGE_MODEL_SHRINK set.
 */
export function halfOfTheRuns(): fc.Parameters<unknown> {
  const seed = randomInt(2 ** 31);
  console.info(`seed ${seed}`);
  const numRuns = Math.ceil(Number(process.env["LEDGE_MODEL_RUNS"] ?? 60) / 2);
  return { seed, numRuns, endOnFailure: process.env["LEDGE_MODEL_SHRINK"] === undefined };
}
