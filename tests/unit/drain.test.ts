// The relay's hand-over (laws 18 to 20): in order, recorded after sending, and stopped only by a failing queue or database.
import { describe, expect, test } from "vitest";
import { drain, type DrainPorts, type Drained, EVENTS_PER_ROUND } from "../../core-service/src/feed/drain.ts";

interface Row {
  readonly position: number;
}

/** An outbox and a queue in memory, with faults on request. */
function drainFixture(count: number) {
  const state = {
    waiting: count,
    placed: 0,
    sentThrough: 0,
    delivered: [] as number[],
    aside: [] as [number, string][],
    letters: [] as number[],
  };
  const faults = {
    /** Positions whose events cannot be shown, and positions that the queue refuses. */
    unshowable: new Set<number>(),
    refused: new Set<number>(),
    /** The number of messages after which the queue accepts nothing. */
    queueFailsAfter: Infinity,
    crashBeforeMark: false,
  };
  const batches: number[] = [];
  const ports: DrainPorts<Row> = {
    async sequence(most) {
      const moved = Math.min(most, state.waiting);
      state.waiting -= moved;
      state.placed += moved;
      return moved;
    },
    async unsent(limit) {
      const last = Math.min(state.placed, state.sentThrough + limit);
      return Array.from({ length: last - state.sentThrough }, (_, index) => ({ position: state.sentThrough + 1 + index }));
    },
    redriven: async (limit) => state.letters.slice(0, limit).map((position) => ({ position })),
    show(row) {
      if (faults.unshowable.has(row.position)) throw new TypeError("cannot be shown");
      return { position: row.position };
    },
    async send(messages) {
      const positions = (messages as Row[]).map((message) => message.position);
      if (state.delivered.length + positions.length > faults.queueFailsAfter) throw new Error("the queue is away");
      if (positions.some((position) => faults.refused.has(position))) throw new RangeError("too large");
      batches.push(positions.length);
      state.delivered.push(...positions);
    },
    async markSent(through) {
      if (faults.crashBeforeMark) throw new Error("crashed");
      state.sentThrough = through;
    },
    async markRedriven(positions) {
      state.letters = state.letters.filter((position) => !positions.includes(position));
    },
    async setAside(position, reason) {
      state.aside.push([position, reason]);
      state.letters = state.letters.filter((letter) => letter !== position);
    },
  };
  return { state, faults, ports, batches };
}

const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);
const without = (last: number, ...missing: number[]): number[] => upTo(last).filter((position) => !missing.includes(position));

describe("the relay", () => {
  test("hands over everything in order, in batches that a queue accepts, in as many rounds as needed", async () => {
    const { state, ports, batches } = drainFixture(2 * EVENTS_PER_ROUND + 7);
    expect(await drain(ports)).toEqual<Drained>({ sent: 2 * EVENTS_PER_ROUND + 7, setAside: 0 });
    expect(state.delivered).toEqual(upTo(2 * EVENTS_PER_ROUND + 7));
    expect(Math.max(...batches)).toBe(100);
    expect(state.sentThrough).toBe(state.placed);
  });

  test("does nothing when nothing is pending", async () => {
    const { ports, batches } = drainFixture(0);
    expect(await drain(ports)).toEqual<Drained>({ sent: 0, setAside: 0 });
    expect(batches).toEqual([]);
  });

  test("repeats what it sent before a crash, and omits nothing", async () => {
    const { state, faults, ports } = drainFixture(250);
    faults.crashBeforeMark = true;
    await expect(drain(ports)).rejects.toThrow("crashed");
    faults.crashBeforeMark = false;
    await drain(ports);
    expect(state.delivered).toEqual([...upTo(250), ...upTo(250)]);
  });

  test("would omit events at a crash if it recorded them first (mutant)", async () => {
    const { state, faults, ports } = drainFixture(250);
    faults.queueFailsAfter = 0;
    const careless: DrainPorts<Row> = {
      ...ports,
      async unsent(limit) {
        const rows = await ports.unsent(limit);
        if (rows.length > 0) await ports.markSent(rows.at(-1)?.position as number);
        return rows;
      },
    };
    await expect(drain(careless)).rejects.toThrow("away");
    faults.queueFailsAfter = Infinity;
    await drain(careless);
    expect(state.delivered).toEqual([]);
  });

  test.each([
    ["cannot be shown", "unshowable", "TypeError"],
    ["is refused by the queue", "refused", "RangeError"],
  ] as const)("sets aside an event that %s, and sends those before and after it", async (_what, fault, reason) => {
    const { state, faults, ports } = drainFixture(10);
    for (const position of [1, 4, 5]) faults[fault].add(position);
    expect(await drain(ports)).toEqual<Drained>({ sent: 7, setAside: 3 });
    expect(state.delivered).toEqual(without(10, 1, 4, 5));
    expect(state.aside).toEqual([1, 4, 5].map((position) => [position, reason]));
    expect(state.sentThrough).toBe(10);
  });

  test("recognises a failing queue: it sets nothing aside, and continues where it failed", async () => {
    const { state, faults, ports } = drainFixture(250);
    faults.queueFailsAfter = 130;
    await expect(drain(ports)).rejects.toThrow("away");
    expect(state.aside).toEqual([]);
    // Halving finds the last message that was accepted.
    expect([state.delivered, state.sentThrough]).toEqual([upTo(130), 130]);
    faults.queueFailsAfter = Infinity;
    await drain(ports);
    expect(state.delivered).toEqual(upTo(250));
  });

  test("cannot distinguish a poisonous last event from a failing queue, so it retries the event and sets it aside once a later one was accepted", async () => {
    const { state, faults, ports } = drainFixture(3);
    faults.refused.add(3);
    await expect(drain(ports)).rejects.toThrow("too large");
    expect([state.delivered, state.aside, state.sentThrough]).toEqual([[1, 2], [], 2]);
    state.waiting = 1;
    expect(await drain(ports)).toEqual<Drained>({ sent: 1, setAside: 1 });
    expect([state.delivered, state.aside]).toEqual([[1, 2, 4], [[3, "RangeError"]]]);
  });

  test("sets aside a dead letter that is still refused while the queue accepts others, and continues its work", async () => {
    const { state, faults, ports } = drainFixture(5);
    await drain(ports);
    state.letters = [2];
    faults.refused.add(2);
    // With nothing else to send, this may be a failure of the queue.
    await expect(drain(ports)).rejects.toThrow("too large");
    expect([state.letters, state.aside]).toEqual([[2], []]);
    state.waiting = 1;
    expect(await drain(ports)).toEqual<Drained>({ sent: 1, setAside: 1 });
    expect([state.letters, state.aside]).toEqual([[], [[2, "RangeError"]]]);
  });

  test("redrives dead letters on request, those that still fail separately", async () => {
    const { state, faults, ports } = drainFixture(5);
    await drain(ports);
    state.letters = [2, 3, 4];
    faults.unshowable.add(3);
    await drain(ports);
    expect(state.delivered).toEqual([...upTo(5), 2, 4]);
    expect([state.letters, state.aside]).toEqual([[], [[3, "TypeError"]]]);
    expect(state.sentThrough).toBe(5);
  });
});
