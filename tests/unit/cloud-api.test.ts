// How the tools are patient with a cloud: as long as it asks, never longer than a bound, and never blindly with a call whose fate is unknown.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type ApiError, callApi, type Cloud, isPassing } from "@ledge/delivery/deploy/api";
import { Neon } from "@ledge/delivery/deploy/neon";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

let server: Server;
let cloud: Cloud;
/** Given one by one; the last one for ever. */
let answers: Answer[];
let asked: string[];
let waits: number[];
const wait = async (ms: number): Promise<void> => void waits.push(ms);

beforeEach(async () => {
  [asked, waits] = [[], []];
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const { status, headers, body } = (answers.length > 1 ? answers.shift() : answers[0]) as Answer;
    response.writeHead(status, headers);
    response.end(body === undefined ? "" : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  cloud = { name: "Cloudflare", baseUrl, token: "a-token-that-nobody-prints", permissions: "Queues:Edit" };
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

const refusal = async (method: string): Promise<ApiError> =>
  await callApi(cloud, method, "/queues", undefined, wait).then(
    () => Promise.reject(new Error("It was not refused.")),
    (error: ApiError) => error,
  );

describe("a call", () => {
  test("waits as long as Retry-After says, and else longer each time", async () => {
    answers = [{ status: 429, headers: { "Retry-After": "7" } }, { status: 503 }, { status: 500 }, { status: 200, body: { result: 1 } }];
    expect(await callApi(cloud, "GET", "/queues", undefined, wait)).toEqual({ result: 1 });
    expect(waits).toEqual([7_000, 2_000, 4_000]);
  });

  test("is given up after five attempts, or when it is asked to wait for more than a minute", async () => {
    answers = [{ status: 500 }];
    expect((await refusal("GET")).message).toContain("was answered 500 after 5 attempts");
    expect(asked).toHaveLength(5);
    answers = [{ status: 429, headers: { "Retry-After": "3600" } }];
    expect((await refusal("GET")).status).toBe(429);
    expect(asked).toHaveLength(6);
    answers = [{ status: 429, headers: { "Retry-After": "Fri, 01 Jan 2100 00:00:00 GMT" } }];
    expect((await refusal("GET")).status).toBe(429);
    expect(asked).toHaveLength(7);
  });

  test("that makes something is repeated when it was turned away, and not when its fate is unknown", async () => {
    answers = [{ status: 429 }, { status: 500 }];
    const error = await refusal("POST");
    expect([error.status, asked.length, isPassing(error)]).toEqual([500, 2, true]);
  });

  test("that is forbidden says what the token needs, and not the token", async () => {
    answers = [{ status: 403, body: { errors: [{ code: 10000, message: "Authentication error" }] } }];
    const { message, codes } = await refusal("GET");
    expect(message).toBe(
      "Cloudflare: GET /queues was answered 403: Authentication error [code: 10000]. The token may not do this: it needs Queues:Edit, for this very account or project.",
    );
    expect(codes).toEqual([10000]);
  });

  test("that nobody answers is told as that", async () => {
    cloud = { ...cloud, baseUrl: "http://127.0.0.1:1" };
    const error = await refusal("POST");
    expect([error.status, isPassing(error)]).toEqual([0, true]);
    expect(error.message).toContain("was not answered");
  });
});

test("an operation of Neon that does not end is waited for two minutes, of whatever clock it is given", async () => {
  answers = [
    { status: 201, body: { operations: [{ id: "op-1", action: "create_branch", status: "running" }] } },
    { status: 200, body: { operation: { id: "op-1", action: "create_branch", status: "running" } } },
  ];
  let nowMs = 0;
  const neon = new Neon(
    cloud,
    "project",
    async (ms) => void (nowMs += ms),
    () => nowMs,
  );
  await expect(neon.createBranch("preview/pr-1", "br-1")).rejects.toThrow("create_branch is running after 120 s");
  expect(nowMs).toBe(120_000);
});
