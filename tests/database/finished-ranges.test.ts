// Finished ranges are final (law 31): the answer of a list or of the trial balance for a range that has ended never changes, however late a posting
// commits whose time is in it. Each answer states the instant of its end, and a request with that instant returns the same bytes.
import { randomInt } from "node:crypto";
import { decodeId } from "@ledge/shared/ids";
import { random } from "@ledge/verification/random";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Work } from "../../core-service/src/database/work.ts";
import { operations } from "../../core-service/src/lane/operations.ts";
import { connectWithoutTimeouts, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { openAccount, post, type Transfer, transfer } from "../support/ledger-fixture.ts";
import { withMutant } from "../support/mutant.ts";
import { openUnlimited, workOn, writeCall } from "../support/work.ts";

/** The largest batch of a client. */
const BATCH = 1_000;
const WRITERS = 3;

/** Requests a range that ends at an instant. @returns the answer, and the end that was used. */
type Ask = (work: Work, account: string, to: string) => Promise<{ to: string; text: string }>;

const page = { limit: 100, before: null };
const listed = ({ data, to }: { data: readonly unknown[]; to?: string }, asked: string) => ({
  to: to ?? asked,
  text: JSON.stringify(data),
});
const asks: Readonly<Record<string, Ask>> = {
  "the trial balance": async (work, _account, at) => {
    const answer = await operations.getTrialBalance(work, writeCall(), at);
    if (!answer.ok) throw new Error("the trial balance was refused");
    return { to: answer.value.as_of, text: JSON.stringify(answer.value) };
  },
  transfers: async (work, _account, to) => listed(await operations.listTransfers(work, writeCall(), { to }, page), to),
  transactions: async (work, _account, to) => listed(await operations.listTransactions(work, writeCall(), { to }, page), to),
  "an account's entries": async (work, account, to) => {
    const answer = await operations.listEntries(work, writeCall(), account, { to }, page);
    if (!answer.ok) throw new Error("the entries were refused");
    return listed(answer.value, to);
  },
};

interface Stage {
  readonly writers: readonly pg.Client[];
  readonly prompt: pg.Client;
  readonly reader: pg.Client;
  readonly work: Work;
  /** A pair of accounts for each writer and one for the prompt writer, so that no account lock makes them take turns. */
  readonly pairs: readonly (readonly [string, string])[];
  readonly account: string;
}

async function onStage<T>(database: TestDatabase, play: (stage: Stage) => Promise<T>): Promise<T> {
  const clients = await Promise.all(Array.from({ length: WRITERS + 2 }, () => connectWithoutTimeouts(database.runtimeUrl)));
  try {
    const [prompt, reader, ...writers] = clients as [pg.Client, pg.Client, ...pg.Client[]];
    const work = workOn(reader);
    const account = await openUnlimited(work);
    const other = () => openAccount(reader, { overdraftLimit: null });
    const pairs = [[decodeId("account", account) as string, await other()] as const];
    while (pairs.length <= WRITERS) pairs.push([await other(), await other()]);
    return await play({ writers, prompt, reader, work, pairs, account });
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

const batchOf = ([from, to]: readonly [string, string], size: number): Transfer[] =>
  Array.from({ length: size }, () => transfer(from, to, 1n));

/** An instant in the immediate past, by the clock of recorded times. */
const justNow = async (client: pg.Client): Promise<string> =>
  ((await client.query<{ at: Date }>("SELECT clock_timestamp() AS at")).rows[0] as { at: Date }).at.toISOString();

/** Large batches that commit late, on several connections. @returns the answers while they were in flight, and those afterwards. */
function answersAroundLateCommits(database: TestDatabase, seed: number): Promise<{ name: string; first: string; later: string }[]> {
  const next = random(seed);
  return onStage(database, async ({ writers, prompt, reader, work, pairs, account }) => {
    const kept: { name: string; to: string; text: string }[] = [];
    for (let round = 0; round < 3; round += 1) {
      await Promise.all(writers.map((writer) => writer.query("BEGIN")));
      const open = [...writers.keys()];
      await Promise.all(open.map((index) => post(writers[index] as pg.Client, batchOf(pairs[index] as [string, string], BATCH))));
      while (open.length > 0) {
        await post(prompt, batchOf(pairs[WRITERS] as [string, string], 1 + next(5)));
        const at = await justNow(reader);
        for (const [name, ask] of Object.entries(asks)) kept.push({ name, ...(await ask(work, account, at)) });
        const [index] = open.splice(next(open.length), 1);
        await writers[index as number]?.query("COMMIT");
      }
    }
    const answers = [];
    for (const { name, to, text } of kept) answers.push({ name, first: text, later: (await (asks[name] as Ask)(work, account, to)).text });
    return answers;
  });
}

const changed = (answers: readonly { name: string; first: string; later: string }[]): string[] =>
  [...new Set(answers.filter(({ first, later }) => first !== later).map(({ name }) => name))].sort();

describe("a range that has ended", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(async () => await database.drop());

  test("has a final answer, whatever was in flight at the first request", async () => {
    const seed = randomInt(2 ** 31);
    console.info(`seed ${seed}`);
    const answers = await answersAroundLateCommits(database, seed);
    expect(answers.length).toBe(3 * WRITERS * Object.keys(asks).length);
    expect(changed(answers), `seed ${seed}`).toEqual([]);
  });

  test("would change if postings did not declare themselves in flight (mutant)", async () => {
    await withMutant("ledger.take_time", { "in-flight": "--" }, async (mutated) => {
      expect(changed(await answersAroundLateCommits(mutated, 1))).toEqual(Object.keys(asks).sort());
    });
  });

  test("would change if postings in flight were ignored (mutant)", async () => {
    await withMutant("ledger.final", { "oldest-in-flight": "NULL::bigint --" }, async (mutated) => {
      expect(changed(await answersAroundLateCommits(mutated, 1))).toEqual(Object.keys(asks).sort());
    });
  });

  test("ends before postings in flight, states the same end on each page, and ends as requested once they are committed", async () => {
    await onStage(database, async ({ writers: [writer], prompt, reader, work, pairs }) => {
      await post(prompt, batchOf(pairs[1] as [string, string], 5));
      await writer?.query("BEGIN");
      await post(writer as pg.Client, batchOf(pairs[2] as [string, string], 1));
      await post(prompt, batchOf(pairs[1] as [string, string], 1));
      const to = new Date(Date.parse(await justNow(reader)) + 1_000).toISOString();
      const ask = (limit: number, before: string | null) => operations.listTransfers(work, writeCall(), { to }, { limit, before });
      const first = await ask(2, null);
      expect(Date.parse(first.to as string)).toBeLessThan(Date.parse(to));
      await writer?.query("COMMIT");
      const second = await ask(100, first.next);
      expect(second.to).toBe(first.to);
      expect(second.data.every(({ created_at }) => created_at < (first.to as string))).toBe(true);
      expect(Date.parse((await ask(2, null)).to as string)).toBeGreaterThan(Date.parse(first.to as string));
    });
  });

  test("does not end before it begins, so that a client that continues from its end does not go back", async () => {
    await onStage(database, async ({ writers: [writer], reader, work, pairs }) => {
      await writer?.query("BEGIN");
      await post(writer as pg.Client, batchOf(pairs[2] as [string, string], 1));
      const from = new Date(Date.parse(await justNow(reader)) + 5).toISOString();
      const to = new Date(Date.parse(from) + 1_000).toISOString();
      expect(await operations.listTransfers(work, writeCall(), { from, to }, page)).toMatchObject({ data: [], to: from });
      await writer?.query("ROLLBACK");
    });
  });
});
