// What chaos's checker of effects says of histories: a correct one passes, and each way to break it is named, once.
import type { Effect, EndedIntent } from "@ledge/verification/chaos/history";
import { type EffectLaw, judgeAnswers, judgeEffects } from "@ledge/verification/chaos/judge-effects";
import { describe, expect, test } from "vitest";

const effect = (mark: string, id = `trf_${mark}`, amount = "5"): Effect => ({ mark, id, amount });
const promised = (...marks: string[]) => marks.map((mark) => ({ mark, amount: "5" }));
const answer = (status: number, digest = "same", code: string | null = null) => ({ status, digest, code });
let made = 0;
const record = (end: EndedIntent["end"], marks: readonly string[], more: Partial<EndedIntent> = {}): EndedIntent => ({
  ...{ n: (made += 1), kind: "transfer", key: `key-${made}`, intended: promised(...marks), end, answers: [] },
  acknowledged: end === "ok" ? marks.map((mark) => effect(mark)) : [],
  ...more,
});

describe("effects", () => {
  test("a correct history passes: acknowledged is there once, refused is not, unknown is there or not", () => {
    const history = [
      record("ok", ["a"]),
      record("refused", ["b"]),
      record("unknown", ["c"]),
      record("unknown", ["d"]),
      record("ok", ["e", "f"], { kind: "batch", acknowledged: [effect("f")] }),
      record("ok", ["released"], { kind: "release" }),
      record("refused", ["released"], { kind: "release" }),
      record("unknown", ["released"], { kind: "release" }),
    ];
    expect(
      judgeEffects(
        history,
        ["a", "d", "f", "released"].map((mark) => effect(mark)),
      ),
    ).toEqual([]);
  });

  const lost: EffectLaw = "what was acknowledged is there";
  const doubled: EffectLaw = "what was asked once is done once";
  const refused: EffectLaw = "what was refused left nothing";
  const nobodys: EffectLaw = "what is there was asked for";
  const otherwise: EffectLaw = "an answer states what was done";
  test.each<[what: string, history: readonly EndedIntent[], effects: readonly Effect[], law: EffectLaw]>([
    ["an acknowledged effect is not there", [record("ok", ["a"])], [], lost],
    ["an acknowledged effect is there twice", [record("ok", ["a"])], [effect("a"), effect("a", "trf_other")], doubled],
    ["an unknown effect is there twice", [record("unknown", ["a"])], [effect("a"), effect("a", "trf_other")], doubled],
    ["a refused effect is there", [record("refused", ["a"])], [effect("a")], refused],
    [
      "a refused item of a batch is there",
      [record("ok", ["a", "b"], { acknowledged: [effect("a")] })],
      [effect("a"), effect("b")],
      refused,
    ],
    ["an effect is there that nobody asked for", [], [effect("a")], nobodys],
    ["the effect has another id than was answered", [record("ok", ["a"])], [effect("a", "trf_other")], otherwise],
    ["the effect has another amount than was answered", [record("ok", ["a"])], [effect("a", "trf_a", "6")], otherwise],
    [
      "the effect has another amount than was asked for",
      [record("ok", ["a"], { acknowledged: [effect("a", "trf_a", "6")] })],
      [effect("a", "trf_a", "6")],
      nobodys,
    ],
    [
      "two requests were answered that they released one hold",
      [record("ok", ["released"], { kind: "release" }), record("ok", ["released"], { kind: "release" })],
      [effect("released")],
      lost,
    ],
  ])("%s: found", (_what, history, effects, law) => {
    expect(judgeEffects(history, effects).map((one) => one.law)).toEqual([law]);
  });
});

describe("answers", () => {
  const mustAnswer = { status: 422, code: "idempotency_key_reused" };

  test("one answer per key passes, and a used key's refusal in whatever words", () => {
    const reused = [answer(422, "one", mustAnswer.code), answer(422, "another", mustAnswer.code)];
    expect(judgeAnswers([record("ok", ["a"], { answers: [answer(201), answer(201)] }), record("unknown", ["b"])])).toEqual([]);
    expect(judgeAnswers([record("refused", ["c"], { answers: reused, mustAnswer })])).toEqual([]);
  });

  test.each<[what: string, history: EndedIntent, law: EffectLaw]>([
    ["other bytes", record("ok", ["a"], { answers: [answer(201), answer(201, "other")] }), "one key has one answer"],
    ["another status", record("ok", ["a"], { answers: [answer(201), answer(201), answer(200)] }), "one key has one answer"],
    [
      "a used key that is taken for new",
      record("ok", ["a"], { answers: [answer(201)], mustAnswer }),
      "a key that is used again for something else is refused",
    ],
    [
      "a used key that is refused for another reason",
      record("refused", ["a"], { answers: [answer(422, "same", "insufficient_funds")], mustAnswer }),
      "a key that is used again for something else is refused",
    ],
  ])("%s: found", (_what, history, law) => {
    expect(judgeAnswers([history]).map((one) => one.law)).toEqual([law]);
  });
});
