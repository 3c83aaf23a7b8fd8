// Concurrent loads on payments.post_transfers, without expectations, so that the same load runs against the product and against its mutants.
import { randomUUID } from "node:crypto";
import type pg from "pg";
import { connect, type TestDatabase } from "../support/database.ts";
import { openAccount, openFunded, post, retryOf, sqlState, type Transfer, transfer } from "../support/ledger-fixture.ts";

const CONNECTIONS = 8;

/** Connections of both runtime logins, as during a rotation of credentials. They are closed whatever `use` does. */
export async function withConnections<T>(database: TestDatabase, use: (clients: pg.Client[]) => Promise<T>): Promise<T> {
  const urls = Array.from({ length: CONNECTIONS }, (_, index) => (index % 2 === 0 ? database.runtimeUrl : database.otherRuntimeUrl));
  const clients = await Promise.all(urls.map(connect));
  try {
    return await use(clients);
  } finally {
    await Promise.all(clients.map(async (client) => await client.end()));
  }
}

/** A small seeded generator (mulberry32): the same seed makes the same requests, but not the same interleaving. */
export function seededRandom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

export interface Keyed {
  readonly key: string;
  readonly effects: number;
}

/** The number of effects of each key, counted in the transfers and not in the keys' rows (law 17). */
export async function effectsPerKey(client: pg.ClientBase, keys: readonly string[]): Promise<Keyed[]> {
  const { rows } = await client.query<Keyed>(
    `SELECT k.key, count(t.id)::integer AS effects FROM unnest($1::text[]) AS k (key)
       LEFT JOIN ledger.transfers AS t ON t.external_id = k.key GROUP BY k.key`,
    [keys],
  );
  return rows;
}

export interface Race {
  readonly key: string;
  /** The outcome of each contender: "posted", "replayed", "reused", or the SQLSTATE with which its batch failed. */
  readonly verdicts: readonly string[];
}

/** Rounds in which all connections send the same new key at once, each with a different request between separate accounts. */
export async function raceForKeys(clients: readonly pg.Client[], rounds: number): Promise<Race[]> {
  const lanes: { source: string; target: string; client: pg.Client }[] = [];
  for (const client of clients) lanes.push({ source: await openFunded(client, 1_000_000n), target: await openAccount(client), client });
  const races: Race[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const key = randomUUID();
    const contend = lanes.map(async ({ source, target, client }) => {
      const posting = post(client, [transfer(source, target, "1", { key })]);
      const failure = await sqlState(posting);
      if (failure !== "accepted") return failure;
      const [answer] = await posting;
      return answer?.reused === true ? "reused" : answer?.replayed === true ? "replayed" : "posted";
    });
    races.push({ key, verdicts: await Promise.all(contend) });
  }
  return races;
}

export interface Load {
  /** The SQLSTATEs of failed batches. */
  readonly failures: readonly string[];
  /** The keys of the transfers that were reported as posted, and of those reported as refused. */
  readonly posted: ReadonlySet<string>;
  readonly refused: ReadonlySet<string>;
}

const HOT = 2;
const COLD = 10;
const BATCHES = 25;
const MAX_BATCH = 20;

/**
 * Every connection sends batches of 1 to 20: half of the transfers go in either direction between two hot accounts, the rest between any two, some
 * exceed the balance, and some are retries of another connection's request.
 */
export async function randomLoad(clients: readonly pg.Client[], seed: number): Promise<Load> {
  const [opener] = clients;
  if (opener === undefined) throw new Error("no connection");
  const accounts: string[] = [];
  for (let index = 0; index < HOT + COLD; index += 1) {
    const overdraftLimit = index % 4 === 3 ? 50n : 0n;
    accounts.push(await openFunded(opener, 1_000n, { overdraftLimit }));
  }
  const sent: Transfer[] = [];
  const load = { failures: [] as string[], posted: new Set<string>(), refused: new Set<string>() };
  const send = async (client: pg.Client, random: (below: number) => number): Promise<void> => {
    for (let batchNumber = 0; batchNumber < BATCHES; batchNumber += 1) {
      const batch = Array.from({ length: 1 + random(MAX_BATCH) }, () => nextTransfer(accounts, sent, random));
      sent.push(...batch);
      try {
        for (const [index, answer] of (await post(client, batch)).entries()) {
          (answer.refusal === null ? load.posted : load.refused).add(batch[index]?.key ?? "");
        }
      } catch (error) {
        load.failures.push((error as pg.DatabaseError).code ?? String(error));
      }
    }
  };
  await Promise.all(clients.map(async (client, index) => await send(client, seededRandom(seed + index))));
  return load;
}

function nextTransfer(accounts: readonly string[], sent: readonly Transfer[], random: (below: number) => number): Transfer {
  const earlier = sent[random(Math.max(1, sent.length))];
  if (earlier !== undefined && random(10) === 0) return retryOf(earlier);
  const among = random(2) === 0 ? HOT : accounts.length;
  const from = random(among);
  const to = (from + 1 + random(among - 1)) % among;
  return transfer(accounts[from] ?? "", accounts[to] ?? "", BigInt(1 + random(400)));
}
