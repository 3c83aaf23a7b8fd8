// A server whose connections are numbers, for the tests of the warm connection on a simulated clock.
import type { Connection } from "../../core-service/src/database/connect.ts";
import { Outage } from "../../core-service/src/database/failure.ts";
import { WarmConnection } from "../../core-service/src/database/warm-connection.ts";

export const IDLE_MS = 30_000;
export const TASK_MS = 10_000;
export const MAX_TASKS = 20;
export const MAX_AGE_MS = 300_000;
export type Opened = Connection & { readonly number: number };

/** A server whose connections are numbers. `opening` may delay the next ones. */
export class Server {
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
    maxAgeMs: () => MAX_AGE_MS,
    taskMs: TASK_MS,
    maxTasks: MAX_TASKS,
  });
  /** The connection that a task gets. */
  number = (): Promise<number> => this.warm.use(async (connection) => (connection as Opened).number);
}

export const kindOf = (running: Promise<unknown>) =>
  running.then(
    () => "done",
    (error: unknown) => (error instanceof Outage ? "outage" : error),
  );
export const sqlError = (code: string): Error => Object.assign(new Error("from the server"), { code });
