// The platform agrees with the model (laws 1 to 10, 12, 13) when several commands run concurrently, on separate connections. A disagreement prints
// its seed and the commands.
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkBooks } from "@ledge/database/books/books";
import { agreement, halfOfTheRuns, type Match, MATCH_TIMEOUT_MS, openMatch } from "../support/model-match.ts";

/** Three commands have six orders; with more, one that fits by accident becomes likelier than a bug. */
const MOST_AT_ONCE = 3;
let match: Match;

beforeAll(async () => {
  match = await openMatch();
});
afterAll(async () => await match.close());

describe("the platform", () => {
  const law = "answers concurrent commands as if they had come one after the other in some order";
  test(law, { timeout: MATCH_TIMEOUT_MS }, async () => {
    await fc.assert(agreement(match, MOST_AT_ONCE), halfOfTheRuns() as object);
    expect(await checkBooks(match.admin)).toEqual([]);
  });
});
