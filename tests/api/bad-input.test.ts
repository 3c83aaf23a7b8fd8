// Bad input: each case has its status and code and no effect, and none of its content is logged (law 28).
import { randomUUID } from "node:crypto";
import { decodeId, encodeId, newUuid } from "@ledge/shared/ids";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestBank, openTestBank, transferOf } from "../support/test-bank.ts";
import { connect } from "../support/database.ts";
import { type Ledge, startLedge, type RequestOptions } from "../support/ledge.ts";

const CANARY = "canary-7f3a9";

let ledge: Ledge;
let bank: TestBank;
let rich: { customer: string; account: string };
let poor: { customer: string; account: string };
let koruna: string;

beforeAll(async () => {
  ledge = await startLedge();
  bank = await openTestBank(ledge);
  rich = await bank.customerWith("1000");
  poor = await bank.customerWith("0");
  const terms = { kind: "customer", customer_id: rich.customer, currency: "CZK" };
  koruna = (await ledge.request("POST", "/v1/accounts", { body: terms })).json.id;
});
afterAll(async () => await ledge.close());

/** Row counts of every table that a write could change, and all balances. */
async function everything(): Promise<unknown> {
  const client = await connect(ledge.database.adminUrl);
  const tables = ["customers.customers", "accounts.accounts", "ledger.transfers", "ledger.entries", "identity.api_keys"];
  const counts = await Promise.all(tables.map(async (table) => (await client.query(`SELECT count(*) FROM ${table}`)).rows[0].count));
  const balances = (await client.query("SELECT id, posted, version FROM ledger.accounts ORDER BY id")).rows;
  await client.end();
  return { counts, balances };
}

interface Case {
  readonly name: string;
  readonly request: () => readonly [method: string, path: string, options?: RequestOptions];
  readonly answer: readonly [status: number, code: string];
  readonly pointer?: string;
}

const transfer = (change: object, options: RequestOptions = {}) =>
  ["POST", "/v1/transfers", { ...options, body: { ...transferOf(rich.account, poor.account, "1"), ...change } }] as const;
const raw = (rawBody: string | Uint8Array, options: RequestOptions = {}) => ["POST", "/v1/transfers", { ...options, rawBody }] as const;
const malformed = [400, "validation_failed"] as const;

