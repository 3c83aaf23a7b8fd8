// Lanes, their bells and the relay's watch together, with a clock of the test's own: whatever gets lost on the way, what was committed is
// looked at soon, and a platform on which nothing happens is left alone.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ARMED_MS, Bell } from "../../core-service/src/outbox/bell.ts";
import { RelayWatch, WATCH_MS } from "../../core-service/src/outbox/relay-watch.ts";

interface Commit {
  readonly kind: "commit";
  readonly lane: number;
  readonly takesMs: number;
  /** What does not arrive: the call before, the call after; and whether the lane dies before it can make the second. */
  readonly lost: "nothing" | "arm" | "ring" | "both" | "lane";
  /** It happens while the relay looks, after it has read. */
  readonly inLook: boolean;
}
type Step = Commit | { readonly kind: "pass"; readonly ms: number } | { readonly kind: "restart" } | { readonly kind: "outage" };

const LANES = 2;

/** A platform in memory. Time passes only where it says so. */
class World {
  committed = 0;
  /** How far the relay has looked. */
  seen = 0;
  looks = 0;
  #nowMs = 1_000_000;
  #alarm: number | null = null;
  #failing = 0;
  #inLook: Commit[] = [];
  #lost = { arm: false, ring: false };
  #sleepers: { readonly atMs: number; readonly lane: number; readonly wake: () => void }[] = [];
  #relay: RelayWatch;
  readonly #lanes: Bell[];

  readonly #arms: boolean;

  /** @param arms false: a relay that thinks nothing of being armed. */
  constructor(arms = true) {
    this.#arms = arms;
    this.#relay = this.#start();
    this.#lanes = Array.from({ length: LANES }, (_, lane) => this.#bell(lane));
  }

  async take(step: Step): Promise<void> {
    if (step.kind === "pass") await this.pass(step.ms);
    else if (step.kind === "restart") this.#relay = this.#start();
    else if (step.kind === "outage") this.#failing = 3;
    else if (step.inLook) this.#inLook.push(step);
    else await this.#commit(step);
  }

  /** What is left of the steps, and then time without faults. */
  async settle(): Promise<void> {
    for (const commit of this.#inLook.splice(0)) await this.#commit(commit);
    await this.pass(60_000);
  }

  async pass(ms: number): Promise<void> {
    const endMs = this.#nowMs + ms;
    for (;;) {
      await flush();
      const sleeper = this.#sleepers.sort((a, b) => a.atMs - b.atMs)[0];
      const nextMs = Math.min(this.#alarm ?? Infinity, sleeper?.atMs ?? Infinity);
      if (nextMs > endMs) break;
      this.#nowMs = Math.max(this.#nowMs, nextMs);
      if (sleeper?.atMs === nextMs) {
        this.#sleepers.shift();
        sleeper.wake();
      } else {
        // The runtime takes an alarm away before it runs the handler.
        this.#alarm = null;
        await this.#relay.look();
      }
    }
    this.#nowMs = Math.max(this.#nowMs, endMs);
  }

  async #commit({ lane, takesMs, lost }: Commit): Promise<void> {
    this.#lost = { arm: lost === "arm" || lost === "both", ring: lost === "ring" || lost === "both" || lost === "lane" };
    await (this.#lanes[lane] as Bell).around(async () => {
      if (takesMs > 0) await this.pass(takesMs);
      this.committed += 1;
    });
    await flush();
    this.#lost = { arm: false, ring: false };
    if (lost !== "lane") return;
    // With the lane goes all that it meant to do.
    this.#sleepers = this.#sleepers.filter((sleeper) => sleeper.lane !== lane);
    this.#lanes[lane] = this.#bell(lane);
  }

  #bell(lane: number): Bell {
    const through = (name: "arm" | "ring") => async (): Promise<void> => {
      if (this.#lost[name]) throw new Error("lost");
      if (this.#arms || name !== "arm") await this.#relay[name]();
    };
    return new Bell(
      () => ({ arm: through("arm"), ring: through("ring") }),
      () => this.#nowMs,
      (ms) => new Promise((wake) => void this.#sleepers.push({ atMs: this.#nowMs + ms, lane, wake })),
    );
  }

  #start(): RelayWatch {
    const alarm = { getAlarm: async () => this.#alarm, setAlarm: async (atMs: number) => void (this.#alarm = atMs) };
    return new RelayWatch(
      alarm,
      async () => {
        this.looks += 1;
        if (this.#failing > 0) {
          this.#failing -= 1;
          throw new Error("the database is away");
        }
        this.seen = this.committed;
        for (const commit of this.#inLook.splice(0)) await this.#commit({ ...commit, takesMs: 0 });
      },
      () => this.#nowMs,
    );
  }
}

/** Until everything that can go on without time has gone on. */
const flush = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const commits = fc.record({
  kind: fc.constant("commit" as const),
  lane: fc.nat(LANES - 1),
  // A lane that was armed ARMED_MS ago may still begin a commit: it must end within the watch.
  takesMs: fc.integer({ min: 0, max: WATCH_MS - ARMED_MS - 100 }),
  lost: fc.constantFrom(...(["nothing", "arm", "ring", "both", "lane"] as const)),
  inLook: fc.boolean(),
});
const steps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: commits },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("pass" as const), ms: fc.integer({ min: 0, max: 20_000 }) }) },
  { weight: 1, arbitrary: fc.constantFrom<Step>({ kind: "restart" }, { kind: "outage" }) },
);

const commit = (lost: Commit["lost"]): Commit => ({ kind: "commit", lane: 0, takesMs: 0, lost, inLook: false });

describe("what was committed", () => {
  test("is looked at whatever is lost, and then nobody looks any more", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(steps, { maxLength: 15 }), async (plan) => {
        const world = new World();
        for (const step of plan) await world.take(step);
        await world.settle();
        expect(world.seen).toBe(world.committed);
        const { looks } = world;
        await world.pass(60 * 60 * 1000);
        expect(world.looks).toBe(looks);
      }),
      { numRuns: 300 },
    );
  });

  test.each<[string, Commit["lost"]]>([
    ["its ring was lost", "ring"],
    ["its lane died", "lane"],
    ["the relay could not be armed", "arm"],
    ["the relay could not be reached at all", "both"],
  ])("is looked at within WATCH_MS although %s", async (_why, lost) => {
    const world = new World();
    await world.take(commit(lost));
    await world.pass(WATCH_MS);
    expect([world.committed, world.seen]).toEqual([1, 1]);
  });

  test("would not be looked at if its lane died and the relay was not armed before (mutant)", async () => {
    const world = new World(false);
    await world.take(commit("lane"));
    await world.settle();
    expect([world.committed, world.seen]).toEqual([1, 0]);
  });
});
