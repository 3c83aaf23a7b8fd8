// RPC answers are let go where they came from, and reach their reader unchanged.
import { disposeAnswer } from "@ledge/shared/dispose-answer";
import { describe, expect, test } from "vitest";

describe("an RPC answer", () => {
  test("is let go once and is itself", () => {
    let times = 0;
    const answer = { data: [1], [Symbol.dispose]: () => void (times += 1) };
    expect([disposeAnswer(answer), times]).toEqual([answer, 1]);
  });

  test.each([null, undefined, 5, "text", { plain: true }])("that nobody holds (%j) passes", (answer) => {
    expect(disposeAnswer(answer)).toBe(answer);
  });
});
