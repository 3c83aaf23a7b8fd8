// The command line of the benchmark.
import { BadArguments } from "@ledge/command/command-line";
import { LOADS } from "@ledge/verification/bench/beside/loads";
import { OPERATIONS } from "@ledge/verification/bench/kinds";
import { readSettings } from "@ledge/verification/bench/settings";
import { describe, expect, test } from "vitest";

describe("the command line of the benchmark", () => {
  const read = (...args: string[]) => readSettings(args, "/somewhere");

  test("measures everything, files of SQL, or another checkout beside this one", () => {
    expect(read("--json", "f.json")).toEqual({
      mode: "parts",
      quick: false,
      parts: ["posting", "lanes", "bytes", "growth", "crossings", "end-to-end"],
      kinds: ["nothing", "write", "write-and-select", "write-and-insert", ...OPERATIONS],
      turns: 24,
      turnMs: 250,
      json: "/somewhere/f.json",
    });
    expect(read("--contender", "a.sql", "--contender", "/b.sql")).toEqual({
      mode: "contenders",
      files: ["/somewhere/a.sql", "/b.sql"],
      turns: 24,
      turnMs: 250,
      json: null,
    });
    expect(read("--beside", "../before")).toEqual({
      mode: "beside",
      checkout: "/before",
      loads: LOADS,
      turns: 24,
      turnMs: 250,
      json: null,
    });
  });

  test.each([
    ["posting", ["uniform", "hot", "single"]],
    ["end-to-end", ["nothing", "transfer", "balance", "batch", "hold", "reversal", "transaction"].flatMap((kind) => [kind, kind])],
    ["hot", ["hot"]],
    ["batch", ["batch", "batch"]],
  ])("--only %s beside a checkout measures that alone", (only, kinds) => {
    const settings = read("--beside", "b", "--only", only, "--turns", "7", "--turn-ms", "100");
    expect(settings).toMatchObject({ turns: 7, turnMs: 100 });
    expect(settings.mode === "beside" && settings.loads.map(({ kind }) => kind)).toEqual(kinds);
  });

  test.each([
    ["growth", ["growth"], []],
    ["crossings", ["crossings"], []],
    ["hold", ["end-to-end"], ["hold"]],
    ["nothing", ["end-to-end"], ["nothing"]],
    ["end-to-end", ["end-to-end"], ["nothing", "write", "write-and-select", "write-and-insert", ...OPERATIONS]],
  ])("--only %s measures that part, or that kind of request", (only, parts, kinds) => {
    expect(read("--only", only)).toMatchObject({ mode: "parts", parts, kinds });
  });

  test("a quick run has as few turns as an interval needs, unless they are said", () => {
    expect(read("--quick")).toMatchObject({ quick: true, turns: 7, turnMs: 50 });
    expect(read("--quick", "--turns", "8")).toMatchObject({ quick: true, turns: 8, turnMs: 50 });
  });

  test("--only may be repeated", () => {
    expect(read("--only", "bytes", "--only", "hold", "--only", "reversal")).toMatchObject({
      parts: ["bytes", "end-to-end"],
      kinds: ["hold", "reversal"],
    });
    const settings = read("--beside", "b", "--only", "hot", "--only", "single");
    expect(settings.mode === "beside" && settings.loads.map(({ kind }) => kind)).toEqual(["hot", "single"]);
  });

  test.each([
    ["an unknown load", ["--beside", "b", "--only", "withdrawals"], "--only withdrawals is none of posting, uniform"],
    ["too few turns for an interval", ["--beside", "b", "--turns", "6"], "--turns 6 is not an integer from 7"],
    ["turns that are not a number", ["--beside", "b", "--turns", "many"], "--turns many"],
    ["turns without time", ["--beside", "b", "--turn-ms", "0"], "--turn-ms 0"],
    ["an unknown part", ["--only", "hot"], "--only hot is none of posting, lanes"],
    ["a part that no other checkout can measure", ["--beside", "b", "--only", "crossings"], "--only crossings is none of posting, uniform"],
    ["a part of the contenders", ["--contender", "a.sql", "--only", "hot"], "--only does not go with --contender"],
    ["two comparisons", ["--beside", "b", "--contender", "a.sql"], "--contender does not go with --beside"],
    ["quick contenders", ["--contender", "a.sql", "--quick"], "--quick does not go with --contender"],
    ["a quick comparison", ["--beside", "b", "--quick"], "--quick does not go with --beside"],
    ["an unknown flag", ["--besides", "b"], "--besides"],
    ["a word too many", ["before"], "before"],
  ])("%s is refused with a helpful message", (_what, args, words) => {
    expect(() => read(...args)).toThrow(BadArguments);
    expect(() => read(...args)).toThrow(words);
  });
});
