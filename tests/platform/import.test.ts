// The importer on real input: a bank's own transactions are replayed through `npm start`, the platform and the importer are killed in the middle, and
// every balance is compared with the bank's. It takes minutes and so has its own command.
import type { ChildProcess } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeServerFolder } from "@ledge/database/postgres/server-folder";
import { freePort } from "@ledge/database/postgres/local-postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkBooks } from "@ledge/database/books/books";
import { connect } from "../support/database.ts";
import { endAll, ended, run } from "../support/processes.ts";

const FILE = fileURLToPath(new URL("../../../shared/data/czech-bank/transactions.csv", import.meta.url));
/** The first ones of the file, whose 9,046 take a quarter of an hour: `LEDGE_LINES=9046 npm run test:platform`. */
const LINES = Number(process.env["LEDGE_LINES"] ?? 2_500);
/** The points at which the platform and the importer are killed. */
const KILL_AFTER_TRANSFERS = LINES / 3;
const isMissing = !existsSync(FILE) && process.env["CI"] !== "true";

const stateDir = makeServerFolder("ledge-platform-");
const file = join(makeServerFolder("ledge-lines-"), "transactions.csv");
let port: number;

beforeAll(async () => {
  port = await freePort();
  // The bank's own balances are those after each line.
  const [header, ...lines] = isMissing ? [] : readFileSync(FILE, "utf8").split("\n");
  writeFileSync(file, [header, ...lines.slice(0, LINES)].join("\n"));
});
afterAll(async () => {
  await endAll();
  for (const folder of [stateDir, dirname(file)]) rmSync(folder, { recursive: true, force: true });
});

async function startPlatform(): Promise<ChildProcess> {
  const { child, output } = run("tools/dev/src/start/main.ts", ["--port", String(port), "--state", stateDir]);
  await expect.poll(() => output().includes("Ledge is up") || child.exitCode !== null, { timeout: 180_000 }).toBe(true);
  expect(child.exitCode, output()).toBeNull();
  return child;
}

function startImport(...options: string[]): { child: ChildProcess; output: () => string } {
  const { url, operator_key } = JSON.parse(readFileSync(join(stateDir, "dev.json"), "utf8")) as Record<string, string>;
  return run("tools/cli/src/import/main.ts", [file, "--url", url as string, "--key", operator_key as string, ...options]);
}

async function importAll(...options: string[]): Promise<Record<string, number>> {
  const { child, output } = startImport(...options);
  const code = await ended(child);
  expect(code, output()).toBe(0);
  return Object.fromEntries([...output().matchAll(/^([a-z/]+) +([\d.]+)\b/gm)].map(([, name, value]) => [name, Number(value)]));
}

/** As the cluster's superuser. Postgres itself records its port. */
async function superuser() {
  const [, , , postgresPort] = readFileSync(join(stateDir, "postgres", "postmaster.pid"), "utf8").split("\n");
  return await connect(`postgres://postgres:postgres@127.0.0.1:${postgresPort}/ledge`);
}

const importedIn = (currency: string) =>
  `SELECT count(*)::int AS n, count(DISTINCT external_id)::int AS lines FROM ledger.transfers WHERE currency = '${currency}'`;
const imported = importedIn("CZK");

describe.skipIf(isMissing)("the import of a bank's transactions (needs the data beside the repository)", () => {
  test("posts every line once after it was killed with the platform and started again, and every balance is the bank's", async () => {
    const platform = await startPlatform();
    const first = startImport("--one-by-one");
    const client = await superuser();
    await expect
      .poll(async () => (await client.query(imported)).rows[0].n, { timeout: 300_000, interval: 250 })
      .toBeGreaterThan(KILL_AFTER_TRANSFERS);
    await client.end();
    await Promise.all([ended(platform, "SIGKILL"), ended(first.child, "SIGKILL")]);

    await startPlatform();
    const second = await importAll("--one-by-one");
    expect(second).toMatchObject({ lines: LINES, mismatches: 0 });
    expect(second["replayed"]).toBeGreaterThan(KILL_AFTER_TRANSFERS - 1);
    expect((second["posted"] ?? 0) + (second["replayed"] ?? 0)).toBe(LINES);

    const third = await importAll("--one-by-one");
    expect(third).toMatchObject({ lines: LINES, posted: 0, replayed: LINES, mismatches: 0 });
    const check = await superuser();
    expect((await check.query(imported)).rows[0]).toEqual({ n: LINES, lines: LINES });
    expect(await checkBooks(check)).toEqual([]);
    await check.end();
    console.log({ second, third });
  });

  // In another currency the same file is another import: one platform serves both, and their rates belong to one run.
  test("by batches posts every line once too, and faster, when the importer is killed in the middle", async () => {
    const first = startImport("--currency", "USD");
    const client = await superuser();
    await expect
      .poll(async () => (await client.query(importedIn("USD"))).rows[0].n, { timeout: 180_000, interval: 20 })
      .toBeGreaterThan(500);
    await ended(first.child, "SIGKILL");
    const second = await importAll("--currency", "USD");
    expect(second).toMatchObject({ lines: LINES, mismatches: 0 });
    expect(second["replayed"]).toBeGreaterThan(500);
    expect((await client.query(importedIn("USD"))).rows[0]).toEqual({ n: LINES, lines: LINES });

    const [batches, singles] = [await importAll("--currency", "GBP"), await importAll("--currency", "CHF", "--one-by-one")];
    expect([batches, singles]).toMatchObject([
      { posted: LINES, mismatches: 0 },
      { posted: LINES, mismatches: 0 },
    ]);
    expect(await checkBooks(client)).toEqual([]);
    await client.end();
    console.log({ second, batches, singles });
  });
});
