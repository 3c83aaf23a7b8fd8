// Where an import goes on: what is posted decides, and what differs from the file is said.
import type { Line } from "@ledge/tools/import/plan";
import { type PostedEntry, resumePointOf } from "@ledge/tools/import/resume-point";
import { describe, expect, test } from "vitest";

const line = (account: string, number: number, amountMinor: bigint): Line => ({
  fileLine: number + 1,
  account,
  line: number,
  transactionId: `${account}-${number}`,
  date: "1993-01-01",
  direction: "credit",
  operation: "",
  purpose: "",
  counterpartyBank: "",
  counterpartyAccount: "",
  amountMinor,
  balanceAfterMinor: 0n,
});
const entry = (externalId: string, changes: Partial<PostedEntry> = {}): PostedEntry => ({
  externalId,
  direction: "credit",
  amountMinor: 1n,
  effectiveAt: "1993-01-01T00:00:00.000Z",
  balanceAfterMinor: 7n,
  ...changes,
});
const lines = [line("a", 1, 1n), line("a", 2, 0n), line("a", 3, 1n), line("a", 4, 0n), line("a", 5, 1n)];
const other = line("b", 1, 1n);
const lineOf = (id: string): Line | undefined => [...lines, other].find(({ transactionId }) => transactionId === id);
const pointOf = (...posted: PostedEntry[]) => resumePointOf(lines, posted, lineOf);

describe("an import goes on", () => {
  test.each([
    ["at its first line, when nothing is posted", [], 0],
    ["after the last posted line and the lines of nothing behind it", [entry("a-1")], 2],
    ["nowhere, when all is posted", [entry("a-1"), entry("a-3"), entry("a-5")], 5],
    ["past what others posted on the account", [entry("x"), entry("a-1"), entry("a-3"), entry("y")], 4],
  ])("%s", (_title, posted, next) => {
    expect(pointOf(...posted)).toMatchObject({ ok: true, next });
  });

  test("with the balance of each posted line, that of the first where a name was posted twice", () => {
    const posted = [
      entry("a-1", { balanceAfterMinor: 1n }),
      entry("a-3", { balanceAfterMinor: 2n }),
      entry("a-1", { balanceAfterMinor: 9n }),
    ];
    expect(pointOf(...posted)).toMatchObject({
      balances: new Map([
        ["a-1", 1n],
        ["a-3", 2n],
      ]),
    });
  });
});

test.each([
  ["another amount", [entry("a-1", { amountMinor: 2n })], 1, "is not what was posted: an amount of 2, and now 1"],
  ["the other direction", [entry("a-1", { direction: "debit" })], 1, "is not what was posted: a debit, and now a credit"],
  ["another date", [entry("a-1", { effectiveAt: "1993-01-02T00:00:00.000Z" })], 1, "dated 1993-01-02T00:00:00.000Z, and now 1993-01-01"],
  ["a gap", [entry("a-1"), entry("a-5")], 3, "is not posted, while later lines are, such as line 5"],
  ["a line of another account", [entry("a-1"), entry("b-1")], 1, "is posted on account a already, as transaction b-1"],
] as const)("%s on the ledger is said, and is no place to go on from", (_what, posted, number, words) => {
  const point = pointOf(...posted);
  expect(point).toMatchObject({ ok: false, line: { line: number }, detail: expect.stringContaining(words) });
});
