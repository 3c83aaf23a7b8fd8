// The lane's one connection under a clock of the test: opened when needed, kept while it is good, thrown away at the first doubt.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Connection } from "../../core-service/src/database/connect.ts";
import { Outage } from "../../core-service/src/database/failure.ts";
import { WarmConnection } from "../../core-service/src/database/warm-connection.ts";

const IDLE_MS = 30_000;
const TASK_MS = 10_000;
const MAX_TASKS = 20;
type Opened = Connection & { readonly number: number };

/** A server whose connections are numbers; `opening` may hold the next ones back. */
class Server {
  readonly opened: { readonly connection: Opened; readonly lose: () => void }[] = [];
  readonly closed: number[] = [];
  opening: (lose: () => void) => Promise<void> = () => Promise.resolve();
  readonly warm = new WarmConnection({
    open: async (lose) => {
      await this.opening(lose);
      const connection = { number: this.opened.length + 1 } as unknown as Opened;
      this.opened.push({ connection, lose });
      return connection;
    },
    close: (connection) => void this.closed.push((connection as Opened).number),
    idleMs: IDLE_MS,
    taskMs: TASK_MS,
    maxTasks: MAX_TASKS,
  });
  /** Which connection a task gets. */
  number = (): Promise<number> => this.warm.use(async (connection) => (connection as Opened).number);
}

let server: Server;
const never = () => new Promise<never>(() => undefined);
const kindOf = (running: Promise<unknown>) =>
  running.then(
    () => "done",
    (error: unknown) => (error instanceof Outage ? "outage" : error),
  );
const sqlError = (code: string): Error => Object.assign(new Error("from the server"), { code });

beforeEach(() => {
  vi.useFakeTimers();
  server = new Server();
});
afterEach(() => vi.useRealTimers());

describe("the warm connection", () => {
  test("nothing is opened before it is needed, and one serves all tasks", async () => {
    expect(server.opened.length).toBe(0);
    expect(await Promise.all([server.number(), server.number(), server.number()])).toEqual([1, 1, 1]);
    expect(server.opened.length).toBe(1);
  });

  test("tasks take turns in the order in which they came, never two at once", async () => {
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

  test("one that ended by itself is replaced, and a late word about an old one harms no new one", async () => {
    expect(await server.number()).toBe(1);
    server.opened[0]?.lose();
    expect(await server.number()).toBe(2);
    server.opened[0]?.lose();
    expect(await server.number()).toBe(2);
  });

  test.each([
    ["57P01", sqlError("57P01")],
    ["a socket that closed", new Error("closed")],
  ])("%s throws it away and is told as an outage", async (_name, error) => {
    expect(await kindOf(server.warm.use(() => Promise.reject(error)))).toBe("outage");
    expect(server.closed).toEqual([1]);
    expect(await server.number()).toBe(2);
  });

  test.each([sqlError("40001"), sqlError("23505"), sqlError("22003"), new TypeError("ours")])(
    "%s keeps it and is told as it is",
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

  test("a task past its deadline is an outage, its connection is closed, and the next task has another", async () => {
    const late = kindOf(server.warm.use(never));
    await vi.advanceTimersByTimeAsync(TASK_MS);
    expect(await late).toBe("outage");
    expect(server.closed).toEqual([1]);
    expect(await server.number()).toBe(2);
  });

  test("the deadline counts waiting: a task behind a slow one has less time, not more", async () => {
    void kindOf(server.warm.use(() => new Promise((resolve) => setTimeout(resolve, TASK_MS - 1))));
    const waiting = kindOf(server.warm.use(never));
    await vi.advanceTimersByTimeAsync(TASK_MS);
    expect(await waiting).toBe("outage");
  });

  test("idle, it is given back; in use, it is not, however long ago it was opened", async () => {
    for (let use = 0; use < 5; use += 1) {
      await server.number();
      await vi.advanceTimersByTimeAsync(IDLE_MS - 1);
    }
    expect(server.closed).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(server.closed).toEqual([1]);
    expect(await server.number()).toBe(2);
  });

  test("a task whose deadline passed while its connection opened never begins", async () => {
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

  test("a connection that arrives too late is closed, not leaked and not put in the place of another", async () => {
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

  test("a task whose deadline passed while it waited never begins, and costs no connection", async () => {
    const begun: string[] = [];
    const slow = kindOf(server.warm.use(never));
    const late = [1, 2, 3].map((name) => kindOf(server.warm.use(async () => void begun.push(`late ${name}`))));
    await vi.advanceTimersByTimeAsync(TASK_MS);
    expect(await Promise.all([slow, ...late])).toEqual(["outage", "outage", "outage", "outage"]);
    await vi.advanceTimersByTimeAsync(1);
    expect([begun, server.opened.length]).toEqual([[], 1]);
  });

  test("beyond its bound a task is an outage at once and never begins, and each task that ends makes room for one", async () => {
    const ends: (() => void)[] = [];
    const held = kindOf(server.warm.use(() => new Promise<void>((resolve) => ends.push(resolve))));
    const failing = kindOf(server.warm.use(() => new Promise((_, reject) => ends.push(() => reject(new TypeError("ours"))))));
    for (let tasks = 2; tasks < MAX_TASKS; tasks += 1) void kindOf(server.warm.use(never));
    const begun: string[] = [];
    const oneMore = () => kindOf(server.warm.use(async () => void begun.push("one more")));
    /** No time passes: what is refused is refused at once, what is admitted waits. */
    const isRefused = () => Promise.race([oneMore().then((kind) => kind === "outage"), vi.advanceTimersByTimeAsync(0).then(() => false)]);
    expect(await isRefused()).toBe(true);
    ends[0]?.();
    expect(await held).toBe("done");
    expect([await isRefused(), await isRefused()]).toEqual([false, true]);
    ends[1]?.();
    expect(await failing).toBeInstanceOf(TypeError);
    expect([await isRefused(), await isRefused()]).toEqual([false, true]);
    expect(begun).toEqual([]);
  });

  test("a connection that ends while it opens says so without an error of its own", async () => {
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
