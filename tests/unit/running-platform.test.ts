// Everything that `npm start` started stops together: in order, once, in time, and with the reason.
import { RunningPlatform } from "@ledge/dev/start/platform";
import { describe, expect, test } from "vitest";

const never = new Promise<never>(() => undefined);
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function build(timeout: () => Promise<never> = () => never) {
  const done: string[] = [];
  const platform = new RunningPlatform({ exit: (code) => done.push(`exit ${code}`), say: (line) => done.push(line), timeout });
  const part = (name: string, lost: Promise<string> | null = null, stop: () => Promise<void> = turn) => ({
    name,
    lost,
    stop: async () => {
      done.push(`stop ${name}`);
      await stop();
      done.push(`stopped ${name}`);
    },
  });
  return { platform, part, done };
}

describe("a running platform", () => {
  test("stops in the reverse order, each part after those that depend on it, and once, however often it is requested", async () => {
    const { platform, part, done } = build();
    await platform.add(part("Postgres"));
    await platform.add(part("Workers"));
    await Promise.all([platform.stop(0), platform.stop(1), platform.stop(0)]);
    expect(done).toEqual(["stop Workers", "stopped Workers", "stop Postgres", "stopped Postgres", "exit 0"]);
  });

  test("stops with the reason and exit code 1 when one of its parts ends by itself", async () => {
    const { platform, part, done } = build();
    const lost = Promise.withResolvers<string>();
    await platform.add(part("Postgres", lost.promise));
    await platform.add(part("Workers", never));
    lost.resolve("killed by SIGKILL");
    await turn();
    await platform.stop(0);
    expect(done[0]).toBe("Postgres is lost: killed by SIGKILL. Everything is stopped; npm start goes on with what is committed.");
    expect(done.slice(1)).toEqual(["stop Workers", "stopped Workers", "stop Postgres", "stopped Postgres", "exit 1"]);
  });

  test("reports nothing about parts that end because everything stops", async () => {
    const { platform, part, done } = build();
    const lost = Promise.withResolvers<string>();
    await platform.add(part("Postgres", lost.promise, async () => lost.resolve("exit code 0")));
    await platform.stop(0);
    await turn();
    expect(done).toEqual(["stop Postgres", "stopped Postgres", "exit 0"]);
  });

  test("fails when stopping takes longer than three seconds", async () => {
    for (const [asked, exits] of [
      [0, 1],
      [1, 1],
    ] as const) {
      let waitMs = 0;
      const { platform, part, done } = build(((ms: number) => {
        waitMs = ms;
        return turn().then(() => Promise.reject(new Error("too long")));
      }) as () => Promise<never>);
      await platform.add(part("Postgres", null, () => never));
      await platform.stop(asked);
      expect(done.slice(1)).toEqual(["Not everything stopped as it should: too long", `exit ${exits}`]);
      expect(waitMs).toBeLessThan(3_000);
    }
  });

  test("also stops the parts that are still starting", async () => {
    const { platform, part, done } = build();
    await platform.stop(0);
    await platform.add(part("late"));
    expect(done).toEqual(["exit 0", "stop late", "stopped late"]);
  });
});
