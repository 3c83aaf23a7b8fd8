// Preconditions by RFC 9110, section 13: every write × every kind, generated from the contract so that a new operation is tested too; the checks
// before and after them; and two writers that saw the same version.
import contract from "@ledge/openapi/ledge.v1.json" with { type: "json" };
import { openReceiver, type Receiver } from "@ledge/verification/webhook-receiver/receiver";
import { randomUUID } from "node:crypto";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestBank, transferOf } from "../support/test-bank.ts";
import { connect } from "../support/database.ts";
import { wipeGates } from "../support/gates.ts";
import { type Ledge, startLedge } from "../support/ledge.ts";
import { type Asked, metKinds, refusedKinds } from "../support/precondition-kinds.ts";
import { type BooksDigest, digestsOf } from "../support/refusals/books-digest.ts";
import { type Operation, operations } from "../support/refusals/contract.ts";
import { altered, openScenarioContext, type Prepare, send, type Sent, type ScenarioContext } from "../support/refusals/scenario.ts";
import { validRequests } from "../support/refusals/valid-requests.ts";
import { settled } from "../support/refusals/webhooks.ts";

let ledge: Ledge;
let context: ScenarioContext;
let admin: pg.Client;
let digest: () => Promise<BooksDigest>;
let receiver: Receiver;

beforeAll(async () => {
  receiver = await openReceiver();
  ledge = await startLedge({ vars: { "workers/webhooks/wrangler.toml": { WEBHOOK_LOOPBACK: "allowed" } } });
  admin = await connect(ledge.database.adminUrl);
  digest = await digestsOf(admin);
  context = await openScenarioContext(ledge, await openTestBank(ledge), admin, receiver);
});
afterAll(async () => {
  await admin.end();
  await ledge.close();
  await receiver.close();
});

const writes = operations.filter(({ reads }) => !reads);
const requestOf = ({ operationId }: Operation): Prepare => validRequests[operationId] as Prepare;

/** The path of the resource that an operation names, such as `/v1/accounts/{id}` for a freeze; null: it names none. */
const resourcePath = ({ path }: Operation): string | null => /^\/v1\/[a-z-]+\/\{id\}/.exec(path)?.[0] ?? null;
const isTagged = (operation: Operation): boolean => {
  const { get } = (contract.paths as any)[resourcePath(operation) ?? ""] ?? {};
  return get?.responses["200"].headers.ETag !== undefined;
};
/** The current tag of a request's resource. */
async function tagOf(operation: Operation, { path }: Sent): Promise<string | null> {
  if (!isTagged(operation)) return null;
  const named = path.split("/").slice(0, 4).join("/");
  return (await context.must("GET", named)).headers.get("ETag");
}

const tagged = writes.filter(isTagged);

describe("the contract", () => {
  test("tags every resource that a request can change and that can be read alone", () => {
    expect(tagged.map(({ operationId }) => operationId).sort()).toEqual(
      writes
        .filter((operation) => (contract.paths as any)[resourcePath(operation) ?? ""]?.get !== undefined)
        .map(({ operationId }) => operationId)
        .sort(),
    );
    expect(tagged.length).toBeGreaterThan(10);
  });
});

/** The answer of a write under a condition: `done`, or its code and the header with the fault. */
async function answered(sent: Sent, headers: Readonly<Record<string, string>>): Promise<string> {
  const { status, json } = await send(ledge, altered(sent, { headers }));
  return status < 300 ? "done" : [json.code, ...json.errors.map(({ parameter }: { parameter: string }) => parameter)].join(" ");
}
const expectedOf = (asked: Asked): string =>
  asked.expected === "validation_failed" ? `validation_failed ${Object.keys(asked.headers).at(-1)}` : asked.expected;

