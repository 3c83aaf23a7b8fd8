// What the drill calls kept, lost and wrong, on histories of a few lines: a judge that finds nothing in a bad restore would prove nothing.
import { judgeInstant, judgeLoss } from "@ledge/verification/restore/judge";
import type { SentTransfer } from "@ledge/verification/restore/load";
import { describe, expect, test } from "vitest";

const asked = (key: string, sentAtMs: number, answeredAtMs: number | null): SentTransfer => ({
  ...{ key, source: "a", destination: "b", amount: "1", sentAtMs },
  answer: answeredAtMs === null ? null : { id: `trf_${key}`, atMs: answeredAtMs },
});
const there = (...keys: readonly string[]): Map<string, number> => new Map(keys.map((key) => [key, 1]));

describe("a restore to an instant", () => {
  const history = [asked("old", 0, 50), asked("open", 90, 120), asked("near", 98, 99), asked("new", 200, 220), asked("dead", 210, null)];

  test("keeps what was acknowledged before it, and nothing that was asked for after it; what was under way may be there or not", () => {
    expect(judgeInstant(history, there("old"), 100)).toEqual({ acknowledged: 1, later: 2, faults: [] });
    expect(judgeInstant(history, there("old", "open", "near"), 100)).toEqual({ acknowledged: 1, later: 2, faults: [] });
  });

  test("is wrong when something acknowledged is missing, something later is there, or something is there twice", () => {
    expect(judgeInstant(history, there("open"), 100).faults).toEqual(["old was acknowledged before the instant and is not there"]);
    expect(judgeInstant(history, there("old", "dead"), 100).faults).toEqual(["dead was asked for after the instant and is there"]);
    expect(judgeInstant(history, new Map([["old", 2]]), 100).faults).toEqual(["old is there 2 times"]);
  });

  test("shows nothing when nothing came before or after it", () => {
    expect(judgeInstant(history, there(), 10).faults).toEqual([
      expect.stringContaining("acknowledged before the instant: this shows nothing"),
    ]);
    expect(judgeInstant(history, there("old", "new"), 900).faults).toContainEqual(
      expect.stringContaining("asked for after the instant: this shows"),
    );
  });
});

describe("a restore after a loss", () => {
  const history = [asked("a", 0, 50), asked("b", 60, 80), asked("c", 70, 90), asked("d", 95, null)];

  test("loses the end alone: how much was acknowledged, and for how long", () => {
    expect(judgeLoss(history, there("a", "b"), 100)).toEqual({ acknowledged: 1, rpoMs: 20, faults: [] });
    expect(judgeLoss(history, there("a", "b", "c"), 100)).toEqual({ acknowledged: 0, rpoMs: 10, faults: [] });
  });

  test("is wrong when what is gone was acknowledged before something that was kept was asked for", () => {
    expect(judgeLoss(history, there("b"), 100).faults).toEqual(["a is gone, though what was asked for after its acknowledgement is there"]);
    expect(judgeLoss(history, there(), 100).faults).toEqual(["nothing was kept"]);
  });
});
