// The period of a statement (law 31): it uses the clock of recorded times, so that consecutive statements contain each entry once, and an effective
// statement is complete whichever way the clocks of clients, Workers and the database differ.
import { randomInt } from "node:crypto";
import type { Basis } from "@ledge/shared/contracts/accounts";
import type { StatementEntry, StatementHead, StatementPeriod } from "@ledge/shared/contracts/statement";
import { decodeId } from "@ledge/shared/ids";
import { random } from "@ledge/verification/random";
import type pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { getAccount } from "../../core-service/src/accounts/read-account.ts";
import { readOne } from "../../core-service/src/database/read-by-id.ts";
import type { Work } from "../../core-service/src/database/work.ts";
import { operations } from "../../core-service/src/lane/operations.ts";
import { shiftClock } from "../support/database-clock.ts";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { BACKDATED, openAccount, post, transfer } from "../support/ledger-fixture.ts";
import { openUnlimited, workOn, writeCall } from "../support/work.ts";

let database: TestDatabase;
let admin: pg.Client;
let runtime: pg.Client;
let other: string;

beforeEach(async () => {
  database = await createTestDatabase();
  admin = await connect(database.adminUrl);
  runtime = await connect(database.runtimeUrl);
  other = await openAccount(admin, { overdraftLimit: null });
});
afterEach(async () => {
  await runtime.end();
  await admin.end();
  await database.drop();
});

/** A Worker whose clock differs by this much from the machine's. */
const workOff = (offsetMs: number): Work => ({ ...workOn(runtime), now: () => new Date(Date.now() + offsetMs) });

/** A complete statement, with all its pages. */
async function read(work: Work, account: string, period: StatementPeriod, basis: Basis = "recorded") {
  const opened = await operations.openStatement(work, writeCall(), account, period, basis);
  if (!opened.ok) throw new Error("the statement was refused");
  const entries: StatementEntry[] = [];
  for (let position = opened.value.position; position !== null;) {
    const page = await operations.readStatement(work, writeCall(), account, position);
    if (!page.ok) throw new Error("a page was refused");
    entries.push(...page.value.entries);
    position = page.value.next as typeof position;
  }
  return { head: opened.value.head as StatementHead, entries };
}

const countsAt = (entry: StatementEntry): string => (entry.effective_at < entry.created_at ? entry.effective_at : entry.created_at);

describe("an effective statement", () => {
  test.each([-30, 30])(
    "is complete over its pages when the database's clock is %d ms off and clients send the current time",
    async (offsetMs) => {
      const seed = randomInt(2 ** 31);
      console.info(`seed ${seed}`);
      const next = random(seed);
      await shiftClock(admin, offsetMs);
      const work = workOff(0);
      const account = await openUnlimited(work);
      const own = decodeId("account", account) as string;
      const sent = new Map<string, string | null>();
      for (let call = 0; call < 60; call += 1) {
        const batch = Array.from({ length: 20 }, () => {
          const effective_at = next(3) === 0 ? null : new Date(Date.now() - next(15)).toISOString();
          return transfer(own, other, 1n, { effective_at });
        });
        const posted = await post(runtime, batch);
        posted.forEach((answer, index) => sent.set(String(answer.source?.version), batch[index]?.effective_at ?? null));
      }
      await shiftClock(admin, 1_000);
      const { head, entries } = await read(work, account, {}, "effective");
      expect(new Set(entries.map(({ version }) => version)).size, `seed ${seed}`).toBe(sent.size);
      expect([entries.length, head.closing_balance]).toEqual([1_200, "1200"]);
      const counted = entries.map(countsAt);
      expect(counted).toEqual(counted.toSorted());
      // The sent time is shown, also where the entry is effective when it was recorded.
      for (const entry of entries) expect(entry.effective_at).toBe(sent.get(String(entry.version)) ?? entry.created_at);
    },
  );
});

describe("a statement's period", () => {
  test.each([
    [-100, 0],
    [100, 0],
    [0, -100],
    [0, 100],
  ])("is followed by the next one's without a gap, with the database %d ms off and the Worker %d ms", async (databaseMs, workerMs) => {
    await shiftClock(admin, databaseMs);
    const work = workOff(workerMs);
    const account = await openUnlimited(work);
    const own = decodeId("account", account) as string;
    const versions: number[] = [];
    let [from, closing]: [string | undefined, string] = [undefined, "0"];
    for (let round = 0; round < 20; round += 1) {
      await post(runtime, [transfer(own, other, 1n)]);
      const { head, entries } = await read(work, account, from === undefined ? {} : { from });
      expect(head.opening_balance).toBe(closing);
      expect(entries.every(({ created_at }) => created_at >= head.from && created_at < head.to)).toBe(true);
      versions.push(...entries.map(({ version }) => version));
      [from, closing] = [head.to, head.closing_balance];
    }
    await shiftClock(admin, 1_000);
    versions.push(...(await read(work, account, { from: from as string })).entries.map(({ version }) => version));
    expect(versions).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  test("ends at the database's current time when a later end is requested, and a start beyond that is its end", async () => {
    const work = workOff(0);
    const account = await openUnlimited(work);
    await post(runtime, [transfer(decodeId("account", account) as string, other, 1n)]);
    const ahead = new Date(Date.now() + 3_000).toISOString();
    const { head } = await read(work, account, { to: ahead });
    expect(head.to < ahead && head.to <= head.created_at).toBe(true);
    const empty = await read(work, account, { from: ahead });
    expect([empty.head.from, empty.entries]).toEqual([empty.head.to, []]);
    expect(empty.head.opening_balance).toBe(empty.head.closing_balance);
  });

  test("begins with the account when no start is requested: at its opening, or at its first effective entry", async () => {
    const work = workOff(3_600_000); // The clock of a Worker that is an hour ahead has no influence.
    const account = await openUnlimited(work);
    const own = decodeId("account", account) as string;
    const opened = await readOne(work, writeCall(), getAccount, account);
    if (!opened.ok) throw new Error("the account is not there");
    await post(runtime, [transfer(own, other, 5n), transfer(own, other, 7n, { effective_at: BACKDATED })]);
    await shiftClock(admin, 1_000);
    const [recorded, effective] = [await read(work, account, {}), await read(work, account, {}, "effective")];
    expect(recorded.head).toMatchObject({ from: opened.value.created_at, opening_balance: "0", closing_balance: "12" });
    expect(effective.head).toMatchObject({ from: new Date(BACKDATED).toISOString(), opening_balance: "0", closing_balance: "12" });
    expect([recorded, effective].map(({ entries }) => entries.map(({ version }) => version))).toEqual([
      [1, 2],
      [2, 1],
    ]);
    const before = await read(work, account, { to: "2001-01-01T00:00:00Z" });
    expect(before).toMatchObject({ head: { from: "2001-01-01T00:00:00.000Z", to: "2001-01-01T00:00:00.000Z" }, entries: [] });
  });
});
