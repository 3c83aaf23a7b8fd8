// The comparison of two checkouts, without the processes that it starts: the order of measurements, what counts as a difference, and the protocol
// lines between checkouts, which are an interface between commits.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { closedLoopRate, compareSides, judge, medianInterval, orderOf, ratio, SIDES } from "@ledge/verification/bench/compare";
import { LOADS } from "@ledge/verification/bench/beside/loads";
import { readAnswer, readCommand, readLine } from "@ledge/verification/bench/beside/protocol";
import { besideReport } from "@ledge/verification/bench/beside/report";
import { openSide, serveCheckout } from "@ledge/verification/bench/beside/side";
import { median } from "@ledge/verification/bench/measure";
import { describe, expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const series = <T>(count: number, of: (turn: number) => T): T[] => Array.from({ length: count }, (_, turn) => of(turn));
/** Between -1 and 1, reproducible, and unrelated for different salts. */
const noise = (turn: number, salt: number): number => (Math.sin(turn * 12.9898 + salt * 78.233) * 43_758.5453) % 1;

describe("turns", () => {
  const turns = series(6, (turn) => orderOf(turn + 1, SIDES));

  test("every side is measured once in a turn", () => {
    for (const order of turns) expect([...order].sort()).toEqual([...SIDES].sort());
  });

  test("in six turns each side has each position twice", () => {
    for (const place of [0, 1, 2]) {
      for (const side of SIDES) expect(turns.filter((order) => order[place] === side)).toHaveLength(2);
    }
  });

  test("in six turns each side precedes each other three times, and follows itself once", () => {
    for (const [one, other] of [
      ["before", "after"],
      ["after", "control"],
      ["before", "control"],
    ] as const) {
      expect(turns.filter((order) => order.indexOf(one) < order.indexOf(other))).toHaveLength(3);
    }
    const sequence = [...turns, turns[0] ?? []].flat();
    const repeated = sequence.filter((side, index) => index > 0 && side === sequence[index - 1]).slice(0, 6);
    expect(repeated.sort().filter((side, index, all) => side !== all[index - 1])).toEqual([...SIDES].sort());
  });

  test.each([1, 2, 5])("in as many turns as there are sides, each of %i has each position once, lap after lap", (count) => {
    const sides = series(count, (side) => side);
    for (const lap of [0, 1, 2]) {
      const orders = series(count, (turn) => orderOf(lap * count + turn + 1, sides));
      for (const place of sides) expect(orders.map((order) => order[place]).sort()).toEqual(sides);
    }
  });
});

describe("the interval of a median", () => {
  // The ranks of the sign test's 95 % interval, from Conover's table of the binomial distribution with p = ½.
  test.each([
    [6, 1, 6],
    [7, 1, 7],
    [8, 1, 8],
    [9, 2, 8],
    [12, 3, 10],
    [15, 4, 12],
    [20, 6, 15],
    [24, 7, 18],
    [48, 17, 32],
  ])("of %i samples goes from the %i. to the %i.", (count, low, high) => {
    expect(medianInterval(series(count, (index) => count - index))).toEqual({ low, high });
  });

  test("of fewer than six samples is the whole line", () => {
    expect(medianInterval([1, 1, 1, 1, 1])).toEqual({ low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY });
  });

  test("the median of an even number of samples lies between the two middle ones", () => {
    expect([median([4, 1, 3, 2]), median([3, 1, 2]), median([])]).toEqual([2.5, 2, Number.NaN]);
  });
});

describe("a comparison", () => {
  test("pairs measurements of the same turn, so that a machine that slows down changes no ratio", () => {
    const before = series(12, (turn) => 1_000 / (turn + 1));
    const after = before.map((rate) => rate * 0.9);
    const { median: middle, low, high } = ratio(after, before);
    for (const value of [middle, low, high]) expect(value).toBeCloseTo(0.9, 10);
  });

  test.each([
    ["the same speed", 1, "no difference seen"],
    ["a hundredth slower, within noise", 0.99, "no difference seen"],
    ["a tenth slower", 0.9, "slower"],
    ["a tenth faster", 1.1, "faster"],
  ])("%s, under noise of 4 %%, is judged %s", (_what, factor, verdict) => {
    const rates = (salt: number, times: number): number[] => series(24, (turn) => 1_000 * times * (1 + 0.04 * noise(turn, salt)));
    expect(compareSides({ before: rates(1, 1), after: rates(2, factor), control: rates(3, factor) }).verdict).toBe(verdict);
  });

  const exact = { median: 1, low: 0.99, high: 1.01 };
  test.each([
    ["a median off 1 whose interval holds 1", { median: 0.9, low: 0.7, high: 1.02 }, exact, "no difference seen"],
    [
      "an interval off 1 that noise alone reaches",
      { median: 0.95, low: 0.93, high: 0.98 },
      { median: 1, low: 0.94, high: 1.03 },
      "no difference seen",
    ],
    [
      "the same, when noise leans the other way",
      { median: 0.95, low: 0.93, high: 0.98 },
      { median: 1.02, low: 0.99, high: 1.06 },
      "no difference seen",
    ],
    [
      "an interval above 1 that noise alone reaches",
      { median: 1.05, low: 1.02, high: 1.07 },
      { median: 1, low: 0.94, high: 1.03 },
      "no difference seen",
    ],
    ["an interval off 1, beyond noise", { median: 0.95, low: 0.93, high: 0.98 }, exact, "slower"],
    ["the same, above 1", { median: 1.05, low: 1.02, high: 1.07 }, exact, "faster"],
  ])("%s is judged correctly", (_what, change, control, verdict) => {
    expect(judge(change, control)).toBe(verdict);
  });

  test("the rate of a closed loop is its connections by the mean latency", () => {
    expect(closedLoopRate(32, [80, 80, 80])).toBe(400);
    expect(closedLoopRate(1, Float64Array.of(10, 30))).toBe(50);
  });

  test("the report shows rates, both ratios with their intervals, the verdict, and what was omitted", () => {
    const [load, other] = LOADS;
    if (load === undefined || other === undefined) throw new Error("there are no loads");
    const rates = { before: [100], after: [90], control: [91] };
    const change = { median: 0.9, low: 0.88, high: 0.92 };
    const control = { median: 1.01, low: 0.98, high: 1.02 };
    const side = (commit: string) => ({ checkout: `/of/${commit}`, commit });
    const text = besideReport({
      sides: { before: side("aaaa"), after: side("bbbb"), control: side("bbbb") },
      results: [{ load, perSecond: rates, change, control, verdict: "slower" }],
      within: [
        {
          ...{ side: "after", kind: "hold", connections: 32, p50Ms: 5, p95Ms: 7, p99Ms: 9.5 },
          ...{ ofTransfer: change, ofNothing: { median: Number.NaN, low: Number.NaN, high: Number.NaN } },
        },
      ],
      skipped: [other],
    });
    expect(text).toMatch(/^before +aaaa +\/of\/aaaa/);
    expect(text).toMatch(/uniform +100 +90 +0\.900× \(0\.880 to 0\.920\) +1\.010× \(0\.980 to 1\.020\) +slower/);
    expect(text).toMatch(/hold +32 +after +5\.00 ms +7\.00 ms +9\.50 ms +0\.900× \(0\.880 to 0\.920\) +–/);
    expect(text).toContain(`does not know it: ${other.name}.`);
  });
});

describe("the lines between two checkouts", () => {
  // As the first commit with these lines wrote them: the benchmarks of other commits send and expect these exact bytes.
  test.each([
    ['{"do":"open-posting","postgres":"postgres://x"}', '{"answer":{"kinds":["uniform","zipf","hot"]}}'],
    ['{"do":"post","shape":"hot","per_call":500,"turn_ms":250,"seed":1}', '{"answer":{"transfers_per_second":7000.5}}'],
    [
      '{"do":"open-platform","postgres":"postgres://x"}',
      '{"answer":{"kinds":["transfer","balance","batch"],"host":"127.0.0.1","port":1,"token":"t","accounts":["a","b"]}}',
    ],
    ['{"do":"settle"}', '{"answer":{}}'],
  ])("%s and its answer are read", (command, answer) => {
    const read = readCommand(command);
    expect(read).toEqual(JSON.parse(command));
    const line = readLine(answer);
    expect(line).not.toBeNull();
    const known = line !== null && "answer" in line ? readAnswer(read.do, line.answer) : null;
    expect(known).toEqual((JSON.parse(answer) as { answer: unknown }).answer);
  });

  test("members that a later commit added are ignored", () => {
    expect(readCommand('{"do":"settle","within_ms":5}')).toEqual({ do: "settle" });
    expect(readAnswer("post", { transfers_per_second: 1, calls: 2 })).toEqual({ transfers_per_second: 1 });
  });

  test("the output of npm and of tools between the lines is not an answer", () => {
    for (const noise of ["", "added 259 packages in 23s", "{", '{"level":"warn"}', '{"answer":7}', "[]"])
      expect(readLine(noise)).toBeNull();
    expect(readLine('{"failed":"no disk"}')).toEqual({ failed: "no disk" });
  });

  test("an unknown command is named, with the known ones", () => {
    expect(() => readCommand('{"do":"explode"}')).toThrow('knows no "explode", only open-posting, post, open-platform, settle');
    expect(() => readCommand('{"do":"toString"}')).toThrow('knows no "toString"');
  });

  test("a malformed answer is refused", () => {
    expect(() => readAnswer("post", { transfers_per_second: "fast" })).toThrow("transfers_per_second");
  });

  test("bench:serve reports a failed command in a line, and ends with its input", () => {
    const input = '{"do":"explode"}\n{"do":"post","shape":"hot","per_call":1,"turn_ms":1,"seed":1}\n{"do":"settle"}\n';
    const { stdout, status } = spawnSync(process.execPath, ["tools/run.mjs", "bench:serve"], { cwd: ROOT, input, encoding: "utf8" });
    const lines = stdout.trim().split("\n").map(readLine);
    expect(lines).toEqual([
      { failed: expect.stringContaining("explode") as string },
      { failed: expect.stringContaining("open-posting comes first") as string },
      { answer: {} },
    ]);
    expect(status).toBe(0);
  });

  test.each([
    ["answers between other output", 'console.log("installing"); console.log(\'{"answer":{"new":1}}\')', {}],
    ["its own failure", 'console.error("disk full"); setTimeout(() => console.log(\'{"failed":"no space"}\'), 50)', /no space\ndisk full/],
    [
      "its end, and the requirements of a commit without bench:serve",
      'console.error("Unknown command bench:serve."); process.exit(2)',
      /ended with 2.*performance\.md.*\nUnknown command/s,
    ],
  ])("the protocol of a checkout reports %s", async (_what, script, expected) => {
    const checkout = mkdtempSync(join(tmpdir(), "ledge-checkout-"));
    mkdirSync(join(checkout, "tools"));
    writeFileSync(join(checkout, "tools", "run.mjs"), script);
    const served = serveCheckout(checkout);
    const asked = served.ask("settle", {});
    await (expected instanceof RegExp ? expect(asked).rejects.toThrow(expected) : expect(asked).resolves.toEqual(expected));
    await served.end();
    // After its end it gets no further command.
    await expect(served.ask("settle", {})).rejects.toThrow("bench:serve has ended");
    rmSync(checkout, { recursive: true });
  });

  test("a folder that is not a checkout is refused by its name, before anything starts", async () => {
    await expect(openSide("/nowhere")).rejects.toThrow("/nowhere is no checkout of Ledge");
  });
});
