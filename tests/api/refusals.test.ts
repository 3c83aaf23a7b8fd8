// Every operation × every refusal: a request reaches each code that the contract declares, and each refused request gets exactly that answer and has
// no effect. A code or an operation without a scenario fails here.
import { problems, type ProblemCode } from "@ledge/shared/problem";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestBank } from "../support/test-bank.ts";
import { checkBooks } from "@ledge/database/books/books";
import { connect } from "../support/database.ts";
import { type LedgeResponse, DOCS_URL, type Ledge, startLedge } from "../support/ledge.ts";
import { type BooksDigest, digestsOf } from "../support/refusals/books-digest.ts";
import { MOST_ACCOUNTS } from "../support/refusals/records.ts";
import { disagreements, methodsByPath, operations } from "../support/refusals/contract.ts";
import { openReceiver, type Receiver } from "@ledge/verification/webhook-receiver/receiver";
import { openScenarioContext, type Scenario, send, type ScenarioContext } from "../support/refusals/scenario.ts";
import { ANSWERED_WHILE_KNOWN, answeredAtTheEdge, strays, table } from "../support/refusals/table.ts";
import { validRequests } from "../support/refusals/valid-requests.ts";
import { BUSY, BUSY_REPLY, MOST_ENDPOINTS, settled } from "../support/refusals/webhooks.ts";
import { layWire, type Wire } from "@ledge/database/postgres/wire";

let ledge: Ledge;
let context: ScenarioContext;
let admin: pg.Client;
let digest: () => Promise<BooksDigest>;
let receiver: Receiver;
/** The webhook endpoints of the scenarios are on this machine, and more than a bank would have; no scenario is long. */
const vars = {
  "workers/webhooks/wrangler.toml": { WEBHOOK_LOOPBACK: "allowed" },
  "core-service/wrangler.toml": { WEBHOOK_ENDPOINTS: String(MOST_ENDPOINTS), CUSTOMER_ACCOUNTS: String(MOST_ACCOUNTS) },
  "wrangler.toml": { BODY_DEADLINE_MS: "500" },
};

beforeAll(async () => {
  receiver = await openReceiver();
  receiver.reply(BUSY, BUSY_REPLY);
  ledge = await startLedge({ vars });
  admin = await connect(ledge.database.adminUrl);
  digest = await digestsOf(admin);
  context = await openScenarioContext(ledge, await openTestBank(ledge), admin, receiver);
});
afterAll(async () => {
  await admin.end();
  await ledge.close();
  await receiver.close();
});

/** Nothing else has a member for what exists. */
const SAYING_WHAT_EXISTS: readonly ProblemCode[] = ["external_id_exists", "house_account_exists"];

function expectProblem(answer: LedgeResponse, code: ProblemCode): void {
  const { status, title } = problems[code];
  expect([answer.status, answer.json?.code], answer.text).toEqual([status, code]);
  expect(answer.headers.get("Content-Type")).toBe("application/problem+json");
  expect(answer.headers.get("Cache-Control")).toBe("no-store");
  const members = [
    "code",
    "detail",
    "errors",
    "request_id",
    "status",
    "title",
    "type",
    ...(SAYING_WHAT_EXISTS.includes(code) ? ["existing"] : []),
  ];
  expect(Object.keys(answer.json).sort()).toEqual(members.sort());
  expect(answer.json).toMatchObject({ type: `${DOCS_URL}/errors#${code}`, title, status });
  expect(answer.json.request_id).toBe(answer.headers.get("Request-Id"));
}

/**
 * A refusal that is an outcome is stored under its key. One that reports a malformed request or a stale version is not (law 16), nor one that is about what
 * the key stands for.
 */
const standsUnderKey = (code: ProblemCode): boolean =>
  [409, 422].includes(problems[code].status) && !code.startsWith("idempotency_key_") && code !== "outcome_expired";

async function expectRefused(scenario: Scenario, code: ProblemCode): Promise<void> {
  const sent = await scenario.prepare(context);
  await settled(admin);
  const before = await digest();
  const answer = await (scenario.send?.(context, sent) ?? send(ledge, sent));
  expectProblem(answer, code);
  const after = await digest();
  expect(after.books).toEqual(before.books);
  expect(after.keys - before.keys, "keys written").toBe(sent.method !== "GET" && standsUnderKey(code) ? 1 : 0);
}

/** A scenario that waits for a hold's expiry sets an alarm that releases all expired holds, so no scenario with an expired hold may follow. */
const timed = ({ scenario }: { readonly scenario: Scenario }): boolean => scenario.send !== undefined;
const named = ({ code, scenario }: (typeof table)[number]["cells"][number]) => [code, scenario.what, scenario] as const;

