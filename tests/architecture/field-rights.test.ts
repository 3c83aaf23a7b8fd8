// Least authority by field: the contract says of every member of every body who sees it and who sets it. The list is a committed file, so that
// somebody has decided it for each new member.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { statedRights } from "../support/rights/fields.ts";

const golden = JSON.parse(readFileSync(new URL("./golden/field-rights.json", import.meta.url), "utf8")) as unknown;

describe("rights of fields", () => {
  test("each member of each body has the rights that were decided, and none is without a decision", () => {
    // An intended change is committed by writing this object into golden/field-rights.json.
    expect(statedRights()).toEqual(golden);
  });
});
