// RPC answers are disposed where they arrive, and reach their reader unchanged.
import { disposeAnswer } from "@ledge/shared/dispose-answer";
import { describe, expect, test } from "vitest";

describe("an RPC answer", () => {
  test("is disposed once and is itself", () => {
    let times = 0;
    const answer = { data: [1], [Symbol.dispose]: () => void (times += 1) };
    expect([disposeAnswer(answer), times]).toEqual([answer, 1]);
  });

  test.each([null, undefined, 5, "text", { plain: true }])("that holds nothing (%j) passes", (answer) => {
    expect(disposeAnswer(answer)).toBe(answer);
  });
});
