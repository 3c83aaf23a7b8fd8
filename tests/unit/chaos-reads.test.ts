// What chaos's checker of reads says of what was read after an answer: as far or further passes, and each way to go back is found.
import { amountOfLegs } from "@ledge/verification/chaos/intents";
import { goneBack, later, type Stage, type Staged, stageIn } from "@ledge/verification/chaos/judge-reads";
import { Resources } from "@ledge/verification/chaos/resources";
import { describe, expect, test } from "vitest";

const hold = (status: string, captured: string): Staged => ({ status, captured_amount: captured });
const account = (version: number): Staged => ({ status: "open", balance: { version, available: "0" } });
const balance = (version: number): Staged => ({ version, available: "0" });
const transfer = (reversed: string): Staged => ({ status: "posted", reversed_amount: reversed });
const stageOf = (document: Staged): Stage => stageIn(document) as Stage;

describe("reads", () => {
  test.each<[what: string, acknowledged: Staged, read: Staged]>([
    ["the same balance", balance(3), balance(3)],
    ["a later version of an account", balance(3), account(4)],
    ["a frozen account, which has not ended", account(3), { ...account(3), status: "frozen" }],
    ["a transfer that is reversed further", transfer("2"), transfer("10")],
    ["a hold that is captured further", hold("open", "2"), hold("captured", "10")],
    ["a hold that has expired", hold("open", "2"), hold("expired", "2")],
    ["a released hold", hold("released", "2"), hold("released", "2")],
  ])("%s passes", (_what, acknowledged, read) => {
    expect(goneBack(stageOf(acknowledged), stageOf(read))).toBeNull();
  });

  test.each<[what: string, acknowledged: Staged, read: Staged, found: RegExp]>([
    ["an earlier balance", balance(3), balance(2), /^at 2 after 3/],
    ["an earlier version of an account", balance(3), account(2), /^at 2 after 3/],
    ["a transfer that is reversed by less", transfer("10"), transfer("2"), /^at 2 after 10/],
    ["a hold that is captured by less", hold("open", "10"), hold("open", "2"), /^at 2 after 10/],
    ["a hold that is open again", hold("released", "2"), hold("open", "2"), /^as open after released/],
    ["a hold that has ended in another way", hold("captured", "2"), hold("expired", "2"), /^as expired after captured/],
  ])("%s is found", (_what, acknowledged, read, found) => {
    expect(goneBack(stageOf(acknowledged), stageOf(read))).toMatch(found);
  });

  test("a document without a stage shows none, such as a problem", () => {
    expect(stageIn({ status: "404" })).toBeNull();
  });

  test("an answer that comes late takes back nothing that is known", () => {
    expect(later(stageOf(hold("released", "5")), stageOf(hold("open", "2")))).toEqual({ reached: 5, ended: "released" });
  });

  test("a transfer is reversed by the sum of its acknowledged reversals", () => {
    const resources = new Resources("vault", [], ["one", "other"]);
    resources.noteReversal("trf_a", 2);
    resources.noteReversal("trf_a", 3);
    resources.noteStage("trf_a", stageOf(transfer("4")));
    expect(resources.stageOf("trf_a")).toEqual({ reached: 5, ended: null });
  });
});

test("the amount of a transaction is all of its legs, in whatever order they are read", () => {
  const [debit, credit] = [
    { account: "acct_a", direction: "debit", amount: "5" },
    { account: "acct_b", direction: "credit", amount: "5" },
  ];
  expect(amountOfLegs([debit, credit])).toBe(amountOfLegs([credit, debit]));
  const wrong = [{ account: "acct_c" }, { direction: "debit" }, { amount: "6" }].map((change) =>
    amountOfLegs([debit, { ...credit, ...change }]),
  );
  expect(wrong).not.toContain(amountOfLegs([debit, credit]));
  expect(amountOfLegs([debit, debit, credit])).not.toBe(amountOfLegs([debit, credit]));
});