const cases: Case[] = [
  { name: "no JSON", request: () => raw("{"), answer: malformed },
  { name: "an empty body", request: () => raw(""), answer: malformed },
  { name: "a JSON array", request: () => raw("[]"), answer: malformed },
  { name: "invalid UTF-8", request: () => raw(new Uint8Array([0x22, 0xff, 0x22])), answer: malformed },
  { name: "a duplicate member", request: () => raw('{"amount":"1","\\u0061mount":"2"}'), answer: malformed, pointer: "/amount" },
  { name: "an unknown member", request: () => transfer({ ammount: "1" }), answer: malformed, pointer: "/ammount" },
  { name: "__proto__ as a member", request: () => raw('{"__proto__":{"amount":"1"}}'), answer: malformed },
  { name: "an amount as a number", request: () => transfer({ amount: 5 }), answer: malformed, pointer: "/amount" },
  ...["1e3", "-0", "+1", "01", " 1", "1 ", "1.0", "", "0x1", "１"].map((amount) => ({
    name: `the amount ${JSON.stringify(amount)}`,
    request: () => transfer({ amount }),
    answer: malformed,
    pointer: "/amount",
  })),
  { name: "an amount of 0", request: () => transfer({ amount: "0" }), answer: [422, "amount_not_positive"] },
  { name: "a negative amount", request: () => transfer({ amount: "-5" }), answer: [422, "amount_not_positive"] },
  { name: "an amount of 2^63", request: () => transfer({ amount: "9223372036854775808" }), answer: [422, "amount_out_of_range"] },
  { name: "an unknown currency", request: () => transfer({ currency: "EUX" }), answer: malformed, pointer: "/currency" },
  { name: "a currency in lower case", request: () => transfer({ currency: "eur" }), answer: malformed, pointer: "/currency" },
  { name: "NUL in a text", request: () => transfer({ description: "a\u0000b" }), answer: malformed, pointer: "/description" },
  { name: "a lone surrogate", request: () => raw('{"description":"\\ud800"}'), answer: malformed },
  {
    name: "a time without a zone",
    request: () => transfer({ effective_at: "2026-01-01T00:00:00" }),
    answer: malformed,
    pointer: "/effective_at",
  },
  ...["0031-06-15T12:00:00Z", "1899-12-31T23:59:59.999Z", "2200-01-01T00:00:00Z"].map((effective_at) => ({
    name: `the time ${effective_at}`,
    request: () => transfer({ effective_at }),
    answer: malformed,
    pointer: "/effective_at",
  })),
  ...["balance?at=", "entries?from=", "entries?to=", "statement?from=", "statement?to="].map((query) => ({
    name: `the year 31 in ${query}`,
    request: () => ["GET", `/v1/accounts/${rich.account}/${query}0031-06-15T12:00:00Z`] as const,
    answer: malformed,
  })),
  ...["   ", "\u200b", "a\u202eb", "a\u0007", " Ada", "Ada\n"].map((name) => ({
    name: `the name ${JSON.stringify(name)}`,
    request: () => ["POST", "/v1/customers", { body: { type: "person", name } }] as const,
    answer: malformed,
    pointer: "/name",
  })),
  { name: "a time in the future", request: () => transfer({ effective_at: "2199-01-01T00:00:00Z" }), answer: malformed },
  {
    name: "an id of another kind",
    request: () => transfer({ source_account: rich.customer }),
    answer: malformed,
    pointer: "/source_account",
  },
  {
    name: "metadata with a value that is not text",
    request: () => transfer({ metadata: { a: 1 } }),
    answer: malformed,
    pointer: "/metadata/a",
  },
  { name: "a body over 1 MiB", request: () => raw("x".repeat(1_048_577)), answer: [413, "payload_too_large"] },
  {
    name: "another content type",
    request: () => transfer({}, { headers: { "Content-Type": "text/plain" } }),
    answer: [415, "unsupported_media_type"],
  },
  { name: "no key", request: () => transfer({}, { key: null }), answer: [400, "idempotency_key_missing"] },
  { name: "an empty key in quotes", request: () => transfer({}, { key: '""' }), answer: [400, "idempotency_key_invalid"] },
  { name: "a key with a quote", request: () => transfer({}, { key: 'order"7' }), answer: [400, "idempotency_key_invalid"] },
  { name: "a key with a backslash", request: () => transfer({}, { key: "order\\7" }), answer: [400, "idempotency_key_invalid"] },
  { name: "a key with a blank", request: () => transfer({}, { key: "0123456789 abcdef" }), answer: [400, "idempotency_key_invalid"] },
  { name: "a key of 256", request: () => transfer({}, { key: "k".repeat(256) }), answer: [400, "idempotency_key_invalid"] },
  {
    name: "an unknown account",
    request: () => transfer({ source_account: encodeId("account", newUuid()) }),
    answer: [422, "account_not_found"],
  },
  {
    name: "an unknown destination",
    request: () => transfer({ destination_account: encodeId("account", newUuid()) }),
    answer: [422, "account_not_found"],
  },
  { name: "a currency mismatch", request: () => transfer({ currency: "CZK" }), answer: [422, "currency_mismatch"] },
  { name: "accounts of two currencies", request: () => transfer({ destination_account: koruna }), answer: [422, "currency_mismatch"] },
  { name: "the same account twice", request: () => transfer({ destination_account: rich.account }), answer: [422, "same_account"] },
  { name: "more than the balance", request: () => transfer({ amount: "1001" }), answer: [422, "insufficient_funds"] },
  { name: "no credentials", request: () => transfer({}, { token: null }), answer: [401, "unauthenticated"] },
  { name: "malformed credentials", request: () => transfer({}, { token: `ledge_${CANARY}` }), answer: [401, "unauthenticated"] },
  { name: "an unknown query parameter", request: () => ["GET", "/v1/accounts?colour=red"], answer: malformed },
  { name: "a query parameter twice", request: () => ["GET", "/v1/accounts?kind=house&kind=house"], answer: malformed },
  { name: "a limit of 101", request: () => ["GET", "/v1/accounts?limit=101"], answer: malformed },
  { name: "a forged cursor", request: () => ["GET", `/v1/accounts?cursor=${newUuid()}~0123`], answer: malformed },
  { name: "a malformed id in a path", request: () => ["GET", "/v1/accounts/acct_nope"], answer: [404, "not_found"] },
  {
    name: "an unknown id in a path",
    request: () => ["GET", `/v1/transfers/${encodeId("transfer", newUuid())}`],
    answer: [404, "not_found"],
  },
  {
    name: "a customer without a name",
    request: () => ["POST", "/v1/customers", { body: { type: "person" } }],
    answer: malformed,
    pointer: "/name",
  },
  {
    name: "a malformed e-mail",
    request: () => ["POST", "/v1/customers", { body: { type: "person", name: "A", email: CANARY } }],
    answer: malformed,
  },
  {
    name: "an account of an unknown customer",
    request: () => ["POST", "/v1/accounts", { body: { kind: "customer", customer_id: encodeId("customer", newUuid()), currency: "EUR" } }],
    answer: [422, "customer_not_found"],
  },
  {
    name: "a house account that exists",
    request: () => ["POST", "/v1/accounts", { body: { kind: "house", code: "cash", currency: "EUR", normal_side: "debit" } }],
    answer: [409, "house_account_exists"],
  },
  {
    name: "a change without If-Match",
    request: () => ["PATCH", `/v1/customers/${rich.customer}`, { body: { name: "B" } }],
    answer: [428, "precondition_required"],
  },
  {
    name: "a change of a stale version",
    request: () => ["PATCH", `/v1/customers/${rich.customer}`, { body: { name: "B" }, headers: { "If-Match": '"7"' } }],
    answer: [412, "precondition_failed"],
  },
  {
    name: "half a million unknown scopes",
    request: () => ["POST", "/v1/api-keys", { rawBody: `{"name":"x","scopes":[${"1,".repeat(499_999)}1]}` }],
    answer: malformed,
    pointer: "/scopes",
  },
  {
    name: "a body on a freeze",
    request: () => ["POST", `/v1/accounts/${poor.account}/freeze`, { body: { reason: "lost" } }],
    answer: malformed,
    pointer: "/reason",
  },
  {
    name: "a body on a revocation",
    request: () => ["DELETE", `/v1/api-keys/${encodeId("apiKey", newUuid())}`, { rawBody: "x", headers: { "Content-Type": "text/plain" } }],
    answer: malformed,
    pointer: "",
  },
  {
    name: "a body over 1 MiB where no body is allowed",
    request: () => ["POST", `/v1/accounts/${poor.account}/freeze`, { rawBody: "x".repeat(1_048_577) }],
    answer: [413, "payload_too_large"],
  },
  { name: "an unknown scope", request: () => ["POST", "/v1/api-keys", { body: { name: "x", scopes: ["root"] } }], answer: malformed },
];

