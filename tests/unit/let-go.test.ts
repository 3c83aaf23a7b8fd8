// RPC answers are let go where they came from, and reach their reader unchanged.
import { letGo } from "@ledge/shared/let-go";
import { describe, expect, test } from "vitest";

describe("an RPC answer", () => {
  test("is let go once and is itself", () => {
    let times = 0;
    const answer = { data: [1], [Symbol.dispose]: () => void (times += 1) };
    expect([letGo(answer), times]).toEqual([answer, 1]);
  });

  test.each([null, undefined, 5, "text", { plain: true }])("that nobody holds (%j) passes", (answer) => {
    expect(letGo(answer)).toBe(answer);
  });
});
