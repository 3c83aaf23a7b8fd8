// A TCP socket with the interface of the WebSocket that the driver expects: bytes in, bytes out, no frames and no TLS. It refuses
// any host but loopback, so that no configuration can send a password in clear text.
import { connect } from "cloudflare:sockets";

/** The loopback names and addresses: RFC 6890 127.0.0.0/8 and ::1, RFC 6761 localhost. */
export const isLoopback = (host: string): boolean =>
  host === "localhost" || host === "::1" || host === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(host);

export class TcpWebSocket extends EventTarget {
  static readonly OPEN = 1;
  static readonly CLOSED = 3;
  binaryType = "arraybuffer";
  readyState = 0;
  readonly #socket: Socket;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;

  /** @throws RangeError when the address is not on loopback. */
  constructor(url: string) {
    super();
    const address = new URL(url).searchParams.get("address") ?? "";
    const separator = address.lastIndexOf(":");
    const hostname = address.slice(0, separator);
    if (!isLoopback(hostname)) throw new RangeError("plain TCP to the database is for loopback only");
    this.#socket = connect({ hostname, port: Number(address.slice(separator + 1)) });
    this.#writer = this.#socket.writable.getWriter() as WritableStreamDefaultWriter<Uint8Array>;
    void this.#receive();
  }

  send(data: Uint8Array): void {
    // A failed write fails the reading side too, which ends the connection.
    this.#writer.write(data).catch(() => undefined);
  }

  close(): void {
    this.#socket.close().catch(() => undefined);
  }

  async #receive(): Promise<void> {
    try {
      await this.#socket.opened;
      this.readyState = TcpWebSocket.OPEN;
      this.dispatchEvent(new Event("open"));
      for await (const chunk of this.#socket.readable as ReadableStream<Uint8Array<ArrayBuffer>>) {
        // An ArrayBuffer, as a WebSocket of this binaryType gives it: anything else the driver copies byte by byte.
        const data = chunk.byteLength === chunk.buffer.byteLength ? chunk.buffer : chunk.slice().buffer;
        this.dispatchEvent(new MessageEvent("message", { data }));
      }
    } catch {
      this.dispatchEvent(Object.assign(new Event("error"), { message: "the connection to the database failed" }));
    }
    this.readyState = TcpWebSocket.CLOSED;
    this.dispatchEvent(new Event("close"));
  }
}
