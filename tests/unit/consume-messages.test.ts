// The webhooks Worker's consumer of its queues: a batch is acknowledged once the core has applied the feed and every dispatcher with pending
// deliveries is awake, and dead letters are stored.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { consumeDeadLetters, consumeEvents, MAX_STEPS, WAKES_AT_ONCE } from "../../workers/webhooks/src/consume.ts";

interface Message {
  readonly id: string;
  readonly body: unknown;
  readonly attempts: number;
  acked: boolean;
  retried: boolean;
  ack(): void;
  retry(): void;
}

/** A message as the relay sends it, with the positions of its events. */
const notificationOf = (...positions: number[]): Message => message(positions.map((position) => ({ position })));
const message = (body: unknown, attempts = 1): Message => ({
  ...{ id: "m", body, attempts, acked: false, retried: false },
  ack() {
    this.acked = true;
  },
  retry() {
    this.retried = true;
  },
});

/** The Worker's ports: records the calls of the core and the wakes of dispatchers. */
function consumerFixture(faults: { core?: boolean; wake?: string; keep?: number; steps?: number; busy?: readonly string[] } = {}) {
  const state = { accepted: [] as unknown[], woken: [] as string[], kept: [] as unknown[], waking: 0, mostWaking: 0 };
  const env = {
    CORE: {
      async acceptMessages(messages: { position: number }[], retries: number) {
        if (faults.core === true) throw new Error("away");
        state.accepted.push([messages.map(({ position }) => position), retries]);
        if (state.accepted.length < (faults.steps ?? 1)) return { kind: "again" };
        return { kind: "applied", busy: faults.busy ?? ["whe_1", "whe_2"] };
      },
      async keepDeadLetters(positions: readonly number[], reason: string) {
        if (positions.some((position) => position === faults.keep)) throw new Error("away");
        state.kept.push([positions, reason]);
      },
    },
    VERSION: { id: "v1" },
    OBJECTS_JURISDICTION: "",
    DISPATCHERS: {
      idFromName: (name: string) => name,
      get: (name: string) => ({
        async wake() {
          if (name === faults.wake) throw new Error("away");
          state.mostWaking = Math.max(state.mostWaking, (state.waking += 1));
          await Promise.resolve();
          state.waking -= 1;
          state.woken.push(name);
        },
      }),
    },
  };
  const run = (consumer: typeof consumeEvents, ...messages: Message[]) =>
    consumer({ queue: "ledge-events", messages } as never, env as never);
  return { state, run };
}

beforeEach(() => {
  for (const method of ["log", "warn", "error"] as const) vi.spyOn(console, method).mockImplementation(() => undefined);
});
afterEach(() => vi.restoreAllMocks());

describe("the webhooks consumer", () => {
  test("has the core apply the feed up to its messages, and wakes the dispatchers with pending deliveries", async () => {
    const { state, run } = consumerFixture();
    await run(consumeEvents, notificationOf(6, 7), message([{ position: 5 }], 3));
    expect(state).toMatchObject({ accepted: [[[6, 7, 5], 1]], woken: ["whe_1", "whe_2"] });
  });

  test.each([
    ["the core", { core: true }],
    ["a dispatcher", { wake: "whe_2" }],
  ])("retries its batch when %s does not answer", async (_who, faults) => {
    await expect(consumerFixture(faults).run(consumeEvents, notificationOf(7))).rejects.toThrow();
  });

  test("has the feed applied step by step, counts its retries once, and wakes the dispatchers at the end", async () => {
    const { state, run } = consumerFixture({ steps: 3 });
    await run(consumeEvents, message([{ position: 5 }], 3));
    expect(state).toMatchObject({
      accepted: [
        [[5], 1],
        [[5], 0],
        [[5], 0],
      ],
      woken: ["whe_1", "whe_2"],
    });
  });

  test("leaves what is more than the steps of one invocation to the retry of its batch", async () => {
    const { state, run } = consumerFixture({ steps: MAX_STEPS + 1 });
    await expect(run(consumeEvents, notificationOf(7))).rejects.toThrow("in part");
    expect([state.accepted.length, state.woken]).toEqual([MAX_STEPS, []]);
  });

  test("wakes every dispatcher, and no more at the same time than an invocation may call", async () => {
    const busy = Array.from({ length: 2 * WAKES_AT_ONCE + 1 }, (_, index) => `whe_${index}`);
    const { state, run } = consumerFixture({ busy });
    await run(consumeEvents, notificationOf(7));
    expect([state.woken, state.mostWaking]).toEqual([busy, WAKES_AT_ONCE]);
  });

  test("retries a message that it cannot read, and acknowledges the rest", async () => {
    const { state, run } = consumerFixture();
    const bodies = [null, "7", [], { position: 7 }, [{ position: "7" }], [{ position: -1 }], [{ position: 1.5 }], [{ position: 7 }, null]];
    const strange = bodies.map((body) => message(body));
    const good = notificationOf(9);
    await run(consumeEvents, ...strange, good);
    expect(strange.every(({ retried }) => retried)).toBe(true);
    expect([good.retried, state.accepted]).toEqual([false, [[[9], 0]]]);
  });

  test("stores the events of a dead letter by one call, and drops a letter that nobody can redrive", async () => {
    const { state, run } = consumerFixture();
    const [letter, strange] = [notificationOf(7, 8), message("what")];
    await run(consumeDeadLetters, letter, strange);
    expect(state.kept).toEqual([[[7, 8], "given_back"]]);
    expect([letter.acked, strange.acked]).toEqual([true, true]);
  });

  test("does not call the core for a batch without a readable message", async () => {
    const { state, run } = consumerFixture();
    await run(consumeEvents, message(null), notificationOf(0), notificationOf(2 ** 53));
    expect(state.accepted).toEqual([]);
  });

  test("retries the dead letters that it could not store, and not those before them", async () => {
    const { state, run } = consumerFixture({ keep: 8 });
    const letters = [7, 8, 9].map((position) => notificationOf(position));
    await expect(run(consumeDeadLetters, ...letters)).rejects.toThrow();
    expect([state.kept, letters.map(({ acked }) => acked)]).toEqual([[[[7], "given_back"]], [true, false, false]]);
  });

  test("logs nothing from the content of messages (law 28)", async () => {
    const { run } = consumerFixture();
    for (const consumer of [consumeEvents, consumeDeadLetters])
      await run(consumer, message("hush"), message([{ position: 1, data: "hush" }]));
    const lines = [console.log, console.warn, console.error].flatMap((method) => vi.mocked(method).mock.calls);
    expect(lines).not.toEqual([]);
    expect(JSON.stringify(lines)).not.toContain("hush");
  });
});
