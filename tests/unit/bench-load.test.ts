// The load client of the benchmark against a server that answers as the test says: what counts, how long the load lasts, and which kinds a platform
// of another commit knows.
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { runLoad } from "@ledge/verification/bench/end-to-end-load";
import { knowsKind } from "@ledge/verification/bench/end-to-end-measure";
import type { RequestKind } from "@ledge/verification/bench/kinds";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

let server: Server;
let sockets: Socket[] = [];
let paths: string[] = [];
let statusOf: Record<string, number> = {};
/** Of the first connection's answers; the others' are given at once. */
let slowMs = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume();
    if (!sockets.includes(request.socket)) sockets.push(request.socket);
    const path = request.url ?? "";
    paths.push(path);
    const status = statusOf[path] ?? (/capture|release/.test(path) ? 200 : 201);
    const answer = () => response.writeHead(status, { "Content-Length": 16 }).end('{"id":"hold_01"}');
    if (sockets[0] === request.socket && slowMs > 0) setTimeout(answer, slowMs);
    else answer();
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
});
afterAll(() => void server.close());
beforeEach(() => {
  [sockets, paths, statusOf, slowMs] = [[], [], {}, 0];
});

const target = () => ({ host: "127.0.0.1", port: (server.address() as AddressInfo).port, token: "t", accounts: ["a", "b"] });
const run = (kind: RequestKind, connections: number, measureMs: number) =>
  runLoad({ ...target(), kind, connections, originals: [], warmUpMs: 0, measureMs });

describe("a load", () => {
  test("counts a hold's three requests together, so that none counts more often than the others", async () => {
    const { samplesMs } = await run("hold", 1, 20);
    expect(samplesMs.length).toBeGreaterThan(0);
    expect(samplesMs.length % 3).toBe(0);
  });

  test("lasts until every connection's counted requests are answered, and what is sent meanwhile does not count", async () => {
    slowMs = 200;
    const { samplesMs } = await run("transfer", 2, 1);
    expect(samplesMs.filter((ms) => ms >= slowMs - 1)).toHaveLength(1);
    // The quick connection goes on while the slow one waits; only its requests of the first instant count.
    expect(paths.length).toBeGreaterThan(2 * samplesMs.length);
  });
});

describe("a platform of another commit", () => {
  const known = (kind: RequestKind): Promise<boolean> => knowsKind(target(), kind);

  test("knows a kind that it answers, and not one that it answers 404", async () => {
    statusOf = { "/v1/holds": 404 };
    expect([await known("transfer"), await known("hold")]).toEqual([true, false]);
  });

  test("is not said to lack a kind that fails", async () => {
    statusOf = { "/v1/transactions": 500 };
    await expect(known("transaction")).rejects.toThrow("expected 201, was answered 500");
  });
});
