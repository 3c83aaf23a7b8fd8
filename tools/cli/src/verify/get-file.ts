// Gets a file from a server by HTTP. Not by fetch, which leaves names to the machine's resolver: those below localhost are this machine (RFC 6761,
// section 6.3), as for browsers, and many a resolver does not know them.
import { lookup } from "node:dns";
import { get as getPlainly, type IncomingMessage, type RequestOptions } from "node:http";
import { get as getSecurely } from "node:https";
import type { LookupFunction } from "node:net";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";

const resolve: LookupFunction = (name, options, found) => lookup(name.endsWith(".localhost") ? "localhost" : name, options, found);

export interface GotFile {
  readonly status: number;
  /** Decoded: a log may compress without being asked (C2SP tlog-tiles, Log entries). It must be read or destroyed. */
  readonly body: Readable;
}

/** @throws when there is no answer within `ms`; reading the body throws when it does not end within them. */
export function getFile(url: string, ms: number): Promise<GotFile> {
  const options: RequestOptions = { lookup: resolve, signal: AbortSignal.timeout(ms), headers: { "Accept-Encoding": "gzip" } };
  return new Promise((resolved, reject) => {
    const take = (answer: IncomingMessage): void => {
      const isPacked = answer.headers["content-encoding"] === "gzip";
      const body = isPacked ? answer.compose<Readable>(createGunzip()) : answer;
      resolved({ status: answer.statusCode ?? 0, body });
    };
    const asked = url.startsWith("https:") ? getSecurely(url, options, take) : getPlainly(url, options, take);
    asked.on("error", reject);
  });
}
