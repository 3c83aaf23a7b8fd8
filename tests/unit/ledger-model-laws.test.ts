// The laws hold on the model for random scripts, the scripts reach every refusal, and models with a planted bug are detected. A failure prints its
// seed.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { play, type Played, PRELUDE, scripts, type ScriptStep } from "../model/commands.ts";
import { balanceAt, NOW, statement, trialBalance } from "../model/history.ts";
import { brokenLaws } from "../model/invariants.ts";
import { LedgerModel } from "../model/ledger-model.ts";
import { type CommandType, isRefused, REFUSALS, type State, type Transfer } from "../model/terms.ts";

const SLOW_TEST_MS = 180_000;
const LENGTH = { min: 50, max: 60 };
const commands: Record<CommandType, true> = {
  openAccount: true,
  transfer: true,
  reverse: true,
  hold: true,
  capture: true,
  release: true,
  sweep: true,
  batch: true,
  transaction: true,
  decide: true,
  setStatus: true,
  setOverdraftLimit: true,
};

/** Plays the script and collects the refusals and the successful commands. */
function expectLaws(model: LedgerModel, script: readonly ScriptStep[], answered = new Set<string>()): Set<string> {
  const played: Played[] = [];
  for (const step of play(model, script)) {
    played.push(step);
    const broken = brokenLaws(model.state, step);
    // Thrown, because an expectation per step would take longer than the laws.
    if (broken.length > 0) throw new Error([...broken, ...played.slice(PRELUDE.length).map(describeStep)].join("\n"));
    answered.add(answerOf(step));
  }
  return answered;
}

const answerOf = ({ command, outcome }: Played): string => (isRefused(outcome) ? outcome.refusal : command.type);
const inDigits = (_name: string, value: unknown): unknown => (typeof value === "bigint" ? String(value) : value);
const describeStep = (step: Played): string => `${step.at}: ${JSON.stringify(step.command, inDigits)}: ${answerOf(step)}`;

describe("the laws", () => {
  test(
    "hold after every command, and scripts reach every refusal and every success",
    () => {
      const answered = new Set<string>();
      const law = fc.property(scripts(LENGTH), (script) => void expectLaws(new LedgerModel(), script, answered));
      fc.assert(law, { numRuns: 1_000 });
      expect([...REFUSALS, ...Object.keys(commands)].filter((answer) => !answered.has(answer))).toEqual([]);
    },
    SLOW_TEST_MS,
  );

  test("an answer as recorded by an instant never changes, and all queries agree with each other", () => {
    fc.assert(
      fc.property(scripts(LENGTH), (script) => {
        const model = new LedgerModel();
        const then = new Map<number, State>();
        for (const { at } of play(model, script)) then.set(at, model.state);
        for (const [at, state] of then) expectAgreement(model.state, at, state);
      }),
      { numRuns: 50 },
    );
  });
});

function expectAgreement(state: State, at: number, then: State): void {
  const sums = new Map<string, bigint>();
  for (const { id, currency, normalSide } of then.accounts) {
    const recorded = balanceAt(state, id, at);
    expect(recorded).toEqual(balanceAt(then, id, NOW));
    sums.set(currency, (sums.get(currency) ?? 0n) + (normalSide === "debit" ? recorded.posted : -recorded.posted));
    for (const basis of ["recorded", "effective"] as const) {
      const { opening, lines, closing } = statement(state, id, at, at + 10, basis);
      expect([opening, closing]).toEqual([at - 1, at + 9].map((instant) => balanceAt(state, id, instant, basis).posted));
      expect(lines.at(-1)?.balance ?? opening).toBe(closing);
    }
  }
  expect([...sums.values()].every((sum) => sum === 0n)).toBe(true);
  for (const { debits, credits } of Object.values(trialBalance(state, at))) expect(debits).toBe(credits);
}