describe.each(writes.map((operation) => [operation.operationId, operation] as const))("%s", (_operationId, operation) => {
  test("is refused under every condition that is false or malformed, with no effect", async () => {
    // Refused requests change nothing, so all refusals share one request.
    const sent = await requestOf(operation)(context);
    const tag = await tagOf(operation, sent);
    await settled(admin);
    const before = await digest();
    const [got, expected]: [Record<string, string>, Record<string, string>] = [{}, {}];
    for (const { what, asks } of refusedKinds) {
      const asked = asks(tag);
      if (asked === null) continue;
      expected[what] = expectedOf(asked);
      got[what] = await answered(sent, asked.headers);
    }
    expect(got).toEqual(expected);
    expect(await digest()).toEqual(before);
  });

  test("is done under every condition that is true for the resource that it names", async () => {
    const [got, expected]: [Record<string, string>, Record<string, string>] = [{}, {}];
    for (const { what, asks } of metKinds) {
      const sent = await requestOf(operation)(context);
      const asked = asks(await tagOf(operation, sent));
      if (asked === null) continue;
      expected[what] = expectedOf(asked);
      got[what] = await answered(sent, asked.headers);
    }
    expect(got).toEqual(expected);
  });
});

describe.each(tagged.map((operation) => [operation.operationId, operation] as const))("%s under a condition", (_operationId, operation) => {
  test("answers its own retry as before, by the gate and by the key's row, although the tag is stale by then", async () => {
    const sent = await requestOf(operation)(context);
    const conditional = altered(sent, { key: randomUUID(), headers: { "If-Match": (await tagOf(operation, sent)) as string } });
    const first = await send(ledge, conditional);
    expect(first.status, first.text).toBeLessThan(300);
    const byGate = await send(ledge, conditional);
    await wipeGates(ledge);
    const byRow = await send(ledge, conditional);
    for (const again of [byGate, byRow])
      expect([again.status, again.text, again.headers.get("Idempotent-Replayed"), again.headers.get("ETag")]).toEqual([
        first.status,
        first.text,
        "true",
        first.headers.get("ETag"),
      ]);
  });

  test("that was refused frees its key for the same request with the current tag", async () => {
    const sent = altered(await requestOf(operation)(context), { key: randomUUID() });
    const refused = await send(ledge, altered(sent, { headers: { "If-Match": '"of-another-time"' } }));
    expect([refused.status, refused.json.code], refused.text).toEqual([412, "precondition_failed"]);
    const again = await send(ledge, altered(sent, { headers: { "If-Match": (await tagOf(operation, sent)) as string } }));
    expect([again.status < 300, again.headers.get("Idempotent-Replayed")], again.text).toEqual([true, null]);
  });

  test("reports a malformed request or an unknown resource first, whatever the condition", async () => {
    const sent = await requestOf(operation)(context);
    const stale = { "If-Match": '"of-another-time"' };
    const [named, rest] = [sent.path.split("/").slice(0, 3).join("/"), sent.path.split("/").slice(4)];
    const malformed = [named, "nope", ...rest].join("/");
    expect((await send(ledge, altered({ ...sent, path: malformed }, { headers: stale }))).json.code).toBe("not_found");
    const unknown = altered({ ...sent, path: `${sent.path}?colour=red` }, { headers: stale });
    expect((await send(ledge, unknown)).json.code).toBe("validation_failed");
    expect((await send(ledge, altered(sent, { headers: stale, token: null }))).json.code).toBe("unauthenticated");
    expect((await send(ledge, altered(sent, { headers: stale }))).json.code).toBe("precondition_failed");
  });
});

describe("a transfer, which the lane posts in a batch", () => {
  test("whose key has a stored answer gets it under the condition that it was first sent with, and is another request under another one", async () => {
    const { account } = await context.bank.customerWith("0");
    const conditional = { "If-None-Match": '"of-another-time"' };
    const sent = { key: randomUUID(), body: transferOf(context.bank.cash, account, "1"), headers: conditional };
    const first = await ledge.request("POST", "/v1/transfers", sent);
    await wipeGates(ledge);
    const again = await ledge.request("POST", "/v1/transfers", sent);
    expect([first.status, again.status, again.text]).toEqual([201, 201, first.text]);
    for (const headers of [{}, { "If-Match": '"of-another-time"' }, { "If-None-Match": '"another"' }]) {
      await wipeGates(ledge);
      expect((await ledge.request("POST", "/v1/transfers", { ...sent, headers })).json.code).toBe("idempotency_key_reused");
    }
    expect((await context.bank.balance(account)).posted).toBe("1");
  });
});

