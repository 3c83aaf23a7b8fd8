// Compares what the clients were answered with the effects in the database, counted per intent and not per idempotency key. Pure.
import type { Effect, EndedIntent } from "./history.ts";

export type EffectLaw =
  | "what was acknowledged is there"
  | "what was asked once is done once"
  | "what was refused left nothing"
  | "what is there was asked for"
  | "an answer states what was done"
  | "one key has one answer"
  | "a key that is used again for something else is refused";

export interface Violation<Law extends string = string> {
  readonly law: Law;
  readonly what: string;
}

interface Expectation {
  /** The amount that was asked for, which is the same in every intent with this mark. */
  readonly amount: string;
  readonly acknowledged: Effect[];
  unknown: number;
  /** The last intent with this mark, for the description of a violation. */
  intent: EndedIntent;
}

/**
 * Reconciles the effects in the database with the intents: an acknowledged one has exactly one effect, a refused one none, one of unknown
 * end at most one. Several intents may share a mark (of several releases of a hold one succeeds): then the sums are compared.
 */
export function judgeEffects(ended: readonly EndedIntent[], effects: readonly Effect[]): Violation<EffectLaw>[] {
  const expected = expectations(ended);
  const found = Map.groupBy(effects, ({ mark }) => mark);
  const violations: Violation<EffectLaw>[] = [];
  for (const [mark, { amount: asked, acknowledged, unknown, intent }] of expected) {
    const there = found.get(mark) ?? [];
    const what = `${intent.kind} ${intent.n} (${mark}): ${acknowledged.length} acknowledged, ${unknown} unknown, ${there.length} there`;
    if (there.length < acknowledged.length) violations.push({ law: "what was acknowledged is there", what });
    else if (there.length > acknowledged.length + unknown) {
      const isRefused = acknowledged.length + unknown === 0;
      violations.push({ law: isRefused ? "what was refused left nothing" : "what was asked once is done once", what });
    } else {
      const differs = acknowledged.find((one) => !there.some(({ id, amount }) => id === one.id && amount === one.amount));
      if (differs !== undefined) {
        const actual = there.map(({ id, amount }) => `${id} of ${amount}`).join(", ");
        const detail = `${what}; acknowledged ${differs.id} of ${differs.amount}, there is ${actual}`;
        violations.push({ law: "an answer states what was done", what: detail });
      } else {
        const other = there.find(({ amount }) => amount !== asked);
        const detail = `${what}; asked for was ${asked}, there is ${other?.amount}`;
        if (other !== undefined) violations.push({ law: "what is there was asked for", what: detail });
      }
    }
  }
  for (const [mark, there] of found) {
    if (!expected.has(mark)) violations.push({ law: "what is there was asked for", what: `${there.length} of ${mark}` });
  }
  return violations;
}

function expectations(ended: readonly EndedIntent[]): Map<string, Expectation> {
  const expected = new Map<string, Expectation>();
  for (const intent of ended) {
    for (const { mark, amount } of intent.intended) {
      const known = expected.get(mark) ?? { amount, acknowledged: [], unknown: 0, intent };
      expected.set(mark, known);
      known.intent = intent;
      if (intent.end === "unknown") known.unknown += 1;
      known.acknowledged.push(...intent.acknowledged.filter((one) => one.mark === mark));
    }
  }
  return expected;
}

/** The answers that differ from the first answer to their key, or from the only correct one. */
export function judgeAnswers(ended: readonly EndedIntent[]): Violation<EffectLaw>[] {
  return ended.flatMap(({ n, kind, answers, mustAnswer }): Violation<EffectLaw>[] => {
    // The refusal of a reused key is not stored, so its bytes may differ: only status and code are compared.
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
