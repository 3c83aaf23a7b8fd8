// The Worker's side of its queues (law 20): a message is a reason to look, acknowledged when the core has looked and whoever has
// something to send was woken; what is no message of ours, and what is given up, is kept where somebody sees it.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { consumeDeadLetters, consumeEvents } from "../../workers/webhooks/src/consume.ts";

type Batch = Parameters<typeof consumeEvents>[0];
type Environment = Parameters<typeof consumeEvents>[1];

/** A batch as the queue hands it over; what becomes of each message. */
function batchOf(bodies: readonly unknown[], attempts: number = 1) {
  const fates: (string | null)[] = bodies.map(() => null);
  const messages = bodies.map((body, index) => ({
    ...{ id: `m${index}`, body, attempts, timestamp: new Date(0) },
    ack: () => void (fates[index] = "ack"),
    retry: () => void (fates[index] = "retry"),
  }));
  return { fates, batch: { queue: "ledge-events", messages } as unknown as Batch };
}

/** A core and dispatchers in memory, and in which order they were asked. */
function world(busy: readonly string[] = []) {
  const state = { asked: [] as string[], failing: "" };
  const ask = (what: string): void => {
    state.asked.push(what);
    if (state.failing !== "" && what.startsWith(state.failing)) throw new Error("away");
  };
  const env = {
    CORE: {
      acceptMessages: async (messages: readonly { position: number }[], retries: number) => {
        ask(`accept ${JSON.stringify(messages)} ${retries}`);
        return busy;
      },
      keepDeadLetter: async (position: number, reason: string) => ask(`keep ${position} ${reason}`),
    },
    DISPATCHERS: { idFromName: (name: string) => name, get: (id: string) => ({ wake: async (name: string) => ask(`wake ${id} ${name}`) }) },
  } as unknown as Environment;
  return { state, env };
}

const message = (position: unknown) => ({ id: "evt_1", type: "transfer.posted", position });
/** No message of ours, whatever else. */
const STRANGE: readonly unknown[] = [
  null,
  "7",
  7,
  {},
  message(0),
  message(-1),
  message(1.5),
  message("1"),
  message(2 ** 53),
  message(null),
];

beforeEach(() => {
  vi.spyOn(console, "log").mockImplementation(() => undefined);
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});
afterEach(() => vi.restoreAllMocks());

describe("a batch of messages", () => {
  test("has the core look, and then wakes each endpoint that has something to send; it is acknowledged by its end", async () => {
    const { state, env } = world(["whe_1", "whe_2"]);
    const { fates, batch } = batchOf([message(7), message(8)]);
    await consumeEvents(batch, env);
    expect(state.asked).toEqual(['accept [{"position":7},{"position":8}] 0', "wake whe_1 whe_1", "wake whe_2 whe_2"]);
    expect(fates).toEqual([null, null]);
  });

  test.each(["accept", "wake"])("is given back whole when %s fails: what it asks for can be done again", async (failing) => {
    const { state, env } = world(["whe_1"]);
    state.failing = failing;
    await expect(consumeEvents(batchOf([message(7)]).batch, env)).rejects.toThrow();
  });

  test("tells how many of its messages were given back before", async () => {
    const { state, env } = world();
    await consumeEvents(batchOf([message(1), message(2)], 3).batch, env);
    expect(state.asked).toEqual(['accept [{"position":1},{"position":2}] 2']);
  });

  test("gives back what is no message of ours, until it is a dead letter, and takes the others", async () => {
    const { state, env } = world();
    const { fates, batch } = batchOf([...STRANGE, message(3)]);
    await consumeEvents(batch, env);
    expect(fates).toEqual([...STRANGE.map(() => "retry"), null]);
    expect(state.asked).toEqual(['accept [{"position":3}] 0']);
  });

  test("of nothing of ours does not ask the core", async () => {
    const { state, env } = world();
    await consumeEvents(batchOf(STRANGE).batch, env);
    expect(state.asked).toEqual([]);
  });

  test("is logged without its data (law 28)", async () => {
    await consumeEvents(batchOf([{ ...message(1), data: "secret" }, "secret"]).batch, world().env);
    expect(JSON.stringify(vi.mocked(console.log).mock.calls)).not.toContain("secret");
  });
});

describe("dead letters", () => {
  test("are kept by their positions, and only then taken from the queue", async () => {
    const { state, env } = world();
    const { fates, batch } = batchOf([message(7), message(8)]);
    await consumeDeadLetters(batch, env);
    expect(state.asked).toEqual(["keep 7 given_back", "keep 8 given_back"]);
    expect(fates).toEqual(["ack", "ack"]);
  });

  test("that could not be kept are given back; those before them are not", async () => {
    const { state, env } = world();
    state.failing = "keep 8";
    const { fates, batch } = batchOf([message(7), message(8), message(9)]);
    await expect(consumeDeadLetters(batch, env)).rejects.toThrow();
    expect(fates).toEqual(["ack", null, null]);
  });

  test("that are no messages of ours are logged by the queue's id, and let go", async () => {
    const { state, env } = world();
    const { fates, batch } = batchOf(["secret"]);
    await consumeDeadLetters(batch, env);
    expect([state.asked, fates]).toEqual([[], ["ack"]]);
    const logged = JSON.stringify(vi.mocked(console.error).mock.calls);
    expect(logged).toContain("m0");
    expect(logged).not.toContain("secret");
  });
});
