// A wire to Postgres that can be cut at the worst moment: a TCP relay on loopback between the core and the database.
import { connect, createServer, type Server, type Socket } from "node:net";

export interface Wire {
  /** The database's URL through this wire. */
  readonly url: string;
  /**
   * The next statement that contains `text` reaches the database; its answer does not come back: the connection ends instead, and
   * `onCut` hears of it. Only the last call counts; null takes it back.
   */
  cutAfter(text: string | null, onCut?: () => void): void;
  /** Statements that contain `text` reach the database so much later, each on its own connection; null: at once again. */
  holdBack(text: string | null, ms?: number): void;
  /** Nothing passes either way, and nothing ends, until `resume`. */
  pause(): void;
  resume(): void;
  /** How many connections are open through the wire. */
  open(): number;
  close(): Promise<void>;
}

export async function layWire(databaseUrl: string): Promise<Wire> {
  const target = new URL(databaseUrl);
  const pairs = new Set<readonly [Socket, Socket]>();
  let cutText: string | null = null;
  let onCut = (): void => undefined;
  let held: { readonly text: string; readonly ms: number } | null = null;
  let paused = false;
  const server: Server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    const pair = [client, upstream] as const;
    pairs.add(pair);
    let doomed: (() => void) | null = null;
    const end = () => {
      pairs.delete(pair);
      client.destroy();
      upstream.destroy();
    };
    client.on("data", (data) => {
      if (cutText !== null && data.includes(cutText)) {
        cutText = null;
        doomed = onCut;
      }
      if (held === null || !data.includes(held.text)) return void upstream.write(data);
      client.pause(); // what follows on this connection waits behind it
      setTimeout(() => {
        upstream.write(data);
        if (!paused) client.resume();
      }, held.ms).unref();
    });
    // The answer proves that the statement ran to its end; only then is it thrown away.
    upstream.on("data", (data) => {
      if (doomed === null) return void client.write(data);
      doomed();
      doomed = null;
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
    cutAfter: (text, heard = () => undefined) => {
      cutText = text;
      onCut = heard;
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
