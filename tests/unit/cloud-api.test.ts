// How the tools call a cloud: they wait as long as it asks, never longer than a bound, never repeat a call that may have taken effect, and
// never print a token. Decision 51 names these rules as the reason why the clouds' own clients are not used.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import { type ApiError, callApi, type Cloud, isTransient } from "@ledge/delivery/deploy/api";
import { Cloudflare } from "@ledge/delivery/deploy/cloudflare";
import { Neon } from "@ledge/delivery/deploy/neon";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

interface ScriptedResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** The headers come and the body never ends. */
  readonly isEndless?: boolean;
}

const TOKEN = "a-token-that-nobody-prints";
let server: Server;
let cloud: Cloud;
/** Given one by one; the last one for ever. */
let responses: ScriptedResponse[];
let asked: string[];
let waits: number[];
const wait = async (ms: number): Promise<void> => void waits.push(ms);

beforeEach(async () => {
  [asked, waits] = [[], []];
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const { status, headers, body, isEndless } = (responses.length > 1 ? responses.shift() : responses[0]) as ScriptedResponse;
    response.writeHead(status, headers);
    if (isEndless === true) response.write("{");
    else response.end(body === undefined ? "" : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  cloud = { name: "Cloudflare", baseUrl, token: TOKEN, permissions: "Queues:Edit" };
});
afterEach(() => {
  vi.restoreAllMocks();
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});

const refusal = async (method: string): Promise<ApiError> =>
  await callApi(cloud, method, "/queues", undefined, wait).then(
    () => Promise.reject(new Error("It was not refused.")),
    (error: ApiError) => error,
  );

describe("calls to a cloud", () => {
  test("A call waits as long as Retry-After says, and else longer each time", async () => {
    responses = [{ status: 429, headers: { "Retry-After": "7" } }, { status: 503 }, { status: 500 }, { status: 200, body: { result: 1 } }];
    expect(await callApi(cloud, "GET", "/queues", undefined, wait)).toEqual({ result: 1 });
    expect(waits).toEqual([7_000, 2_000, 4_000]);
  });

  test("A call is given up after five attempts, or when it is asked to wait for more than a minute", async () => {
    responses = [{ status: 500 }];
    expect((await refusal("GET")).message).toContain("was answered 500 after 5 attempts");
    expect(asked).toHaveLength(5);
    responses = [{ status: 429, headers: { "Retry-After": "3600" } }];
    expect((await refusal("GET")).status).toBe(429);
    expect(asked).toHaveLength(6);
    responses = [{ status: 429, headers: { "Retry-After": "Fri, 01 Jan 2100 00:00:00 GMT" } }];
    expect((await refusal("GET")).status).toBe(429);
    expect(asked).toHaveLength(7);
  });

  test("A call whose response does not end is given up at its deadline", async () => {
    const deadlinesMs: number[] = [];
    const { timeout } = AbortSignal;
    vi.spyOn(AbortSignal, "timeout").mockImplementation((ms) => {
      deadlinesMs.push(ms);
      return timeout.call(AbortSignal, 100);
    });
    responses = [{ status: 200, isEndless: true }];
    const error = await refusal("POST");
    expect([error.status, asked.length, deadlinesMs]).toEqual([0, 1, [30_000]]);
    expect(error.message).toContain("was not answered");
  });

  test("A POST is repeated after 423 and 429, and not when it may have taken effect", async () => {
    responses = [{ status: 423 }, { status: 429 }, { status: 500 }];
    const error = await refusal("POST");
    expect([error.status, asked.length, isTransient(error)]).toEqual([500, 3, true]);
  });

  test("A call that is forbidden says what the token needs", async () => {
    responses = [{ status: 403, body: { errors: [{ code: 10000, message: "Authentication error" }] } }];
    const { message, codes } = await refusal("GET");
    expect(message).toBe(
      "Cloudflare: GET /queues was answered 403: Authentication error [code: 10000]. The token may not do this: it needs Queues:Edit, for this very account or project.",
    );
    expect(codes).toEqual([10000]);
  });

  test("A call that gets no response says so", async () => {
    cloud = { ...cloud, baseUrl: "http://127.0.0.1:1" };
    const error = await refusal("POST");
    expect([error.status, isTransient(error)]).toEqual([0, true]);
    expect(error.message).toContain("was not answered");
  });

  test("No error holds the token, however it is printed", async () => {
    responses = [{ status: 403, body: { message: "forbidden" } }];
    const forbidden = await refusal("GET");
    cloud = { ...cloud, baseUrl: "http://127.0.0.1:1" };
    for (const error of [forbidden, await refusal("POST")]) {
      const printed = [String(error), error.stack, JSON.stringify(error), inspect(error, { depth: Infinity, showHidden: true })];
      expect(printed.join("\n")).not.toContain(TOKEN);
    }
  });
});

test("All queues of an account are read, however many pages they fill", async () => {
  const page = (from: number, count: number): ScriptedResponse => ({
    status: 200,
    body: {
      result: Array.from({ length: count }, (_, at) => ({ queue_id: `${from + at}`, queue_name: `queue-${from + at}` })),
      result_info: { total_pages: 3 },
    },
  });
  // As many in a page as the account likes, whatever was asked for.
  responses = [page(0, 20), page(20, 20), page(40, 1)];
  const queues = await new Cloudflare(cloud, "an-account", wait).queues();
  expect(queues.map(({ queue_name: name }) => name)).toEqual(Array.from({ length: 41 }, (_, at) => `queue-${at}`));
  expect(asked).toEqual([1, 2, 3].map((number) => `GET /accounts/an-account/queues?page=${number}`));
});

test("An operation of Neon that does not end is waited for two minutes, of whatever clock it is given", async () => {
  responses = [
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
  await expect(neon.createBranch("preview/pr-1", "br-1", new Date(0))).rejects.toThrow("create_branch is running after 120 s");
  expect(nowMs).toBe(120_000);
});

test.each([
  [["failed", "running", "finished"], null],
  [["skipped"], null],
  [["cancelling", "cancelled"], null],
  [["running", "error"], "Neon: create_branch ended as error."],
])("An operation of Neon that is %j in turn is waited for to its end: %s", async (statuses, expected) => {
  const operation = { id: "op-1", action: "create_branch" };
  responses = [
    { status: 201, body: { operations: [{ ...operation, status: "running" }] } },
    ...statuses.map((status) => ({ status: 200, body: { operation: { ...operation, status } } })),
  ];
  const outcome = await new Neon(cloud, "project", wait).createBranch("preview/pr-7", "br-parent", new Date(0)).then(
    () => null,
    (error: Error) => error.message,
  );
  expect([outcome, asked.length]).toEqual([expected, statuses.length + 1]);
});
