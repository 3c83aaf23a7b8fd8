// Requests one of the platform's hosts as a browser does. `fetch` would send the listening address as Host.
import { request as ask } from "node:http";

const NO_BODY: ReadonlySet<number> = new Set([204, 304]);

/** Sends a request for `host` to the platform that listens at `door`. */
export function requestHost(
  door: URL,
  host: string,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const asked = ask({ host: door.hostname, port: door.port, method, path, headers: { ...headers, Host: host } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => void chunks.push(chunk));
      answer.on("error", reject);
      answer.on("end", () => {
        const status = answer.statusCode ?? 0;
        const pairs = Object.entries(answer.headersDistinct).flatMap(([name, values]) =>
          (values ?? []).map((value): [string, string] => [name, value]),
        );
        resolve(new Response(NO_BODY.has(status) ? null : Buffer.concat(chunks), { status, headers: pairs }));
      });
    });
    asked.on("error", reject);
    asked.end();
  });
}
