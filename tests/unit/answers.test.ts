// What a gate remembers of answers: for a while, the newest of them, and never more than its memory may hold.
import { describe, expect, test } from "vitest";
import { AnswerCache, ENTRY_CHARACTERS, KEEP_MS, MAX_CHARACTERS } from "../../workers/gateway/src/idempotency/answer-cache.ts";

const kept = (keptAtMs: number, characters = 2) => ({
  fingerprint: "f",
  answer: { status: 201, headers: {}, body: "x".repeat(characters) },
  keptAtMs,
});

describe("kept answers", () => {
  test("are found until their time is over", () => {
    const answers = new AnswerCache();
    answers.keep("p/k", kept(0));
    expect(answers.find("p/k", KEEP_MS - 1)).toEqual(kept(0));
    expect(answers.find("p/k", KEEP_MS)).toBeNull();
    expect(answers.find("p/other", 0)).toBeNull();
  });

  test("give way to newer ones when memory is full, the oldest first", () => {
    const answers = new AnswerCache();
    const quarter = MAX_CHARACTERS / 4 - ENTRY_CHARACTERS - "a".length;
    for (const key of ["a", "b", "c", "d"]) answers.keep(key, kept(0, quarter));
    expect(["a", "d"].map((key) => answers.find(key, 0) !== null)).toEqual([true, true]);
    answers.keep("e", kept(1, quarter + 1));
    expect(["a", "b", "c", "d", "e"].map((key) => answers.find(key, 1) !== null)).toEqual([false, false, true, true, true]);
  });

  test("are few however small they are: an answer of two characters weighs what keeping it takes", () => {
    const answers = new AnswerCache();
    const many = Math.ceil(MAX_CHARACTERS / ENTRY_CHARACTERS);
    for (let index = 0; index < many; index += 1) answers.keep(`p/${index}`, kept(index));
    expect([answers.find("p/0", many), answers.find(`p/${many - 1}`, many)]).toEqual([null, kept(many - 1)]);
  });

  test("that are kept again count once", () => {
    const answers = new AnswerCache();
    const half = MAX_CHARACTERS / 2 - ENTRY_CHARACTERS - "a".length;
    for (let again = 0; again < 10; again += 1) answers.keep("a", kept(again, half));
    answers.keep("b", kept(10, half));
    expect(["a", "b"].map((key) => answers.find(key, 10) !== null)).toEqual([true, true]);
  });

  test("whose time is over are dropped by the next one: nothing else would drop them", () => {
    const answers = new AnswerCache();
    answers.keep("old", kept(0));
    answers.keep("new", kept(KEEP_MS));
    // Asked as of a time when it would still be good: it is gone for its age, not hidden by it.
    expect([answers.find("old", 0), answers.find("new", KEEP_MS)]).toEqual([null, kept(KEEP_MS)]);
  });
});
