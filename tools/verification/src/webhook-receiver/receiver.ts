// A third party's webhook receiver, for tests and tools: a server on loopback that keeps every request and answers each path as it is set to.
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** The bytes as they came. */
  readonly bytes: Buffer;
  // oxlint-disable-next-line typescript/no-explicit-any -- any sender's JSON: its readers compare it
  readonly json: any;
  readonly atMs: number;
  readonly reply: Reply | "never";
}

interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Delay of the answer; left out: none. */
  readonly afterMs?: number;
}

/** One reply to all requests, or a reply for each by its headers. */
type Replies = Reply | "never" | ((headers: IncomingHttpHeaders) => Reply | "never");

export interface Receiver {
  /** The URL of a path. */
  at(path: string): string;
  /** The requests to a path, in the order of arrival. */
  received(path: string): readonly Received[];
  /** Sets the reply of a path from now on; "never": the request is taken and not answered. Without a reply, a path answers 204. */
  reply(path: string, reply: Replies): void;
  close(): Promise<void>;
}

export async function openReceiver(): Promise<Receiver> {
  const kept: Received[] = [];
  const replies = new Map<string, Replies>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const [path, bytes] = [request.url ?? "", Buffer.concat(chunks)];
      const own = replies.get(path) ?? { status: 204 };
      const reply = typeof own === "function" ? own(request.headers) : own;
      kept.push({ path, headers: request.headers, bytes, json: JSON.parse(bytes.toString() || "null"), atMs: Date.now(), reply });
      if (reply === "never") return;
      const answer = (): void => void response.writeHead(reply.status, reply.headers).end(reply.body);
      if (reply.afterMs === undefined) answer();
      else setTimeout(answer, reply.afterMs).unref();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    at: (path) => `http://127.0.0.1:${port}${path}`,
    received: (path) => kept.filter((one) => one.path === path),
    reply: (path, reply) => void replies.set(path, reply),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // Requests that are not answered would keep the server open.
        server.closeAllConnections();
      }),
  };
}
