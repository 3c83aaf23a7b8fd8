// The checker of effects: what the clients were told, against what is in the database, counted per intent and not per key. Pure.
import type { Acknowledged, Told } from "./history.ts";

export type EffectLaw =
  | "what was acknowledged is there"
  | "what was asked once is done once"
  | "what was refused left nothing"
  | "what is there was asked for"
  | "an answer tells what was done"
  | "one key has one answer"
  | "a key that is used again for something else is refused";

export interface Violation<Law extends string = string> {
  readonly law: Law;
  readonly what: string;
}

interface Expectation {
  readonly acknowledged: Acknowledged[];
  unknown: number;
  /** The last intent that promised it, for the words. */
  intent: Told;
}

/**
 * What of `effects` cannot be reconciled with what was told: acknowledged is exactly one, refused none, unknown at most one. Several
 * intents may share a mark (a hold is released once, whoever asks): then their sums count.
 */
export function judgeEffects(told: readonly Told[], effects: readonly Acknowledged[]): Violation<EffectLaw>[] {
  const expected = expectations(told);
  const found = Map.groupBy(effects, ({ mark }) => mark);
  const violations: Violation<EffectLaw>[] = [];
  for (const [mark, { acknowledged, unknown, intent }] of expected) {
    const there = found.get(mark) ?? [];
    const what = `${intent.kind} ${intent.n} (${mark}): ${acknowledged.length} acknowledged, ${unknown} unknown, ${there.length} there`;
    if (there.length < acknowledged.length) violations.push({ law: "what was acknowledged is there", what });
    else if (there.length > acknowledged.length + unknown) {
      const isRefused = acknowledged.length + unknown === 0;
      violations.push({ law: isRefused ? "what was refused left nothing" : "what was asked once is done once", what });
    } else {
      const differs = acknowledged.find((one) => !there.some(({ id, amount }) => id === one.id && amount === one.amount));
      if (differs !== undefined) {
        const is = there.map(({ id, amount }) => `${id} of ${amount}`).join(", ");
        violations.push({ law: "an answer tells what was done", what: `${what}; told ${differs.id} of ${differs.amount}, there is ${is}` });
      }
    }
  }
  for (const [mark, there] of found) {
    if (!expected.has(mark)) violations.push({ law: "what is there was asked for", what: `${there.length} of ${mark}` });
  }
  return violations;
}

function expectations(told: readonly Told[]): Map<string, Expectation> {
  const expected = new Map<string, Expectation>();
  for (const intent of told) {
    for (const { mark } of intent.promised) {
      const known = expected.get(mark) ?? { acknowledged: [], unknown: 0, intent };
      expected.set(mark, known);
      known.intent = intent;
      if (intent.end === "unknown") known.unknown += 1;
      known.acknowledged.push(...intent.acknowledged.filter((one) => one.mark === mark));
    }
  }
  return expected;
}

/** Which answers are not what their key's first answer was, or not the only right one. */
export function judgeAnswers(told: readonly Told[]): Violation<EffectLaw>[] {
  return told.flatMap(({ n, kind, answers, mustAnswer }): Violation<EffectLaw>[] => {
    // A key that stands for something else says so anew each time, in words of its own: nothing of that request is stored.
    if (mustAnswer !== undefined) {
      const wrong = answers.find(({ status, code }) => status !== mustAnswer.status || code !== mustAnswer.code);
      const what = `${kind} ${n}: ${wrong?.status} ${wrong?.code ?? ""}`;
      return wrong === undefined ? [] : [{ law: "a key that is used again for something else is refused", what }];
    }
    const [first] = answers;
    const other = answers.find(({ status, digest }) => status !== first?.status || digest !== first.digest);
    if (first === undefined || other === undefined) return [];
    const what = `${kind} ${n}: ${first.status} ${first.digest}, then ${other.status} ${other.digest}`;
    return [{ law: "one key has one answer", what }];
  });
}
