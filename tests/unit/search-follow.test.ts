// The search's queue consumer: it has the core go on until nothing is left, and gives up before the runtime would.
import { expect, test } from "vitest";
import { followFeed, MAX_STEPS } from "../../workers/search/src/follow-feed.ts";

/** A core that has some steps to do. @returns how many were done, and the environment that asks it. */
function coreWith(steps: number): { readonly done: () => number; readonly env: Env } {
  let done = 0;
  const followFeedOnce = async (): Promise<boolean> => (done += 1) >= steps;
  return { done: () => done, env: { CORE: { followFeed: followFeedOnce }, VERSION: { id: "v1" } } as unknown as Env };
}
type Env = Parameters<typeof followFeed>[0];

test("a message has the feed applied until nothing is left", async () => {
  const core = coreWith(3);
  await followFeed(core.env, 1);
  expect(core.done()).toBe(3);
});

test("an invocation that cannot do everything fails, so that its messages are tried again", async () => {
  const core = coreWith(MAX_STEPS + 1);
  await expect(followFeed(core.env, 1)).rejects.toThrow("in part");
  expect(core.done()).toBe(MAX_STEPS);
});
