// A compute of a branch: the branch's database on the server behind it, under the name that it has within every branch. It rewrites the name in the first
// message of a connection and passes on everything else.
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/** Of the messages that may come before a session: https://www.postgresql.org/docs/18/protocol-message-formats.html */
const PROTOCOL_3 = 196_608;
const SSL_REQUEST = 80_877_103;
const HEADER_BYTES = 8;

export interface Compute {
  /** Host and port. */
  readonly host: string;
  stop(): Promise<void>;
}

/** @param name how clients call the database. @param behind how the server calls it. */
export async function startCompute(serverUrl: string, name: string, behind: string): Promise<Compute> {
  const { hostname, port } = new URL(serverUrl);
  const sockets = new Set<Socket>();
  const server: Server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => (sockets.delete(socket), client.destroy(), upstream.destroy()));
    }
    let begun = Buffer.alloc(0);
    const begin = (chunk: Buffer): void => {
      begun = Buffer.concat([begun, chunk]);
      if (begun.length < HEADER_BYTES || begun.length < begun.readInt32BE(0)) return;
      const kind = begun.readInt32BE(4);
      if (kind === SSL_REQUEST) {
        begun = begun.subarray(begun.readInt32BE(0));
        client.write("N");
        return;
      }
      client.off("data", begin);
      upstream.write(kind === PROTOCOL_3 ? renamed(begun, name, behind) : begun);
      client.pipe(upstream).pipe(client);
    };
    client.on("data", begin);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** The startup message, for the database behind the name; another database stays as it is, and the server does not know it. */
function renamed(message: Buffer, name: string, behind: string): Buffer {
  const length = message.readInt32BE(0);
  const fields = message.subarray(HEADER_BYTES, length).toString("latin1").split("\0");
  const at = fields.indexOf("database");
  if (fields[at + 1] === name) fields[at + 1] = behind;
  const body = Buffer.from(fields.join("\0"), "latin1");
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeInt32BE(HEADER_BYTES + body.length, 0);
  header.writeInt32BE(PROTOCOL_3, 4);
  return Buffer.concat([header, body, message.subarray(length)]);
}
