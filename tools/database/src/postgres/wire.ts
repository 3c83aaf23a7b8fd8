// A TCP proxy on loopback between the core and the database, which can cut, delay and pause connections at any moment.
import { connect, createServer, type Server, type Socket } from "node:net";

export interface Wire {
  /** The database's URL through this proxy. */
  readonly url: string;
  /**
   * Cuts the connection after the next statement that contains `text`: the database executes it, its answer is discarded, and `onCut` is called.
   * A later call replaces an earlier one; null cancels it.
   *
   * @param behind only on a connection that has sent this since the call: of several that commit, the one that is meant.
   */
  cutAfter(text: string | null, onCut?: () => void, behind?: string): void;
  /** Delays statements that contain `text` by `ms`, each on its own connection; null ends it. */
  holdBack(text: string | null, ms?: number): void;
  /** Forwards nothing in either direction, and closes nothing, until `resume`. */
  pause(): void;
  resume(): void;
  /** How many connections are open. */
  open(): number;
  close(): Promise<void>;
}

/** What is to be cut, until a connection has been. */
interface Cut {
  readonly text: string;
  readonly behind: string;
  readonly onCut: () => void;
}

export async function layWire(databaseUrl: string): Promise<Wire> {
  const target = new URL(databaseUrl);
  const pairs = new Set<readonly [Socket, Socket]>();
  let planned: Cut | null = null;
  let held: { readonly text: string; readonly ms: number } | null = null;
  let paused = false;
  const server: Server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    const pair = [client, upstream] as const;
    pairs.add(pair);
    let cut: Cut | null = null;
    /** The cut behind whose text this connection is. */
    let due: Cut | null = null;
    const end = () => {
      pairs.delete(pair);
      client.destroy();
      upstream.destroy();
    };
    client.on("data", (data) => {
      if (planned !== null && data.includes(planned.behind)) due = planned;
      if (planned !== null && due === planned && data.includes(planned.text)) [cut, planned] = [planned, null];
      if (held === null || !data.includes(held.text)) return void upstream.write(data);
      client.pause(); // later statements on this connection wait
      setTimeout(() => {
        upstream.write(data);
        if (!paused) client.resume();
      }, held.ms).unref();
    });
    // The answer proves that the statement was executed; only then is the connection cut.
    upstream.on("data", (data) => {
      if (cut === null) return void client.write(data);
      cut.onCut();
      cut = null;
      end();
    });
    for (const socket of pair) socket.on("close", end).on("error", end);
    if (paused) for (const socket of pair) socket.pause();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const url = new URL(databaseUrl);
  url.hostname = "127.0.0.1";
  url.port = String(typeof address === "object" ? address?.port : "");
  const each = (act: (socket: Socket) => void) => pairs.forEach((pair) => pair.forEach(act));
  return {
    url: url.toString(),
    cutAfter: (text, onCut = () => undefined, behind = "") => {
      planned = text === null ? null : { text, behind, onCut };
    },
    holdBack: (text, ms = 0) => {
      held = text === null ? null : { text, ms };
    },
    pause: () => {
      paused = true;
      each((socket) => socket.pause());
    },
    resume: () => {
      paused = false;
      each((socket) => socket.resume());
    },
    open: () => pairs.size,
    close: async () => {
      each((socket) => socket.destroy());
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
