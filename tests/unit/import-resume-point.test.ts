// Where an import resumes: the posted transactions decide, and their differences from the file are reported.
import type { PostedTransfer } from "@ledge/cli/import/line-difference";
import type { Line } from "@ledge/cli/import/plan";
import { transferOf } from "@ledge/cli/import/requests";
import { type PostedEntry, resumePointOf } from "@ledge/cli/import/resume-point";
import { describe, expect, test } from "vitest";
import { postedAs } from "../support/posted-as.ts";

const line = (account: string, number: number, amountMinor: bigint): Line => ({
  fileLine: number + 1,
  account,
  line: number,
  transactionId: `${account}-${number}`,
  date: "1993-01-01",
  direction: "credit",
  operation: "cash_deposit",
  purpose: "pension",
  counterpartyBank: "GH",
  counterpartyAccount: "",
  amountMinor,
  balanceAfterMinor: 0n,
});
const lines = [line("a", 1, 1n), line("a", 2, 0n), line("a", 3, 1n), line("a", 4, 0n), line("a", 5, 1n)];
const transferNow = (one: Line) => transferOf(one, "customer", `house account of ${one.operation}`, "CZK");
/** The posted transaction of an id: the first line, with the given changes. */
const entry = (externalId: string, changes: Partial<PostedTransfer> = {}, balanceAfterMinor = 7n): PostedEntry => ({
  externalId,
  transfer: { ...postedAs(transferNow(line("a", 1, 1n))), ...changes },
  balanceAfterMinor,
});
const pointOf = (...posted: PostedEntry[]) => resumePointOf(lines, posted, transferNow);

describe("an import resumes", () => {
  test.each([
    ["at its first line, when nothing is posted", [], 0],
    ["after the last posted line and the lines of zero behind it", [entry("a-1")], 2],
    ["nowhere, when all is posted", [entry("a-1"), entry("a-3"), entry("a-5")], 5],
    ["past postings of others on the account", [entry("x"), entry("a-1"), entry("a-3"), entry("y")], 4],
  ])("%s", (_title, posted, next) => {
    expect(pointOf(...posted)).toMatchObject({ ok: true, next });
  });

  test("with the balance of each posted line, and that of the first where an id was posted twice", () => {
    const posted = [entry("a-1", {}, 1n), entry("a-3", {}, 2n), entry("a-1", {}, 9n)];
    expect(pointOf(...posted)).toMatchObject({
      balances: new Map([
        ["a-1", 1n],
        ["a-3", 2n],
      ]),
    });
  });

  test("with a report of posted transactions that are not in the file", () => {
    const point = pointOf(entry("x"), entry("a-1"), entry("a-6"));
    expect(point.ok && point.unlisted.map(({ externalId }) => externalId)).toEqual(["x", "a-6"]);
  });
});

test.each([
  ["another amount", [entry("a-1", { amount: "2" })], 1, "is not what was posted: amount_minor was 2 and is now 1"],
  [
    "the other direction",
    [entry("a-1", { source_account: "customer", destination_account: "house account of cash_deposit" })],
    1,
    "is not what was posted: direction was debit and is now credit",
  ],
  [
    "another house account",
    [entry("a-1", { source_account: "house account of transfer_in" })],
    1,
    "is not what was posted: operation differs",
  ],
  ["another date", [entry("a-1", { effective_at: "1993-01-02T00:00:00.000Z" })], 1, "date was 1993-01-02 and is now 1993-01-01"],
  ["another time of the day", [entry("a-1", { effective_at: "1993-01-01T00:00:01.000Z" })], 1, "date was 1993-01-01T00:00:01.000Z and is"],
  ["another description", [entry("a-1", { description: "cash_deposit" })], 1, "is not what was posted: operation or purpose differs"],
  ["no description", [entry("a-1", { description: null })], 1, "is not what was posted: operation or purpose differs"],
  ["another bank of the counterparty", [entry("a-1", { metadata: { counterparty_bank: "KL" } })], 1, "counterparty_bank differs"],
  ["no bank of the counterparty", [entry("a-1", { metadata: {} })], 1, "counterparty_bank differs"],
  [
    "an account of the counterparty",
    [entry("a-1", { metadata: { counterparty_bank: "GH", counterparty_account: "1" } })],
    1,
    "counterparty_account differs",
  ],
  ["an amount for a line of zero", [entry("a-1"), entry("a-2", { amount: "5" })], 2, "amount_minor was 5 and is now 0"],
  ["a gap", [entry("a-1"), entry("a-5")], 3, "is not posted, while later lines are, such as line 5"],
] as const)("%s on the ledger is reported by line and column, and is no point to resume from", (_what, posted, number, words) => {
  const point = pointOf(...posted);
  expect(point).toMatchObject({ ok: false, line: { line: number }, detail: expect.stringContaining(words) });
});
