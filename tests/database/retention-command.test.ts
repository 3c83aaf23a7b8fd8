// `npm run retention` as it is run: what it says, what it changes, and its exit codes. Its instant is the present, so rows are as old as they must be.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { ROOT } from "@ledge/repository/root";
import type pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { clear, delivery, partitions, prepare } from "../support/retention-fixture.ts";

const MONTH_MS = 31 * 86_400_000;
let database: TestDatabase;
let admin: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  admin = await connect(database.adminUrl);
});
afterAll(async () => {
  await admin.end();
  await database.drop();
});
beforeEach(async () => await clear(admin));

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const command = async (tool: string, ...args: string[]): Promise<Run> =>
  await promisify(execFile)(process.execPath, [join(ROOT, "tools/database/src", tool), ...args], {
    env: { PATH: process.env["PATH"], RETENTION_DATABASE_URL: database.retentionUrl, AUDITOR_DATABASE_URL: database.runtimeUrl },
  }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: Run) => error,
  );
const retention = (...args: string[]) => command("retention/main.ts", ...args);

/** An instant some months ago, and its month. */
function ago(months: number): { readonly at: string; readonly month: string } {
  const at = new Date(Date.now() - months * MONTH_MS).toISOString();
  return { at, month: at.slice(0, "2026-01".length) };
}

describe("npm run retention", () => {
  test("says with --dry-run what it would do, and does it without: it makes, drops and keeps, and a second run has nothing to do", async () => {
    const [old, pending] = [ago(9), ago(8)];
    await prepare(admin, old.month);
    await delivery(admin, old.at, "delivered");
    await delivery(admin, pending.at, "pending");
    const before = await partitions(admin);
    const dry = await retention("--dry-run");
    expect(dry.code, dry.stderr).toBe(0);
    expect(dry.stdout).toMatch(
      new RegExp(`^drop +webhooks.deliveries_ended, webhooks.attempts of ${old.month}: all of it is older than 90 days$`, "m"),
    );
    expect(await partitions(admin)).toEqual(before);

    const run = await retention();
    expect(run.code, run.stderr).toBe(0);
    expect(run.stdout).toMatch(new RegExp(`^dropped webhooks.deliveries_ended, webhooks.attempts of ${old.month}: `, "m"));
    expect(run.stdout).toMatch(
      new RegExp(`^kept +webhooks.deliveries_ended, webhooks.attempts of ${pending.month}: 1 of its deliveries`, "m"),
    );
    expect(run.stdout).toMatch(/^made +idempotency.refusals of /m);
    const again = await retention();
    expect([again.code, again.stdout.includes("Nothing was to be done."), again.stdout.match(/^(made|dropped)/m)]).toEqual([0, true, null]);
  });

  test("says with --dry-run that it drops what it makes of an old month in a default partition, and does both", async () => {
    const { at, month } = ago(9);
    await delivery(admin, at, "delivered");
    const dry = await retention("--dry-run");
    const run = await retention();
    for (const [words, { stdout }] of [
      ["make|drop", dry],
      ["made|dropped", run],
    ] as const)
      expect(
        stdout.match(new RegExp(`^(?:${words}) +webhooks.deliveries_ended, webhooks.attempts of ${month}: `, "gm")),
        stdout,
      ).toHaveLength(2);
    expect((await partitions(admin)).filter((name) => name.endsWith(month.replace("-", "_")))).toEqual([]);
  });

  test("fails while the default partition has rows of a month that has not ended, and says so", async () => {
    await delivery(admin, new Date().toISOString(), "delivered");
    const { code, stdout } = await retention();
    expect([code, /^late +webhooks.deliveries_ended/m.test(stdout)]).toEqual([1, true]);
  });

  test.each([
    [["--refusals-days", "89"], 1, "kept for at least 90 days"],
    [["--deliveries-days", "29"], 1, "deliveries for at least 30"],
    [["--deliveries-days", "soon"], 2, "--deliveries-days is a number of days"],
    [["--refusals-days", "0"], 2, "--refusals-days is a number of days"],
  ])("refuses %j, and changes nothing", async (args, code, words) => {
    const before = await partitions(admin);
    const run = await retention(...args);
    expect([run.code, run.stderr.includes(words)], run.stderr).toEqual([code, true]);
    expect(await partitions(admin)).toEqual(before);
  });

  test("is missed by npm run grants when nobody runs it: it names each table without a partition for this or the next month", async () => {
    const missing = await command("grants/main.ts");
    expect([missing.code, missing.stderr.match(/^no partition of /gm)?.length]).toEqual([1, 6]);
    await retention();
    expect(await command("grants/main.ts")).toMatchObject({ code: 0, stderr: "" });
  });
});
