// How long a search takes in a large bank, at one connection, how long its rebuild takes, and how far it is behind while the bank pays as fast as it can.
// Printed, never asserted.
import { performance } from "node:perf_hooks";
import { operations } from "../../core-service/src/lane/operations.ts";
import type { Principal } from "@ledge/shared/context";
import { test } from "vitest";
import { connect, createTestDatabase } from "../support/database.ts";
import { boundTo, must, openSearching } from "../support/search-fixture.ts";
import { workOn, writeCall } from "../support/work.ts";
import { fillBank } from "./support/large-bank.ts";

const SIZE = {
  customers: Number(process.env["LEDGE_BENCH_CUSTOMERS"] ?? 100_000),
  transfers: Number(process.env["LEDGE_BENCH_TRANSFERS"] ?? 1_000_000),
};
const SEARCHES = 200;
const MS_PER_S = 1_000;

const quantile = (values: readonly number[], q: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * q)] as number;

/** What is searched for, by what makes it cheap or dear. @param n another one each time */
const searches: Readonly<Record<string, (n: number) => object & { text: string }>> = {
  "a whole name": (n) => ({ text: `lovelace ${(n * 20 * 20) % SIZE.customers}` }),
  "an external id": (n) => ({ text: `inv-${(n * 7919) % SIZE.transfers}` }),
  "a beginning that some have": (n) => ({ text: `inv-${1000 + (n % 900)}` }),
  "one letter": (n) => ({ text: "abcdefghij".charAt(n % 10) }),
  "a word that a tenth has": () => ({ text: "salary" }),
  "that word, of an amount that few have": (n) => ({ text: "salary", amount_from: String(100 + n), amount_to: String(100 + n) }),
  "that word, oldest first": () => ({ text: "salary", sort: "oldest" }),
  nothing: (n) => ({ text: `zzz${n}` }),
};

test("a search in a large bank", { timeout: 3_600_000 }, async () => {
  const database = await createTestDatabase();
  const [admin, runtime] = [await connect(database.adminUrl), await connect(database.runtimeUrl)];
  const timed = async (what: () => Promise<unknown>): Promise<number> => {
    const startedMs = performance.now();
    await what();
    return performance.now() - startedMs;
  };
  console.info(
    `filled with ${SIZE.customers} customers and ${SIZE.transfers} transfers in ${Math.round((await timed(() => fillBank(admin, SIZE))) / MS_PER_S)} s`,
  );
  const steps: number[] = [];
  const rebuilding = await timed(async () => {
    await must(operations.rebuildSearch(workOn(runtime), writeCall()));
    for (let done = false; !done;) steps.push(await timed(async () => (done = await operations.followFeed(workOn(runtime)))));
  });
  console.info(
    `rebuilt in ${Math.round(rebuilding / MS_PER_S)} s, steps p50 ${Math.round(quantile(steps, 0.5))} ms, longest ${Math.round(quantile(steps, 1))} ms`,
  );
  const sizes = await admin.query<{ size: string }>(
    "SELECT pg_size_pretty(sum(pg_total_relation_size(c.oid))) AS size FROM pg_class AS c WHERE relnamespace = 'search'::regnamespace AND relkind = 'r'",
  );
  console.info(`the model takes ${sizes.rows[0]?.size}`);
  // Not before: a session without work is ended.
  const searching = await openSearching(database);
  await admin.query("VACUUM ANALYZE search.documents, search.terms");
  const { rows } = await admin.query<{ id: string }>("SELECT owner_id AS id FROM ledger.accounts WHERE owner_id IS NOT NULL LIMIT 1");
  const viewers: Readonly<Record<string, Principal | undefined>> = { institution: undefined, "a customer": boundTo(rows[0]?.id as string) };
  for (const [viewer, principal] of Object.entries(viewers)) {
    for (const [name, asked] of Object.entries(searches)) {
      const times: number[] = [];
      let hits = 0;
      for (let n = 0; n < SEARCHES; n += 1)
        times.push(await timed(async () => (hits += (await searching.page(asked(n) as never, principal)).data.length)));
      console.info(
        `${viewer.padEnd(12)} ${name.padEnd(38)} p50 ${quantile(times, 0.5).toFixed(1)} ms, p95 ${quantile(times, 0.95).toFixed(1)} ms, ${(hits / SEARCHES).toFixed(1)} hits`,
      );
    }
  }
  await searching.close();
  await Promise.all([admin.end(), runtime.end()]);
  await database.drop();
});
