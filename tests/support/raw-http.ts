// HTTP over a plain socket, for what no client sends or shows: malformed requests, and whether an answer ended as it should.
import { once } from "node:events";
import { connect, type Socket } from "node:net";

export interface RawAnswer {
  /** Of the last answer on the connection; null: the connection was closed without one. */
  readonly status: number | null;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Whether the body is as long as its framing says (RFC 9112, section 8): a chunked one has its last chunk. */
  readonly isComplete: boolean;
}

const END_OF_HEAD = "\r\n\r\n";
const LAST_CHUNK = "0\r\n\r\n";

interface Exchange {
  /** Ends its side when all is sent; else the server is the first to close. */
  readonly ends?: boolean;
  /** Called when the answer begins. */
  readonly begun?: () => Promise<unknown>;
}

/** Sends bytes, and reads until the server closes. */
export async function exchange(url: URL, bytes: string, { ends = false, begun }: Exchange = {}): Promise<RawAnswer> {
  const socket = connect(Number(url.port), url.hostname);
  const reading = readAll(socket);
  const beginning = begun === undefined ? null : once(socket, "data").then(begun);
  socket.write(bytes, "latin1");
  if (ends) socket.end();
  await beginning;
  return answerOf(await reading);
}

async function readAll(socket: Socket): Promise<string> {
  let text = "";
  socket.setEncoding("latin1").on("data", (data: string) => (text += data));
  // A connection that the server resets has ended, too.
  socket.on("error", () => undefined);
  await once(socket, "close");
  return text;
}

function answerOf(text: string): RawAnswer {
  // An interim answer (100) comes before the final one.
  const final = text.replace(/^HTTP\/1\.1 1\d\d [^\r]*\r\n\r\n/, "");
  const split = final.indexOf(END_OF_HEAD);
  const [line = "", ...fields] = final.slice(0, Math.max(split, 0)).split("\r\n");
  const headers = Object.fromEntries(
    fields.map((field) => [field.split(":", 1)[0]?.toLowerCase() ?? "", field.slice(field.indexOf(":") + 1).trim()]),
  );
  const body = split === -1 ? "" : final.slice(split + END_OF_HEAD.length);
  const isComplete =
    headers["transfer-encoding"] === "chunked"
      ? body.endsWith(LAST_CHUNK)
      : body.length === Number(headers["content-length"] ?? Number.NaN);
  return { status: line === "" ? null : Number(line.split(" ")[1]), headers, body, isComplete };
}