describe("history", () => {
  const CASH = 0;
  const ANN = 1;
  /** 100 at 10; a reversal of 30 at 20, effective at 5; 40 held at 30, of which 10 are captured at 40 and the rest released at 50. */
  const { state } = (() => {
    const model = new LedgerModel();
    const currency = "EUR";
    model.apply({ type: "openAccount", owner: null, currency, normalSide: "debit", overdraftLimit: null, openedOn: 0 }, 0);
    model.apply({ type: "openAccount", owner: "ann", currency, normalSide: "credit", overdraftLimit: 0n, openedOn: 0 }, 0);
    model.apply({ type: "transfer", source: CASH, destination: ANN, amount: 100n, currency }, 10);
    model.apply({ type: "transfer", source: ANN, destination: CASH, amount: 30n, currency, effectiveAt: 5 }, 20);
    model.apply({ type: "hold", source: ANN, destination: CASH, amount: 40n, currency }, 30);
    model.apply({ type: "capture", hold: 0, amount: 10n }, 40);
    model.apply({ type: "release", hold: 0 }, 50);
    return model;
  })();

  test.each([
    [9, "0 0 0 0", "-30 0 0 3"],
    [10, "100 0 0 1", "70 0 0 3"],
    [20, "70 0 0 2", "70 0 0 3"],
    [30, "70 0 40 2", "70 0 40 3"],
    [40, "60 0 30 3", "60 0 30 3"],
    [50, "60 0 0 3", "60 0 0 3"],
    [4, "0 0 0 0", "0 0 0 3"],
  ])("at %i a balance is the sum of what is recorded, or effective, by then", (at, recorded, effective) => {
    expect(Object.values(balanceAt(state, ANN, at)).join(" ")).toBe(recorded);
    expect(Object.values(balanceAt(state, ANN, at, "effective")).join(" ")).toBe(effective);
  });

  test("a statement covers the range from one instant to before another, in the order of its basis", () => {
    const shown = (basis: "recorded" | "effective", from: number, to: number) => {
      const { opening, lines, closing } = statement(state, ANN, from, to, basis);
      return [opening, ...lines.map(({ entry, balance }) => `${entry.version}: ${balance}`), closing];
    };
    expect(shown("recorded", 10, 40)).toEqual([0n, "1: 100", "2: 70", 70n]);
    expect(shown("effective", 5, 40)).toEqual([0n, "2: -30", "1: 70", 70n]);
    expect(shown("effective", 6, 41)).toEqual([-30n, "1: 70", "3: 60", 60n]);
    expect(shown("recorded", 11, 20)).toEqual([100n, 100n]);
  });

  test("a trial balance puts each account's net on its side", () => {
    expect(trialBalance(state, 20)).toEqual({ EUR: { debits: 70n, credits: 70n } });
    expect(trialBalance(state, 0)).toEqual({ EUR: { debits: 0n, credits: 0n } });
  });
});

class HoldsBeyondTheLimit extends LedgerModel {
  protected override refusesPending(): null {
    return null;
  }
}

class CapturesTwice extends LedgerModel {
  protected override remaining(hold: { amount: bigint }): bigint {
    return hold.amount;
  }
  protected override refusesEnd(): null {
    return null;
  }
}

class ReversesWithoutEnd extends LedgerModel {
  protected override leftToReverse(original: Transfer): bigint {
    return original.amount;
  }
}

class ReversesBeforeTheOriginal extends LedgerModel {
  protected override isBeforeOriginal(): boolean {
    return false;
  }
}

class BlocksNobody extends LedgerModel {
  protected override isBlocked(): boolean {
    return false;
  }
}

class SkipsVersions extends LedgerModel {
  protected override nextVersion(account: number): number {
    const next = super.nextVersion(account);
    return next === 3 ? 4 : next;
  }
}

describe("a planted bug is found", () => {
  test.each([
    ["no overdraft limit for holds", HoldsBeyondTheLimit, /5\. what is available never falls below/],
    ["a hold captured twice", CapturesTwice, /8\. (?:captures run along|a hold resolves once)/],
    ["reversals beyond the original", ReversesWithoutEnd, /9\. reversals run the other way and never exceed/],
    ["reversals before the original", ReversesBeforeTheOriginal, /9\. reversals run the other way and never exceed .* before it/],
    ["owners that are never blocked", BlocksNobody, /7\. a blocked owner is debited by/],
    ["a skipped version", SkipsVersions, /4\. a balance is the fold/],
  ])("%s", (_bug, Mutant, law) => {
    const lawful = fc.property(scripts(LENGTH), (script) => void expectLaws(new Mutant(), script));
    const found = fc.check(lawful, { numRuns: 200 });
    expect([found.failed, String(found.errorInstance)]).toEqual([true, expect.stringMatching(law)]);
  });
});
