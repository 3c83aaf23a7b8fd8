// The importer as an operator runs it, against the whole platform: a file that grew, two concurrent imports, an account that refuses, and files of
// which nothing may be posted. Postings are counted by transaction, not by sums.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkBooks } from "@ledge/database/books/books";
import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Amounts, bankFile, type FileOptions } from "../support/bank-file.ts";
import { connect } from "../support/database.ts";
import { type Ledge, startLedge } from "../support/ledge.ts";
import { ended, run } from "../support/processes.ts";

const folder = mkdtempSync(join(tmpdir(), "ledge-import-"));
let ledge: Ledge;
let database: pg.Client;

beforeAll(async () => {
  ledge = await startLedge();
  database = await connect(ledge.database.adminUrl);
});
afterAll(async () => {
  await database.end();
  await ledge.close();
  rmSync(folder, { recursive: true, force: true });
});

const AGAIN = "Run the same command again";
const times = (count: number, amountMinor: number): number[] => Array.from({ length: count }, () => amountMinor);

/** Starts the importer on a file with this text; `output` is everything that it prints. */
function start(text: string, ...flags: string[]): ReturnType<typeof run> {
  const file = join(mkdtempSync(join(folder, "file-")), "transactions.csv");
  writeFileSync(file, text);
  return run("tools/cli/src/import/main.ts", [file, "--url", ledge.url.origin, "--key", ledge.operatorKey, ...flags]);
}

async function importFile(text: string, ...flags: string[]): Promise<{ exitCode: number | null; output: string; tally: any }> {
  const { child, output } = start(text, ...flags);
  const exitCode = await ended(child);
  const rows = [...output().matchAll(/^([a-z/]+) +([\d.]+)\b/gm)];
  return { exitCode, output: output(), tally: Object.fromEntries(rows.map(([, name, value]) => [name, Number(value)])) };
}

/** How often the transactions of these accounts were posted: the number of transactions by number of postings. */
async function postings(accounts: readonly string[]): Promise<Record<number, number>> {
  const { rows } = await database.query(
    `SELECT times, count(*)::int AS n FROM (
       SELECT external_id, count(*)::int AS times FROM ledger.transfers
       WHERE split_part(external_id, '-', 1) = ANY ($1) GROUP BY external_id) AS posted GROUP BY times`,
    [accounts],
  );
  return Object.fromEntries(rows.map(({ times: often, n }) => [often, n]));
}

const linesOf = (amounts: Amounts): number => Object.values(amounts).reduce((sum, { length }) => sum + length, 0);

test("the import of a file that grew continues after the last posted line, with new accounts and a larger overdraft, in every form of request", async () => {
  const today = { g1: [...times(700, 5), -4_000], g2: [100, -50] };
  const tomorrow = { g1: [...today.g1, ...times(40, 7), -300], g2: [...today.g2, -80], g3: [1, 2] };
  const afterwards = { ...tomorrow, g2: [...tomorrow.g2, 30, 1] };
  expect(await importFile(bankFile(today))).toMatchObject({ exitCode: 0, tally: { posted: 703, replayed: 0, mismatches: 0 } });
  const grown = await importFile(bankFile(tomorrow));
  expect(grown, grown.output).toMatchObject({ exitCode: 0, tally: { lines: 747, posted: 44, replayed: 703, mismatches: 0, accounts: 3 } });
  const last = await importFile(bankFile(afterwards), "--one-by-one");
  expect(last, last.output).toMatchObject({ exitCode: 0, tally: { posted: 2, replayed: 747, mismatches: 0 } });
  expect(await importFile(bankFile(today))).toMatchObject({ exitCode: 0, tally: { posted: 0, replayed: 703, mismatches: 0 } });
  expect(await postings(["g1", "g2", "g3"])).toEqual({ 1: linesOf(afterwards) });
  expect(await checkBooks(database)).toEqual([]);
});

test("an import that was killed continues with the file of the next day", async () => {
  const today = { k1: times(1_800, 3), k2: times(600, 1) };
  const first = start(bankFile(today));
  await expect.poll(() => postings(["k1", "k2"]), { timeout: 30_000, interval: 5 }).not.toEqual({});
  await ended(first.child, "SIGKILL");
  const tomorrow = { k1: [...today.k1, 9], k2: [...today.k2, -600, 1] };
  const { exitCode, output, tally } = await importFile(bankFile(tomorrow));
  expect([exitCode, tally.posted + tally.replayed, tally.mismatches], output).toEqual([0, linesOf(tomorrow), 0]);
  expect(await postings(["k1", "k2"])).toEqual({ 1: linesOf(tomorrow) });
});

