// A faulty proxy in front of the platform: it passes everything on and changes what the test asks it to change. Loopback only.
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** The changes that a proxy makes. */
export interface Tampering {
  /** Changes a request's headers in place, before it is passed on. */
  readonly request?: (path: string, headers: Headers) => void;
  /** Changes an answer's headers in place. */
  readonly headers?: (path: string, headers: Headers) => void;
  /** Replaces the text of an answer, or of each chunk of a live stream. */
  readonly body?: (path: string, text: string) => string;
}

export interface TamperingProxy {
  readonly url: string;
  close(): Promise<void>;
}

/** Headers that belong to one connection (RFC 9110, section 7.6.1), or that describe the bytes before the change. */
const OF_ONE_CONNECTION = ["connection", "keep-alive", "transfer-encoding", "content-length", "content-encoding", "host"];

export async function openTamperingProxy(upstream: URL, tampering: Tampering): Promise<TamperingProxy> {
  const server = createServer(async (incoming, outgoing) => {
    const path = incoming.url ?? "/";
    const headers = passable(new Headers(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])));
    tampering.request?.(path, headers);
    const gone = new AbortController();
    outgoing.on("close", () => gone.abort());
    try {
      const method = incoming.method ?? "GET";
      const body = method === "GET" || method === "HEAD" ? null : await bytesOf(incoming);
      const response = await fetch(new URL(path, upstream), { method, headers, body, redirect: "manual", signal: gone.signal });
      const shown = passable(new Headers(response.headers));
      tampering.headers?.(path, shown);
      outgoing.writeHead(response.status, Object.fromEntries(shown));
      const change = tampering.body ?? ((_path, text) => text);
      if (shown.get("Content-Type") !== "text/event-stream") return void outgoing.end(change(path, await response.text()));
      outgoing.flushHeaders();
      for await (const piece of (response.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream() as never)) {
        outgoing.write(change(path, String(piece)));
      }
      outgoing.end();
    } catch {
      // The client or the platform has closed its connection. Closing the other one is the only answer left.
      outgoing.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function passable(headers: Headers): Headers {
  for (const name of OF_ONE_CONNECTION) headers.delete(name);
  return headers;
}

async function bytesOf(incoming: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return new Uint8Array(Buffer.concat(chunks));
}
