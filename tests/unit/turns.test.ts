// Turns between those who wait: nobody waits behind all that another one asks for, and what is too much is refused to the one who has most of it.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Turns } from "../../core-service/src/database/turns.ts";

const of = (weight: number) => ({ weight, size: weight });
const PLENTY = 1_000_000;
/** Items are numbers, each weighing what it says. */
function filled(quantum: number, ...owners: readonly (readonly [owner: string, weights: readonly number[]])[]): Turns<string> {
  const turns = new Turns<string>(quantum, PLENTY);
  for (const [owner, weights] of owners) for (const [at, weight] of weights.entries()) turns.add(owner, `${owner}${at}`, of(weight));
  return turns;
}
const many = (count: number, weight = 1): number[] => Array.from({ length: count }, () => weight);

describe("turns", () => {
  test("the items of one owner go in the order in which they came, as many as the weight allows", () => {
    const turns = filled(8, ["a", [1, 1, 5, 1]]);
    expect([turns.next(2), turns.next(2), turns.next(9), turns.next(9)]).toEqual([["a0", "a1"], ["a2"], ["a3"], []]);
  });

  test("whoever comes last and asks for little is in the next batch, whatever the others ask for", () => {
    const turns = filled(8, ["greedy", many(400)], ["other", many(3)]);
    expect(turns.next(100).filter((item) => item.startsWith("other"))).toEqual(["other0", "other1", "other2"]);
  });

  test("an owner of heavy items saves up for each, and those of light ones go before it meanwhile", () => {
    const turns = filled(8, ["heavy", many(20, 40)], ["light", many(40)]);
    expect(turns.next(100)).toEqual([
      ...Array.from({ length: 32 }, (_, at) => `light${at}`),
      "heavy0",
      ...Array.from({ length: 8 }, (_, at) => `light${32 + at}`),
    ]);
  });

  test("owners who ask for all that they can get get the same weight, whatever their items weigh", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 2, maxLength: 6 }),
        fc.integer({ min: 1, max: 16 }),
        (weights, quantum) => {
          const owners = weights.map((weight, at): [string, number[]] => [
            String.fromCharCode(97 + at),
            many(Math.ceil(3_000 / weight), weight),
          ]);
          const turns = filled(quantum, ...owners);
          const taken = new Map(owners.map(([owner]) => [owner, 0]));
          for (let batch = 0; batch < 10; batch += 1) {
            for (const item of turns.next(100))
              taken.set(item.charAt(0), (taken.get(item.charAt(0)) ?? 0) + (weights[item.charCodeAt(0) - 97] ?? 0));
          }
          const shares = [...taken.values()];
          expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(quantum + 2 * Math.max(...weights));
        },
      ),
    );
  });

  test("an owner who was alone owes nothing for it: whoever comes then shares with it from that moment", () => {
    const turns = filled(8, ["busy", many(5_000)]);
    for (let batch = 0; batch < 9; batch += 1) expect(turns.next(500)).toHaveLength(500);
    for (let at = 0; at < 500; at += 1) turns.add("other", `other${at}`, of(1));
    const both = turns.next(400);
    expect(Math.abs(both.filter((item) => item.startsWith("busy")).length - 200)).toBeLessThanOrEqual(8);
  });

  test("turns go on where the last batch ended: one item at a time, each owner has as many", () => {
    const turns = filled(1, ["a", many(5)], ["b", many(5)], ["c", many(2)]);
    expect(Array.from({ length: 12 }, () => turns.next(1)[0])).toEqual([
      "a0",
      "b0",
      "c0",
      "a1",
      "b1",
      "c1",
      "a2",
      "b2",
      "a3",
      "b3",
      "a4",
      "b4",
    ]);
  });

  test("where no more may wait, the newest of the owner with the most gives way, and never one of who has less", () => {
    const turns = new Turns<string>(8, 10);
    for (let at = 0; at < 10; at += 1) expect(turns.add("greedy", `greedy${at}`, of(1))).toEqual([]);
    expect(turns.add("greedy", "greedy10", of(1))).toEqual(["greedy10"]);
    expect(turns.add("other", "other0", of(1))).toEqual(["greedy9"]);
    expect(turns.add("other", "other1", of(3))).toEqual(["greedy8", "greedy7", "greedy6"]);
    expect(turns.add("other", "other2", of(9))).toEqual(["other2"]);
    expect(turns.clear().sort()).toEqual(["greedy0", "greedy1", "greedy2", "greedy3", "greedy4", "greedy5", "other0", "other1"]);
    expect([turns.next(9), turns.add("a", "a0", of(10)), turns.next(9)]).toEqual([[], [], ["a0"]]);
  });

  test("every item is taken or gives way, once, and no more waits than may", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.tuple(fc.constantFrom("a", "b", "c"), fc.integer({ min: 1, max: 9 })), fc.integer({ min: 1, max: 12 })), {
          maxLength: 80,
        }),
        (steps) => {
          const turns = new Turns<number>(3, 20);
          const waiting = new Map<number, number>();
          const gone: number[] = [];
          const leave = (items: readonly number[]): void => {
            gone.push(...items);
            for (const item of items) expect(waiting.delete(item)).toBe(true);
          };
          for (const [at, step] of steps.entries()) {
            if (typeof step === "number") leave(turns.next(step));
            else {
              waiting.set(at, step[1]);
              leave(turns.add(step[0], at, of(step[1])));
            }
            expect([...waiting.values()].reduce((sum, weight) => sum + weight, 0)).toBeLessThanOrEqual(20);
          }
          leave(turns.next(PLENTY));
          expect([waiting.size, new Set(gone).size]).toEqual([0, gone.length]);
        },
      ),
    );
  });
});