describe("bad input", () => {
  test("each case has its status and code as a problem document, and no effect", async () => {
    const before = await everything();
    for (const { name, request, answer, pointer } of cases) {
      const [method, path, options] = request();
      const got = await ledge.request(method, path, options);
      expect([name, got.status, got.json?.code], got.text).toEqual([name, ...answer]);
      expect(got.headers.get("Content-Type")).toBe("application/problem+json");
      expect(Object.keys(got.json).sort()).toEqual(["code", "detail", "errors", "request_id", "status", "title", "type"]);
      expect(got.json.request_id).toBe(got.headers.get("Request-Id"));
      if (pointer !== undefined)
        expect(
          got.json.errors.map((fault: { pointer: string }) => fault.pointer),
          name,
        ).toContain(pointer);
    }
    expect(await everything()).toEqual(before);
  });

  test("no secret, key, name or body of a request is logged, even when it fails", async () => {
    const body = { type: "person", name: CANARY, email: `${CANARY}@example.com`, metadata: { note: CANARY } };
    const key = `${CANARY}-${randomUUID()}`;
    await ledge.request("POST", "/v1/customers", { body, key });
    await ledge.request("POST", "/v1/customers", { body: { ...body, type: CANARY }, key: `${key}-2` });
    const name = new URL(ledge.database.adminUrl).pathname.slice(1);
    const admin = await connect(ledge.database.adminUrl);
    await admin.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()", [name]);
    // A missing table turns a valid request into a bug. The log line may name the SQLSTATE and nothing else.
    await admin.query("ALTER TABLE customers.customers RENAME TO hidden");
    // A lane that has not noticed yet that its connection was ended answers 503, and asks for another try.
    let failed = await ledge.request("POST", "/v1/customers", { body, key: `${key}-3` });
    if (failed.status === 503) failed = await ledge.request("POST", "/v1/customers", { body, key: `${key}-3` });
    await admin.query("ALTER TABLE customers.hidden RENAME TO customers");
    await admin.end();
    expect([failed.status, failed.json.code]).toEqual([500, "internal_error"]);
    const logs = JSON.stringify(ledge.harness.getLogs());
    expect(logs).toContain("42P01");
    for (const secret of [CANARY, ledge.operatorKey, "runtime-a", "a-pepper-for-tests"]) expect(logs).not.toContain(secret);
  });

  test("refused credentials, refused rights and changes of keys are in the security log, by who was refused and without the credential", async () => {
    const issued = await ledge.request("POST", "/v1/api-keys", { body: { name: "reader", scopes: ["accounts:read"] } });
    const reader = issued.json as { id: string; token: string };
    const refused = await ledge.request("GET", "/v1/customers", { token: reader.token });
    const unknown = await ledge.request("GET", "/v1/customers", { token: `ledge_${CANARY}` });
    await ledge.request("DELETE", `/v1/api-keys/${reader.id}`);
    expect([refused.status, unknown.status]).toEqual([403, 401]);
    const lines = ledge.harness.getLogs().flatMap(({ message }) => (message.includes('"security.') ? [JSON.parse(message)] : []));
    const subject = decodeId("apiKey", reader.id);
    expect(lines).toContainEqual(expect.objectContaining({ operation: "security.authorization_failed", subject }));
    for (const operation of ["authentication_failed", "api_key_created", "api_key_revoked"])
      expect(lines, operation).toContainEqual(expect.objectContaining({ operation: `security.${operation}` }));
    for (const secret of [CANARY, reader.token]) expect(JSON.stringify(lines)).not.toContain(secret);
  });
});
