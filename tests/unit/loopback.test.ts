// Connections to the database without TLS: what counts as loopback, and that no such socket is opened to anything else.
import { beforeEach, describe, expect, test, vi } from "vitest";
import { isLoopback, TcpWebSocket } from "../../core-service/src/database/tcp-web-socket.ts";

const sockets = vi.hoisted(() => ({ opened: [] as { hostname: string; port: number }[], chunks: [] as Uint8Array[], fails: false }));
vi.mock("cloudflare:sockets", () => ({
  connect: (address: { hostname: string; port: number }) => {
    sockets.opened.push(address);
    return {
      opened: sockets.fails ? Promise.reject(new Error("refused: secret")) : Promise.resolve(),
      readable: ReadableStream.from(sockets.chunks),
      writable: new WritableStream(),
      close: async () => undefined,
    };
  },
}));

beforeEach(() => {
  sockets.opened.length = 0;
  sockets.chunks = [];
  sockets.fails = false;
});

const OTHER_HOSTS = [
  "db.neon.tech",
  "10.0.0.1",
  "0.0.0.0",
  "128.0.0.1",
  "127.0.0.1.evil.test",
  "evil.test.127.0.0.1",
  "127.0.0.1@evil.test",
  "1270.0.0.1",
  "127.0.0",
  "127.1",
  "127.0.0.1\n",
  " 127.0.0.1",
  "127.0.0.\u0661",
  "localhost.evil.test",
  "evil-localhost",
  "localhost.",
  "::2",
  "[::1].evil.test",
  "::ffff:10.0.0.1",
  "",
];

describe("plain TCP to the database", () => {
  test.each(["localhost", "127.0.0.1", "127.0.0.53", "127.255.255.254", "::1", "[::1]"])("%s is loopback", (host) => {
    expect(isLoopback(host)).toBe(true);
  });

  test.each(OTHER_HOSTS)("%j is not loopback, and no socket is opened to it", (host) => {
    expect(isLoopback(host)).toBe(false);
    expect(() => new TcpWebSocket(`ws://socket/v1?address=${encodeURIComponent(host)}:5432`)).toThrow(RangeError);
    expect(sockets.opened).toEqual([]);
  });

  test.each([
    ["no address", "ws://socket/v1"],
    ["an empty one", "ws://socket/v1?address="],
    ["a second one", "ws://socket/v1?address=evil.test:5432&address=127.0.0.1:5432"],
    ["one in the path", "ws://127.0.0.1/v1?host=127.0.0.1:5432"],
  ])("%s opens no socket", (_name, url) => {
    expect(() => new TcpWebSocket(url)).toThrow(RangeError);
    expect(sockets.opened).toEqual([]);
  });

  test.each([
    ["127.0.0.1:5432", "127.0.0.1"],
    ["[::1]:5432", "[::1]"],
    ["localhost:5432", "localhost"],
  ])("%s is reached as given", (address, hostname) => {
    new TcpWebSocket(`ws://socket/v1?address=${address}`);
    expect(sockets.opened).toEqual([{ hostname, port: 5432 }]);
  });

  const eventsOf = async (): Promise<string[]> => {
    const events: string[] = [];
    const socket = new TcpWebSocket("ws://socket/v1?address=127.0.0.1:5432");
    for (const name of ["open", "message", "error"]) {
      socket.addEventListener(name, (event) => {
        const { data, message } = event as Event & { data?: ArrayBuffer; message?: string };
        events.push([name, data === undefined ? message : [...new Uint8Array(data)].join()].filter((part) => part !== undefined).join(" "));
      });
    }
    await new Promise((resolve) => socket.addEventListener("close", resolve));
    expect(socket.readyState).toBe(TcpWebSocket.CLOSED);
    return [...events, "close"];
  };

  test("bytes arrive unchanged and in order, between open and close", async () => {
    // The second chunk is a view of a larger buffer.
    sockets.chunks = [new Uint8Array([1, 2]), new Uint8Array([9, 3, 9]).subarray(1, 2)];
    expect(await eventsOf()).toEqual(["open", "message 1,2", "message 3", "close"]);
  });

  test("a failed connection is an error and a close, with a message that quotes nothing", async () => {
    sockets.fails = true;
    expect(await eventsOf()).toEqual(["error the connection to the database failed", "close"]);
  });
});