test("two concurrent imports, of a file and of the longer file of the next day, post every line once", async () => {
  const today = { c1: times(1_300, 2), c2: times(20, 4), c3: times(30, 1) };
  const tomorrow = { c1: [...today.c1, ...times(30, 1)], c2: [...today.c2, -80, 5], c3: today.c3, c4: times(10, 8) };
  const both = await Promise.all([importFile(bankFile(today)), importFile(bankFile(tomorrow))]);
  expect(
    both.map(({ exitCode }) => exitCode),
    both.map(({ output }) => output).join("\n"),
  ).toEqual([0, 0]);
  expect(await postings(["c1", "c2", "c3", "c4"])).toEqual({ 1: linesOf(tomorrow) });
  expect(await checkBooks(database)).toEqual([]);
});

test("a line that changed after it was posted ends the import before anything is posted, without the advice to run it again", async () => {
  await importFile(bankFile({ h1: [10, 20], h2: [1] }));
  for (const changed of [
    { h1: [10, 21, 5], h2: [1, 2] },
    { h1: [-10, 20, 5], h2: [1, 2] },
  ]) {
    const { exitCode, output } = await importFile(bankFile(changed));
    expect([exitCode, output], output).toEqual([
      1,
      expect.stringMatching(/account h1, line \d .*line \d of the file.*not what was posted/),
    ]);
    expect(output).not.toContain(AGAIN);
  }
  const inserted = bankFile({ h1: [10, 20, 5], h2: [1, 2] }).replace("h1-1,", "h1-new,");
  const { exitCode, output } = await importFile(inserted);
  expect([exitCode, output]).toEqual([1, expect.stringMatching(/account h1, line 1 .*not posted.*later/)]);
  expect(await postings(["h1", "h2"])).toEqual({ 1: 3 });
});

test("accounts may use the same transaction ids, in one file or in two, because each account's transactions are separate", async () => {
  const numbered = (text: string): string => text.replace(/\bi[0-9]-(?=\d+,)/g, "");
  const files = [{ i1: [10, 20] }, { i1: [10, 20], i2: [7, 8, -1], i3: [7] }, { i4: [10, 20] }].map((amounts) =>
    numbered(bankFile(amounts)),
  );
  const outcomes = [];
  for (const file of files) outcomes.push(await importFile(file, "--patience", "5"));
  expect(
    outcomes.map(({ exitCode, tally }) => [exitCode, tally.posted, tally.replayed, tally.mismatches]),
    outcomes.map(({ output }) => output).join("\n"),
  ).toEqual([
    [0, 2, 0, 0],
    [0, 4, 2, 0],
    [0, 2, 0, 0],
  ]);
});

test.each([
  ["operation", "cash_deposit", "transfer_in"],
  ["operation or purpose", "pension", "salary"],
  ["counterparty_bank", "GH", "KL"],
  ["counterparty_bank", "GH", ""],
  ["counterparty_account", "4711", "4712"],
  ["amount_minor", ",20,", ",0,"],
  ["date", "2020-01-01", "2020-01-02"],
])("a posted line with another %s (%s, and now '%s') ends the import before anything is posted, and is named", async (column, was, is) => {
  const account = `v${column.length}${was.length}${is.length}`;
  const before = bankFile({ [account]: [10, 20] }, { purpose: "pension" }).replaceAll("pension,,", "pension,GH,4711");
  const grown = bankFile({ [account]: [10, 20, 30] }, { purpose: "pension" }).replaceAll("pension,,", "pension,GH,4711");
  expect(await importFile(before)).toMatchObject({ exitCode: 0, tally: { posted: 2 } });
  const changed = grown.split("\n").map((text) => (text.includes(`,${account}-2,`) ? text.replace(was, is) : text));
  const { exitCode, output } = await importFile(changed.join("\n"));
  expect([exitCode, output]).toEqual([1, expect.stringContaining(`line 2 (line 3 of the file) is not what was posted: ${column} `)]);
  expect(await postings([account])).toEqual({ 1: 2 });
});

