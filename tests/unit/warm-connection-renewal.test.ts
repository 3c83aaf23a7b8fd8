// An old session is replaced by a successor that is opened beside it, on a simulated clock: no task waits for that, and none is cut off.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { RETRY_MS } from "../../core-service/src/database/warm-connection.ts";
import { kindOf, MAX_AGE_MS, type Opened, Server, sqlError } from "../support/warm-server.ts";

let server: Server;
beforeEach(() => {
  vi.useFakeTimers();
  server = new Server();
});
afterEach(() => vi.useRealTimers());

describe("the successor of a connection", () => {
  test("a connection that is never idle gets a successor once it is old, and so does the next: the task that finds it old waits for none", async () => {
    const numbers: number[] = [];
    for (let atMs = 0; atMs <= 2 * MAX_AGE_MS + MAX_AGE_MS / 30; atMs += MAX_AGE_MS / 60) {
      numbers.push(await server.number());
      await vi.advanceTimersByTimeAsync(MAX_AGE_MS / 60);
    }
    expect(numbers).toEqual([...Array(61).fill(1), ...Array(60).fill(2), 3, 3]);
    expect(server.closed).toEqual([1, 2]);
  });

  /** The next connections open when they are let in. */
  function holdOpenings(): {
    readonly letIn: () => Promise<unknown>;
    readonly refuse: () => Promise<unknown>;
    readonly asked: () => number;
  } {
    const waiting: PromiseWithResolvers<void>[] = [];
    server.opening = () => {
      const opening = Promise.withResolvers<void>();
      waiting.push(opening);
      return opening.promise;
    };
    return {
      letIn: () => (waiting.at(-1)?.resolve(), vi.advanceTimersByTimeAsync(0)),
      refuse: () => (waiting.at(-1)?.reject(sqlError("28P01")), vi.advanceTimersByTimeAsync(0)),
      asked: () => waiting.length,
    };
  }

  test("a renewed connection serves until its successor is open, and goes between two tasks", async () => {
    expect(await server.number()).toBe(1);
    const { letIn } = holdOpenings();
    server.warm.renew();
    const end = Promise.withResolvers<void>();
    const long = server.warm.use(async (connection) => (await end.promise, (connection as Opened).number));
    await letIn();
    expect([server.opened.length, server.closed]).toEqual([2, []]);
    end.resolve();
    expect([await long, await server.number(), server.closed]).toEqual([1, 2, [1]]);
  });

  test.each([
    ["is being opened", false],
    ["waits for the end of a task", true],
  ])("a successor that %s when another renewal is asked for has one in its turn: it may have the login before", async (_what, isOpen) => {
    await server.number();
    const { letIn } = holdOpenings();
    server.warm.renew();
    const end = Promise.withResolvers<void>();
    const long = server.warm.use(() => end.promise);
    if (isOpen) await letIn();
    server.warm.renew();
    if (!isOpen) await letIn();
    end.resolve();
    await long;
    expect(await server.number()).toBe(2);
    await letIn();
    expect([await server.number(), server.closed]).toEqual([3, [1, 2]]);
  });

  test("a renewed connection without a task goes as soon as its successor is open, and without a connection none is opened", async () => {
    server.warm.renew();
    expect(server.opened.length).toBe(0);
    await server.number();
    server.warm.renew();
    await vi.advanceTimersByTimeAsync(0);
    expect([server.opened.length, server.closed]).toEqual([2, [1]]);
  });

  test("while no successor can be opened the old connection serves, and another is tried after a while, one at a time", async () => {
    await server.number();
    const { refuse, letIn, asked } = holdOpenings();
    server.warm.renew();
    server.warm.renew();
    expect([await server.number(), asked()]).toEqual([1, 1]);
    await refuse();
    expect([await server.number(), asked()]).toEqual([1, 1]);
    await vi.advanceTimersByTimeAsync(RETRY_MS);
    expect([await server.number(), asked()]).toEqual([1, 2]);
    await letIn();
    expect([await server.number(), server.closed]).toEqual([2, [1]]);
  });

  test("a successor whose predecessor was lost meanwhile is closed, and one that is lost before its turn never serves", async () => {
    await server.number();
    const { letIn } = holdOpenings();
    server.warm.renew();
    server.opened[0]?.lose();
    await letIn();
    expect(server.closed).toEqual([2]);
    server.opening = () => Promise.resolve();
    expect(await server.number()).toBe(3);
    const end = Promise.withResolvers<void>();
    const long = server.warm.use(() => end.promise);
    server.warm.renew();
    await vi.advanceTimersByTimeAsync(0);
    server.opened[3]?.lose();
    end.resolve();
    await long;
    // The one after it, 5, is asked for by the task that finds the present one old still.
    expect([await server.number(), await server.number(), server.closed]).toEqual([3, 5, [2, 3]]);
  });

  test("a successor takes the place of a connection that failed while it opened", async () => {
    await server.number();
    const end = Promise.withResolvers<void>();
    const failing = kindOf(server.warm.use(() => end.promise));
    server.warm.renew();
    await vi.advanceTimersByTimeAsync(0);
    end.reject(sqlError("57P01"));
    expect(await failing).toBe("outage");
    expect([await server.number(), server.opened.length, server.closed]).toEqual([2, 2, [1]]);
  });
});