describe.each(table.map((row) => [row.operation.operationId, row] as const))("%s", (operationId, { operation, cells, reached }) => {
  test("is accepted when it has no fault", async () => {
    const answer = await send(ledge, await validRequests[operationId]!(context));
    expect(answer.status, answer.text).toBeLessThan(300);
  });

  test("declares every refusal that a request reaches, and no other", () => {
    expect(disagreements(operation, reached)).toEqual([]);
  });

  test.each(cells.filter((cell) => !timed(cell)).map(named))("answers %s to %s, with no effect", async (code, _what, scenario) => {
    await expectRefused(scenario, code);
  });
});

describe("a path", () => {
  test.each([...methodsByPath])(
    "%s answers method_not_allowed to a method that it does not have, with no effect",
    async (path, methods) => {
      await settled(admin);
      const before = await digest();
      const other = ["PUT", "POST", "GET", "DELETE"].filter((method) => !methods.includes(method));
      for (const method of other) {
        const answer = await ledge.request(method, path.replace("{id}", "x"));
        expectProblem(answer, "method_not_allowed");
        expect(
          answer.headers
            .get("Allow")
            ?.split(", ")
            .filter((name) => name !== "HEAD"),
        ).toEqual(methods);
      }
      expect(await digest()).toEqual(before);
    },
  );
});

describe("at the moment of a race", () => {
  const raced = table.flatMap(({ operation, cells }) =>
    cells.filter(timed).map((cell) => [operation.operationId, ...named(cell)] as const),
  );
  test.each(raced)("%s answers %s to %s, with no effect", async (_operationId, code, _what, scenario) => {
    await expectRefused(scenario, code);
  });
});

describe("without its database", () => {
  let dark: Ledge;
  let wire: Wire;
  let darkAdmin: pg.Client;
  let darkDigest: () => Promise<BooksDigest>;
  beforeAll(async () => {
    dark = await startLedge({ vars, databaseUrl: async (url) => (wire = await layWire(url)).url });
    darkAdmin = await connect(dark.database.adminUrl);
    darkDigest = await digestsOf(darkAdmin);
    // The edge caches the key for some seconds from here, so that requests reach the operation's own call of the core.
    expect((await dark.request("GET", "/v1/accounts")).status).toBe(200);
    await wire.close();
  });
  afterAll(async () => {
    await darkAdmin.end();
    await dark.close();
  });

  const needy = operations
    .map(({ operationId }) => operationId)
    .filter((operationId) => ![...answeredAtTheEdge, ...ANSWERED_WHILE_KNOWN].includes(operationId));
  test.each(needy)("%s answers service_unavailable, with no effect", async (operationId) => {
    const before = await darkDigest();
    // The resources belong to the other platform. Without the database, nothing is known to be missing.
    const answer = await send(dark, await validRequests[operationId]!(context));
    expectProblem(answer, "service_unavailable");
    expect(answer.headers.get("Retry-After")).toBe("1");
    expect(await darkDigest()).toEqual(before);
  });

  test.each(ANSWERED_WHILE_KNOWN)("%s answers for as long as the edge knows the key", async (operationId) => {
    const answer = await send(dark, await validRequests[operationId]!(context));
    if (answer.status === 503) return expectProblem(answer, "service_unavailable");
    // The request was made on the other platform.
    expect(answer.status).toBe(operationId === "getRequest" ? 404 : 200);
    expect(answer.text).not.toMatch(/ledge_outbox|ledge_dead_letters/);
  });

  test.each(answeredAtTheEdge)("%s answers all the same", async (operationId) => {
    expect((await send(dark, await validRequests[operationId]!(context))).status).toBe(200);
  });
});

describe("the table", () => {
  test("has a row for every operation, and no other", () => {
    expect(Object.keys(validRequests).sort()).toEqual(operations.map(({ operationId }) => operationId).sort());
    expect(strays).toEqual([]);
  });

  test("reaches every code that a client can be refused with", () => {
    const everything = new Set<string>([...table.flatMap(({ reached }) => reached), "method_not_allowed", "internal_error"]);
    expect(Object.keys(problems).filter((code) => !everything.has(code))).toEqual([]);
  });

  test("misses neither a declared code without a scenario nor a scenario without a declaration", () => {
    const planted = { operationId: "payRent", declared: ["not_found", "same_account"] as const };
    expect(disagreements(planted, ["not_found", "same_account"])).toEqual([]);
    expect(disagreements(planted, ["not_found"])).toEqual(["payRent declares same_account, which no scenario reaches"]);
    expect(disagreements(planted, ["not_found", "same_account", "forbidden"])).toEqual(["payRent answers forbidden without declaring it"]);
  });

  test("leaves correct books", async () => {
    expect(await checkBooks(admin)).toEqual([]);
  });
});
