// The cache of readiness: however many requests come at once, the platform is checked once per interval, and no check blocks later ones for good.
import { afterEach, describe, expect, test, vi } from "vitest";
import { Readiness, READINESS_MS } from "../../workers/gateway/src/readiness.ts";
import { VERSION_OVERRIDES } from "../../workers/gateway/src/forward.ts";
import { getReadiness } from "../../workers/gateway/src/routes/get-readiness.ts";
import { upstreamNames } from "../../workers/gateway/src/upstreams.ts";

const START = 1_000_000;

/** A platform whose readiness check ends when the test decides. */
function openPlatform() {
  const readiness = new Readiness<string>();
  const questions: { answer: (answer: string) => void; fail: (error: Error) => void }[] = [];
  const ask = (nowMs: number) =>
    readiness.answer(nowMs, () => new Promise<string>((answer, fail) => void questions.push({ answer, fail })));
  return { ask, questions };
}

describe("readiness", () => {
  test("many requests at one instant cause one check and get its answer", async () => {
    const { ask, questions } = openPlatform();
    const crowd = Array.from({ length: 100 }, () => ask(START));
    expect(questions).toHaveLength(1);
    questions[0]?.answer("ready");
    expect(new Set(await Promise.all(crowd))).toEqual(new Set(["ready"]));
  });

  test("an answer, ready or not, is valid for its interval and not a millisecond longer", async () => {
    const { ask, questions } = openPlatform();
    for (const [index, answer] of ["not ready", "ready"].entries()) {
      const nowMs = START + index * READINESS_MS;
      const first = ask(nowMs);
      questions[index]?.answer(answer);
      expect([await first, await ask(nowMs + READINESS_MS - 1)]).toEqual([answer, answer]);
      expect(questions).toHaveLength(index + 1);
    }
  });

  test("a check that never ends, or fails, is repeated after its interval", async () => {
    const { ask, questions } = openPlatform();
    void ask(START);
    const second = ask(START + READINESS_MS);
    questions[1]?.fail(new Error("gone"));
    await expect(second).rejects.toThrow("gone");
    const third = ask(START + 2 * READINESS_MS);
    questions[2]?.answer("ready");
    expect(await third).toBe("ready");
  });

  const AT_ONCE = 100;
  /** The checks of one test are no answers for the next. */
  let atMs = START;
  afterEach(() => void vi.useRealTimers());
  test.each([
    ["of anybody check each Worker once", [], null, 1],
    ["of anybody that pick versions are answered like the others: nobody has checks made for himself alone", [], 'ledge-payments="1"', 1],
    ["of an operator that pick versions ask those, each request for itself", ["operator"], 'ledge-payments="1"', AT_ONCE],
  ])("many requests at the public route %s", async (_what, scopes, versionOverrides, times) => {
    vi.useFakeTimers({ now: (atMs += 2 * READINESS_MS), toFake: ["Date"] });
    const asked: string[] = [];
    const headers = new Set<string | undefined>();
    const fetch = async (url: string, init: { headers: Record<string, string> }) => {
      const { hostname, pathname } = new URL(url);
      if (pathname !== "/internal/ready") return Response.json({});
      asked.push(hostname.split(".")[0] as string);
      headers.add(init.headers[VERSION_OVERRIDES]);
      return Response.json({ worker: "1" });
    };
    const names = [...upstreamNames, "docs"];
    const env = { VERSION: { id: "1" }, ...Object.fromEntries(names.map((name) => [name.toUpperCase(), { fetch }])) };
    const call = { principal: { scopes, customerId: null } };
    const crowd = Array.from({ length: AT_ONCE }, () =>
      getReadiness.handle({ env, call, versionOverrides } as unknown as Parameters<typeof getReadiness.handle>[0]),
    );
    expect((await Promise.all(crowd)).every((answer) => answer.ok)).toBe(true);
    expect(asked.sort()).toEqual(names.flatMap((name) => Array<string>(times).fill(name)).sort());
    expect([...headers]).toEqual([times === 1 ? undefined : versionOverrides]);
  });
});
