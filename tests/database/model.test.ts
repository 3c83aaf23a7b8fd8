// The platform agrees with the model (laws 1 to 10, 12, 13), command by command, on real Postgres, and a platform with a planted bug does not. A
// disagreement prints its seed and the commands.
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkBooks } from "@ledge/database/books/books";
import type { AtMarkers } from "@ledge/verification/chaos/plant";
import { agreement, halfOfTheRuns, type Match, MATCH_TIMEOUT_MS, openMatch } from "../support/model-match.ts";
import { withMutant } from "../support/mutant.ts";

const ALONE = 1;
let match: Match;

beforeAll(async () => {
  match = await openMatch();
});
afterAll(async () => await match.close());

describe("the platform", () => {
  const law = "answers every command as the model does, and has the same balances after each and the same history";
  test(law, { timeout: MATCH_TIMEOUT_MS }, async () => {
    await fc.assert(agreement(match, ALONE), halfOfTheRuns() as object);
    expect(await checkBooks(match.admin)).toEqual([]);
  });
});

const mutants: readonly [bug: string, name: string, at: AtMarkers][] = [
  ["holds that reduce no balance", "ledger.post", { "hold-debit-limit": "false AND" }],
  ["a hold that is captured twice", "payments.capture_hold", { "hold-open": "false AND" }],
  ["a reversal over its original", "payments.reverse_transfer", { "reversal-limit": "false AND" }],
  ["a skipped version", "ledger.post", { "next-version": "1 +" }],
  ["a frozen account that pays", "ledger.post", { "debit-frozen": "false AND" }],
  ["a blocked customer who pays", "ledger.post", { "owner-blocked": "false AND" }],
  ["a payee's limit that a customer can measure", "ledger.post", { "payees-limit": "false AND" }],
  ["an account that is posted to before it was opened", "ledger.post", { "opened-on": "false AND" }],
  ["a transaction that counts before an account was opened", "ledger.post_transaction", { "opened-on": "false AND" }],
  ["a customer who dates a payment into the past", "ledger.post", { "counts-from": "false AND" }],
  ["a backdating that is forgotten", "ledger.keep_backdatings", { backdated: "false AND" }],
];

describe("a planted bug is detected:", () => {
  test.each(mutants)("%s", { timeout: MATCH_TIMEOUT_MS }, async (_bug, name, at) => {
    await withMutant(name, at, async (mutated) => {
      const against = await openMatch(mutated);
      const found = await fc.check(agreement(against, ALONE), { numRuns: 100, endOnFailure: true });
      await against.close();
      expect(found.failed).toBe(true);
    });
  });
});