/** Operations whose success carries an ETag. */
const carrying = operations.filter(({ path, method }) => {
  const { responses } = (contract.paths as any)[path][method.toLowerCase()];
  return (responses["200"] ?? responses["201"]).headers.ETag !== undefined;
});
const reads = carrying.filter(({ method }) => method === "GET");

describe.each(reads.map((operation) => [operation.operationId, operation] as const))("%s", (_operationId, operation) => {
  test("answers 304 without a body, with the headers of a cache, to a client that has this version, and 412 to one that requires another", async () => {
    const sent = await requestOf(operation)(context);
    const whole = await send(ledge, sent);
    const tag = whole.headers.get("ETag") as string;
    const under = async (headers: Record<string, string>, method = "GET") => await send(ledge, altered({ ...sent, method }, { headers }));
    for (const known of [tag, `W/${tag}`, `"0" ,, W/${tag}`, "*"]) {
      for (const method of ["GET", "HEAD"]) {
        const answer = await under({ "If-None-Match": known, "If-Match": tag }, method);
        expect([known, answer.status, answer.text]).toEqual([known, 304, ""]);
        for (const name of ["Cache-Control", "ETag", "Vary"])
          expect([name, answer.headers.get(name)]).toEqual([name, whole.headers.get(name)]);
        expect([answer.headers.get("Content-Type"), answer.headers.get("X-Content-Type-Options")]).toEqual([null, "nosniff"]);
      }
    }
    const dates = { "If-Modified-Since": "Fri, 31 Dec 2100 00:00:00 GMT", "If-Unmodified-Since": "Thu, 01 Jan 1970 00:00:00 GMT" };
    for (const other of [{ "If-None-Match": '"0", "a,b"' }, { "If-Match": `W/${tag}` }, { "If-Match": "*" }, dates])
      expect([other, (await under(other)).status]).toEqual([other, 200]);
    for (const asked of [{ "If-Match": '"0"' }, { "If-Match": '"0"', "If-None-Match": tag }])
      expect([asked, (await under(asked)).json.code]).toEqual([asked, "precondition_failed"]);
    const malformed = await under({ "If-None-Match": "0" });
    expect([malformed.json.code, malformed.json.errors[0].parameter]).toEqual(["validation_failed", "If-None-Match"]);
  });
});

describe("a tag", () => {
  test("is in answers that no intermediary may compress, because compression would weaken it", async () => {
    const without: string[] = [];
    for (const operation of carrying) {
      const answer = await send(ledge, await requestOf(operation)(context));
      if (!/^(?:no-store|public, max-age=300), no-transform$/.test(answer.headers.get("Cache-Control") ?? ""))
        without.push(operation.operationId);
      expect(answer.headers.get("ETag")).toMatch(/^"[!#-~]+"$/);
    }
    expect(without).toEqual([]);
  });

  test("of an account changes after a payment for readers, and not for changes of its terms", async () => {
    const { account } = await context.bank.customerWith("10");
    const path = `/v1/accounts/${account}`;
    const seen = (await context.must("GET", path)).headers.get("ETag") as string;
    expect((await ledge.request("GET", path, { headers: { "If-None-Match": seen } })).status).toBe(304);
    await context.bank.pay(context.bank.cash, account, "5");
    const now = await ledge.request("GET", path, { headers: { "If-None-Match": seen } });
    expect([now.status, now.json.balance.posted, now.headers.get("ETag") === seen]).toEqual([200, "15", false]);
    const patch = (name: string) => ledge.request("PATCH", path, { body: { name }, headers: { "If-Match": seen } });
    expect([(await patch("Rent")).status, (await patch("Late")).status]).toEqual([200, 412]);
  });

  test("that a read does not have is ignored: the answer is complete", async () => {
    for (const path of ["/v1/accounts", "/v1/events?limit=1", `/v1/accounts/${context.bank.cash}/balance`]) {
      const answer = await ledge.request("GET", path, { headers: { "If-None-Match": "*", "If-Match": '"0"' } });
      expect([path, answer.status, answer.headers.get("ETag")]).toEqual([path, 200, null]);
    }
  });
});
