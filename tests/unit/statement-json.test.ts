// Statements as JSON: exactly the contract's schema.
import { statement } from "@ledge/shared/contracts/statement";
import { describe, expect, test } from "vitest";
import { rendered, type Sample, sampleOf, small } from "../support/statement.ts";

/** With times as the core has them, to the millisecond. */
const asAnswered = ({ head, entries }: Sample): Sample => {
  const iso = (time: string): string => new Date(time).toISOString();
  return {
    head: { ...head, from: iso(head.from), to: iso(head.to), created_at: iso(head.created_at) },
    entries: entries.map((entry) => ({ ...entry, effective_at: iso(entry.effective_at), created_at: iso(entry.created_at) })),
  };
};

describe("a statement as JSON", () => {
  test("is the head with its entries, by the schema", async () => {
    const sample = asAnswered(small);
    const document: unknown = JSON.parse(await rendered("json", sample));
    expect(document).toEqual({ ...sample.head, entries: sample.entries });
    expect(statement.parse(document)).toEqual(document);
  });

  test("is the same document however it is split into pages", async () => {
    const whole = await rendered("json", small, 100);
    expect(whole).toBe(JSON.stringify({ ...small.head, entries: small.entries }));
    expect(await rendered("json", small, 1)).toBe(whole);
  });

  test("has an empty list when nothing happened", async () => {
    const quiet = sampleOf({ opening_balance: "7" }, []);
    expect(JSON.parse(await rendered("json", quiet))).toEqual({ ...quiet.head, closing_balance: "7", entries: [] });
  });

  test("keeps any description exactly", async () => {
    const description = '=1+1 "quoted" \\ \u0001\u001f\u007f\u2028 ]]> 👩🏽‍🚀 \r\n\t,';
    const sample = asAnswered(sampleOf({}, [{ direction: "credit", amount: "1", description }]));
    const document = statement.parse(JSON.parse(await rendered("json", sample)));
    expect(document.entries[0]?.description).toBe(description);
  });

  test.each([
    ["a balance that is a number", { opening_balance: 0 }],
    ["a third basis", { basis: "booked" }],
    ["a third side", { normal_side: "both" }],
    ["a malformed account", { account: "cus_01jd2m8xk7e9vbt3q5w6y8z0ac" }],
    ["a member too many", { iban: "DE89" }],
    ["an entry without its members", { entries: [{}] }],
  ])("%s violates the schema", (_what, change) => {
    expect(statement.safeParse({ ...small.head, entries: small.entries, ...change }).success).toBe(false);
  });
});
