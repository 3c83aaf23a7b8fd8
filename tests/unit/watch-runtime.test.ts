// When the Workers are lost and when they are only silent. On the simulated clock a second passes at each wait.
import { watchRuntime } from "@ledge/dev/start/watch-runtime";
import { describe, expect, test } from "vitest";

/** The verdict on a runtime that answers as `seconds` says, one character a second: `+` answers, `-` is silent, `x` crashes and is silent. */
async function watched(seconds: string, missing: (second: number) => string | null = () => null) {
  const said: string[] = [];
  let second = 0;
  const watch = watchRuntime({
    answers: async () => seconds[second - 1] === "+",
    missing: () => missing(second),
    wait: async (ms) => {
      second += ms / 1_000;
      if (seconds[second - 1] === "x") watch.crashed();
    },
    nowMs: () => second * 1_000,
    isOver: () => second > seconds.length,
    say: (line) => said.push(line),
  });
  return { lost: await watch.lost, said };
}

describe("a runtime", () => {
  test("that answers, or is silent for a moment, is not reported", async () => {
    expect(await watched("++---------+++--++")).toEqual({ lost: null, said: [] });
  });

  test("that crashes and answers again is not lost", async () => {
    expect(await watched("++x--++----------+")).toMatchObject({ lost: null });
  });

  test("that crashes and stays silent is lost", async () => {
    expect((await watched("++x----------")).lost).toMatch(/crashed/);
  });

  test("that is silent without a crash is waited for, because a debugger may have stopped it", async () => {
    expect(await watched("+----------------++----------+")).toEqual({
      lost: null,
      said: [
        expect.stringMatching(/have not answered for 10 s/),
        "The Workers answer again.",
        expect.stringMatching(/have not answered for 10 s/),
        "The Workers answer again.",
      ],
    });
  });

  test("without its bundler is lost, even while it answers", async () => {
    expect(await watched("+++++", (second) => (second === 3 ? "esbuild has ended" : null))).toMatchObject({ lost: "esbuild has ended" });
  });
});