test("a file that is shorter than the posted transactions reports how many it lacks, and posts the lines that it adds elsewhere", async () => {
  expect(await importFile(bankFile({ s1: [1, 2, 3], s2: [4] }))).toMatchObject({ exitCode: 0, tally: { posted: 4 } });
  const { exitCode, output, tally } = await importFile(bankFile({ s1: [1], s2: [4, 5] }));
  expect([exitCode, tally.posted, tally.replayed], output).toEqual([0, 1, 2]);
  expect(output).toContain("2 posted transactions of the file's accounts are not in the file");
  expect(output).toContain("account s1, transaction s1-2");
  expect((await importFile(bankFile({ s1: [1, 2, 3], s2: [4, 5] }))).output).not.toContain("not in the file");
});

test("a posted line that moved to another account ends the import before anything is posted", async () => {
  await importFile(bankFile({ m1: [1, 2] }));
  const moved = bankFile({ m1: [1], m2: [1, 2] }).replace("m2-2,", "m1-2,");
  const { exitCode, output } = await importFile(moved);
  expect([exitCode, output]).toEqual([1, expect.stringContaining("is posted on account m1 already, as transaction m1-2")]);
  expect(await postings(["m1", "m2"])).toEqual({ 1: 2 });
});

test("a frozen account ends the import without using up its keys: once unfrozen, the file of the next day continues", async () => {
  const today = { f1: [10, -5], f2: [1] };
  await importFile(bankFile(today));
  const { json } = await ledge.request("GET", "/v1/accounts?limit=100");
  const customer = (await database.query("SELECT id FROM customers.customers WHERE external_id = 'f1'")).rows[0].id;
  const rows = await database.query("SELECT id FROM accounts.accounts WHERE customer_id = $1", [customer]);
  expect(rows.rowCount).toBe(1);
  const account = json.data.find((one: any) => one.kind === "customer" && one.balance.version === 2);
  await ledge.request("POST", `/v1/accounts/${account.id}/freeze`);
  const tomorrow = { f1: [...today.f1, -5], f2: today.f2 };
  const refused = await importFile(bankFile(tomorrow));
  expect([refused.exitCode, refused.output]).toEqual([1, expect.stringMatching(/account f1.*frozen/)]);
  expect(refused.output).not.toContain(AGAIN);
  await ledge.request("POST", `/v1/accounts/${account.id}/unfreeze`);
  expect(await importFile(bankFile({ f1: [...tomorrow.f1, 3], f2: today.f2 }))).toMatchObject({ exitCode: 0, tally: { posted: 2 } });
  expect(await postings(["f1", "f2"])).toEqual({ 1: 5 });
});

test.each<[string, string, FileOptions, RegExp]>([
  ["a date in the future", "d1", { date: "2999-01-01" }, /line 3: date "2999-01-01" is in the future/],
  ["a purpose that is too long", "d2", { purpose: "é".repeat(500) }, /line 3: operation and purpose .*500/],
])("a file with %s is refused as a whole, by line, and nothing of it is opened or posted", async (_what, account, options, words) => {
  const bad = bankFile({ [account]: [1, 2] }, options)
    .split("\n")
    .slice(2)
    .join("\n");
  const good = bankFile({ [account]: [1] });
  const { exitCode, output } = await importFile(good + bad);
  expect([exitCode, output]).toEqual([1, expect.stringMatching(words)]);
  expect(output).toContain("nothing was posted");
  expect((await database.query("SELECT FROM customers.customers WHERE external_id = $1", [account])).rowCount).toBe(0);
});

test("lines with too many bytes for one request are sent in several", async () => {
  const long = { operation: "o".repeat(60), purpose: "漢".repeat(200), counterparty: "字".repeat(200) };
  const { exitCode, output, tally } = await importFile(bankFile({ ["b".repeat(95)]: times(500, 1) }, long));
  expect([exitCode, tally.posted], output).toEqual([0, 500]);
});

test("operations without a Latin letter have separate house accounts, which bear their names", async () => {
  const operations = ["внесение наличных", "снятие", "現金"];
  const text = operations.map((operation, index) => bankFile({ [`o${index}`]: [5] }, { operation })).join("");
  const lines = text.split("\n");
  const outcome = await importFile([lines[0], ...lines.filter((line) => line.startsWith("2020")), ""].join("\n"));
  expect(outcome, outcome.output).toMatchObject({ exitCode: 0, tally: { posted: 3, mismatches: 0 } });
  const { rows } = await database.query("SELECT name FROM accounts.accounts WHERE name = ANY ($1)", [operations]);
  expect(rows.map(({ name }) => name).sort()).toEqual([...operations].sort());
});
