// The docs' remedies for each problem, checked against the code and the contract as far as possible: names and figures.
import contract from "@ledge/openapi/ledge.v1.json" with { type: "json" };
import { BATCH_MAX_ITEMS } from "@ledge/shared/contracts/batches";
import { EARLIEST, LATEST } from "@ledge/shared/instants";
import { MAX_AMOUNT_MINOR } from "@ledge/shared/money";
import { type ProblemCode, problems } from "@ledge/shared/problem";
import { remedies } from "@ledge/dev/docs/remedies";
import { describe, expect, test } from "vitest";
import { MAX_PREVIOUS_SECRETS } from "../../core-service/src/webhooks/secrets.ts";
import { MAX_BODY_BYTES } from "../../workers/gateway/src/read-body.ts";
import { MAX_FAULTS } from "../../workers/kit/src/validate.ts";
import { CAMT053_MAX_MINOR } from "../../workers/payments/src/statement/camt053.ts";

const codes = Object.keys(remedies) as ProblemCode[];
/** Words in code font that are not names of the contract: values, typed input, and names from camt.053's schema. */
const NO_NAMES = new Set([
  "Authorization: Bearer ledge_…",
  "Content-Type: application/json",
  "totalDigits",
  "npm run db:prepare",
  '"0"',
  "null",
  "*",
]);

/** Members, values of enums, parameters and headers of the contract, HTTP methods, and header names that it lists elsewhere. */
function namesOfContract(): ReadonlySet<string> {
  const names = new Set(["PATCH", "Accept", "Allow"]);
  const visit = (node: unknown): void => {
    if (node === null || typeof node !== "object") return;
    const { properties, headers, enum: values, name } = node as Record<string, unknown>;
    for (const named of [properties, headers]) for (const key of Object.keys((named ?? {}) as object)) names.add(key);
    for (const value of [...(Array.isArray(values) ? values : []), name]) if (typeof value === "string") names.add(value);
    for (const child of Object.values(node)) visit(child);
  };
  visit(contract);
  return names;
}

const namesIn = (remedy: string): string[] =>
  [...remedy.matchAll(/`([^`]+)`/g)].map(([, name]) => (name as string).replace(/^−/, "")).filter((name) => !NO_NAMES.has(name));

const figures: readonly (readonly [ProblemCode, string, RegExp, string])[] = [
  ["validation_failed", "how many faults there are at most", /the first (\d+) of them/, String(MAX_FAULTS)],
  ["validation_failed", "the first year of a time", /from (\d+) to/, EARLIEST.slice(0, 4)],
  ["validation_failed", "the last year of a time", /to (\d+)\./, LATEST.slice(0, 4)],
  ["payload_too_large", "the size of a batch", /up to ([\d,]+) transfers/, BATCH_MAX_ITEMS.toLocaleString("en")],
  ["unsupported_content_coding", "the size of a body in MiB", /at most (\d+) MiB/, String(MAX_BODY_BYTES / 1_048_576)],
  ["amount_beyond_format", "the digits that camt.053 holds", /up to (\d+) digits/, String(String(CAMT053_MAX_MINOR).length)],
  ["amount_beyond_format", "the digits of the largest amount", /ledger of up to (\d+)/, String(String(MAX_AMOUNT_MINOR).length)],
  ["amount_out_of_range", "the largest amount", /up to ([\d,]+)\./, MAX_AMOUNT_MINOR.toLocaleString("en")],
  [
    "too_many_webhook_secrets",
    "how many previous secrets sign at most",
    /^(\w+) previous/,
    ["", "", "", "", "Four", "Five"][MAX_PREVIOUS_SECRETS] ?? "",
  ],
];

describe("a remedy", () => {
  test.each(codes)("of %s uses code font only for names of the contract", (code) => {
    const known = namesOfContract();
    expect(namesIn(remedies[code]).filter((name) => !known.has(name))).toEqual([]);
  });

  test.each(figures)("of %s states %s as the code defines it", (code, _what, says, decided) => {
    expect(says.exec(remedies[code])?.[1]).toBe(decided);
  });

  test("and the title of a code state that an overdraft limit is added to the available balance", () => {
    expect(problems.insufficient_funds.title).toContain("available balance and overdraft limit");
    expect(remedies.insufficient_funds).toMatch(/`available` is `posted` less `pending_out`.*the overdraft limit is not in it/);
    expect(contract.components.schemas.Balance.properties.available.description).toMatch(
      /^posted − pending_out\. An overdraft limit is not added to it/,
    );
  });
});
