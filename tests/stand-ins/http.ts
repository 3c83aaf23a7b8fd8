// The base of both stand-ins: a server on loopback that records every call, checks the token, can be made to fail, and answers only the calls that it
// knows.
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface Call {
  readonly method: string;
  /** The path without its query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly contentType: string;
  readonly headers: IncomingMessage["headers"];
  /** The token as sent after `Bearer`. */
  readonly token: string;
  readonly body: Buffer;
}

export interface StandInResponse {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A planned fault: the next matching call gets this answer and is not carried out. */
interface Fault {
  readonly matches: (call: Call) => boolean;
  readonly answer: StandInResponse;
}

export type Route = readonly [
  method: string,
  path: RegExp,
  handle: (call: Call, groups: readonly string[]) => StandInResponse | Promise<StandInResponse>,
];

export interface StandIn {
  readonly url: string;
  /** Every call with the right token, oldest first. */
  readonly calls: readonly Call[];
  fail(fault: Fault): void;
  stop(): Promise<void>;
}

/**
 * Serves `routes` under `prefix`; the first match answers. @param refused the form of this cloud's refusals, its envelope. @param takes other
 * tokens than that one, whose routes check what they may do. @param readToken is
 * accepted too, to read.
 */
export async function serve(
  prefix: string,
  token: string,
  routes: readonly Route[],
  refused: (status: number, code: number, message: string) => StandInResponse,
  takes: (asked: { readonly path: string; readonly token: string }) => boolean = () => false,
  readToken: string | null = null,
): Promise<StandIn> {
  const calls: Call[] = [];
  const faults: Fault[] = [];
  const answer = async (request: IncomingMessage): Promise<StandInResponse> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    const given = request.headers.authorization?.replace(/^Bearer /, "") ?? "";
    const isAllowed = given === token || (given === readToken && request.method === "GET") || takes({ path: url.pathname, token: given });
    if (!isAllowed) return refused(403, 10000, "Authentication error");
    if (!url.pathname.startsWith(prefix)) return refused(404, 7000, `No route for that URI: ${url.pathname}`);
    const call: Call = {
      method: request.method ?? "",
      path: url.pathname.slice(prefix.length),
      query: url.searchParams,
      contentType: request.headers["content-type"] ?? "",
      headers: request.headers,
      token: given,
      body: Buffer.concat(chunks),
    };
    calls.push(call);
    const fault = faults.findIndex(({ matches }) => matches(call));
    if (fault !== -1) return (faults.splice(fault, 1)[0] as Fault).answer;
    for (const [method, path, handle] of routes) {
      const match = method === call.method ? path.exec(call.path) : null;
      if (match !== null) return await handle(call, match.slice(1).map(decodeURIComponent));
    }
    return refused(404, 7003, `The stand-in does not know  ${call.method} ${call.path}`);
  };
  const server: Server = createServer((request, response) => {
    void answer(request)
      .catch((error: Error) => refused(500, 10013, `The stand-in broke: ${error.stack}`))
      .then(({ status, body, headers }) => {
        response.writeHead(status, { "Content-Type": "application/json", ...headers });
        response.end(body === undefined ? "" : JSON.stringify(body));
      });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${prefix}`,
    calls,
    fail: (fault) => void faults.push(fault),
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export const json = <T>({ body }: Call): T => JSON.parse(body.toString()) as T;
