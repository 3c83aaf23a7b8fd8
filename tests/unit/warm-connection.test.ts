// The lane's one connection on a simulated clock: opened when needed, kept while it is good, discarded at the first doubt.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Full } from "../../core-service/src/database/failure.ts";
import { IDLE_MS, kindOf, MAX_TASKS, Server, sqlError, TASK_MS } from "../support/warm-server.ts";

let server: Server;
const never = () => new Promise<never>(() => undefined);
beforeEach(() => {
  vi.useFakeTimers();
  server = new Server();
});
afterEach(() => vi.useRealTimers());

describe("the warm connection", () => {
  test("no connection is opened before it is needed, and one serves all tasks", async () => {
    expect(server.opened.length).toBe(0);
    expect(await Promise.all([server.number(), server.number(), server.number()])).toEqual([1, 1, 1]);
    expect(server.opened.length).toBe(1);
  });

  test("tasks run one at a time in the order of arrival", async () => {
    const steps: string[] = [];
    const task = (name: string, ms: number) => () =>
      new Promise<void>((resolve) => {
        steps.push(`${name} begins`);
        setTimeout(() => resolve(void steps.push(`${name} ends`)), ms);
      });
    const all = Promise.all([server.warm.use(task("a", 30)), server.warm.use(task("b", 10)), server.warm.use(task("c", 20))]);
    await vi.advanceTimersByTimeAsync(60);
    await all;
    expect(steps).toEqual(["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]);
  });

  /** The owners in the order in which their tasks begin: all of them ask for `each` at once, after one task of each has shown what it takes. */
  async function order(takesMs: Readonly<Record<string, number>>, each: number): Promise<string[]> {
    const begun: string[] = [];
    const ask = (owner: string) =>
      server.warm.use(async () => {
        begun.push(owner);
        await new Promise((resolve) => setTimeout(resolve, takesMs[owner]));
      }, owner);
    const owners = Object.keys(takesMs);
    const known = Promise.all(owners.map(ask));
    await vi.advanceTimersByTimeAsync(TASK_MS / 2);
    await known;
    begun.length = 0;
    const all = Promise.all(Array.from({ length: each }, () => owners.map(ask)).flat());
    await vi.advanceTimersByTimeAsync(TASK_MS / 2);
    await all;
    return begun;
  }

  test("owners take turns, and one whose tasks take long waits until the others have had as much of the time", async () => {
    // A task of 50 ms for five of up to 10 ms of another: the first of the slow one was begun before anybody else waited.
    const [first, ...begun] = await order({ slow: 50, quick: 5 }, 9);
    expect([first, ...begun.slice(0, 6)]).toEqual(["slow", "quick", "quick", "quick", "quick", "quick", "slow"]);
    expect((await order({ one: 5, other: 5 }, 3)).join(" ")).toBe("one other one other one other");
  });

  test("a connection that ended by itself is replaced, and a late event of the old one does not affect the new one", async () => {
    expect(await server.number()).toBe(1);
    server.opened[0]?.lose();
    expect(await server.number()).toBe(2);
    server.opened[0]?.lose();
    expect(await server.number()).toBe(2);
  });

  test.each([
    ["57P01", sqlError("57P01")],
    ["a socket that closed", new Error("closed")],
  ])("%s discards it and is reported as an outage", async (_name, error) => {
    expect(await kindOf(server.warm.use(() => Promise.reject(error)))).toBe("outage");
    expect(server.closed).toEqual([1]);
    expect(await server.number()).toBe(2);
  });

  test.each([sqlError("40001"), sqlError("23505"), sqlError("22003"), new TypeError("ours")])(
    "%s keeps it and is reported unchanged",
    async (error) => {
      expect(await kindOf(server.warm.use(() => Promise.reject(error)))).toBe(error);
      expect([await server.number(), server.closed]).toEqual([1, []]);
    },
  );

  test("a task that throws before it waits ends its own turn only", async () => {
    const thrown = server.warm.use(() => {
      throw new TypeError("ours");
    });
    await expect(thrown).rejects.toThrow(TypeError);
    expect(await server.number()).toBe(1);
  });

  test("a server that cannot be reached is an outage of the task, and the next one tries again", async () => {
    server.opening = () => Promise.reject(new Error("refused"));
    expect(await kindOf(server.number())).toBe("outage");
    server.opening = () => Promise.resolve();
    expect(await server.number()).toBe(1);
  });

  test("a task past its deadline is an outage, its connection is closed, and the next task gets another", async () => {
    const late = kindOf(server.warm.use(never));
    await vi.advanceTimersByTimeAsync(TASK_MS);
    expect(await late).toBe("outage");
    expect(server.closed).toEqual([1]);
    expect(await server.number()).toBe(2);
  });

  test("the deadline includes waiting: a task behind a slow one has less time, not more", async () => {
    void kindOf(server.warm.use(() => new Promise((resolve) => setTimeout(resolve, TASK_MS - 1))));
    const waiting = kindOf(server.warm.use(never));
    await vi.advanceTimersByTimeAsync(TASK_MS);
    expect(await waiting).toBe("outage");
  });

  test("an idle connection is closed, and one in use is not", async () => {
    for (let use = 0; use < 5; use += 1) {
      await server.number();
      await vi.advanceTimersByTimeAsync(IDLE_MS - 1);
    }
    expect(server.closed).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(server.closed).toEqual([1]);
    expect(await server.number()).toBe(2);
  });

  test("a connection that grows old under a task is not taken from it", async () => {
    const long = server.warm.use((connection) => new Promise((resolve) => setTimeout(() => resolve(connection), TASK_MS - 1)));
    await vi.advanceTimersByTimeAsync(TASK_MS - 1);
    expect([await long, server.closed]).toEqual([server.opened[0]?.connection, []]);
  });

  test("a task whose deadline passes while its connection opens never begins", async () => {
    let arrive: () => void = () => undefined;
    server.opening = () => new Promise((resolve) => (arrive = resolve));
    const begun: string[] = [];
    const late = kindOf(server.warm.use(async () => void begun.push("late")));
    await vi.advanceTimersByTimeAsync(TASK_MS);
    expect(await late).toBe("outage");
    arrive();
    await vi.advanceTimersByTimeAsync(1);
    expect(begun).toEqual([]);
  });

  test("a connection that opens too late is closed, neither leaked nor used in place of another", async () => {
    const arrivals: (() => void)[] = [];
    server.opening = () => new Promise((resolve) => arrivals.push(resolve));
    const late = kindOf(server.number());
    await vi.advanceTimersByTimeAsync(TASK_MS);
    expect(await late).toBe("outage");
    const next = server.number();
    await vi.advanceTimersByTimeAsync(1);
    for (const arrive of arrivals.toReversed()) arrive();
    await next;
    await vi.advanceTimersByTimeAsync(IDLE_MS);
    expect(server.closed.length).toBe(server.opened.length);
  });

  test("a task whose deadline passes while it waits never begins, and opens no connection", async () => {
    const begun: string[] = [];
    const slow = kindOf(server.warm.use(never));
    const late = [1, 2, 3].map((name) => kindOf(server.warm.use(async () => void begun.push(`late ${name}`))));
    await vi.advanceTimersByTimeAsync(TASK_MS);
    expect(await Promise.all([slow, ...late])).toEqual(["outage", "outage", "outage", "outage"]);
    await vi.advanceTimersByTimeAsync(1);
    expect([begun, server.opened.length]).toEqual([[], 1]);
  });

  test("beyond the bound of waiting tasks a task is refused at once and never begins, and each ended task admits another", async () => {
    const ends: (() => void)[] = [];
    const held = kindOf(server.warm.use(() => new Promise<void>((resolve) => ends.push(resolve))));
    const failing = kindOf(server.warm.use(() => new Promise((_, reject) => ends.push(() => reject(new TypeError("ours"))))));
    for (let waiting = 1; waiting < MAX_TASKS; waiting += 1) void kindOf(server.warm.use(never));
    const begun: string[] = [];
    const oneMore = () => kindOf(server.warm.use(async () => void begun.push("one more")));
    /** No time passes: refused tasks are refused at once, admitted ones wait. */
    const isRefused = () =>
      Promise.race([oneMore().then((kind) => kind instanceof Full), vi.advanceTimersByTimeAsync(0).then(() => false)]);
    expect(await isRefused()).toBe(true);
    ends[0]?.();
    expect(await held).toBe("done");
    expect([await isRefused(), await isRefused()]).toEqual([false, true]);
    ends[1]?.();
    expect(await failing).toBeInstanceOf(TypeError);
    expect([await isRefused(), await isRefused()]).toEqual([false, true]);
    expect(begun).toEqual([]);
  });

  test("a connection that ends while it opens is reported without a further error", async () => {
    const thrown: unknown[] = [];
    server.opening = async (lose) => {
      try {
        lose();
      } catch (error) {
        thrown.push(error);
      }
    };
    await kindOf(server.number());
    expect(thrown).toEqual([]);
  });
});
