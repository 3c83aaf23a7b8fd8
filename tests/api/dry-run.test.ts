// Dry runs through all Workers: each write that moves or reserves money says what it would answer, and does nothing (decision 84).
import { randomUUID } from "node:crypto";
import { decodeId, encodeId, newUuid } from "@ledge/shared/ids";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect } from "../support/database.ts";
import { type Ledge, type LedgeResponse, type RequestOptions, startLedge } from "../support/ledge.ts";
import { openTestBank, type TestBank, transferOf } from "../support/test-bank.ts";

let ledge: Ledge;
let bank: TestBank;
let admin: pg.Client;

beforeAll(async () => {
  ledge = await startLedge();
  bank = await openTestBank(ledge);
  admin = await connect(ledge.database.adminUrl);
});
afterAll(async () => {
  await admin.end();
  await ledge.close();
});

const tryTo = (path: string, body?: unknown, options: RequestOptions = {}): Promise<LedgeResponse> =>
  ledge.request("POST", `${path}?dry_run=true`, { key: null, ...(body === undefined ? {} : { body }), ...options });
const doIt = (path: string, body?: unknown, options: RequestOptions = {}): Promise<LedgeResponse> =>
  ledge.request("POST", path, { ...(body === undefined ? {} : { body }), ...options });

const keyOf = async (terms: object): Promise<string> =>
  (await doIt("/v1/api-keys", { name: "tries", scopes: ["accounts:read", "transfers:read", "transfers:write"], ...terms })).json.token;

/** What differs between an answer and that to its dry run: ids of what was made, and times. */
const OF_THE_MOMENT = new Set(["as_of", "created_at", "resolved_at", "request_id"]);
function comparable({ status, json }: LedgeResponse, made: readonly string[]): unknown {
  const { dry_run: _isDryRun, ...rest } = json;
  const text = JSON.stringify({ status, ...rest }, (name, value: unknown) => {
    if (OF_THE_MOMENT.has(name)) return value === null ? null : undefined;
    // A request that gives none counts when it is recorded.
    return name === "effective_at" || made.includes(name) ? undefined : value;
  });
  return JSON.parse(text);
}

/** The state of everything that is stored but what the platform does by itself: the relay's and the log's positions. */
async function stored(): Promise<unknown> {
  const { rows } = await admin.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
      WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'audit') AND tablename <> 'head' AND schemaname <> 'outbox' ORDER BY 1`,
  );
  const digests = rows.map(
    ({ name }) => `'${name}', (SELECT count(*) || ' ' || sum(hashtextextended(t::text, 0)::numeric) FROM ${name} AS t)`,
  );
  const events = "'events', (SELECT (SELECT count(*) FROM outbox.events) + (SELECT count(*) FROM outbox.pending))";
  return (await admin.query(`SELECT json_build_object(${[...digests, events].join(", ")}) AS stored`)).rows[0].stored;
}

/** A bank with something to do to it. */
async function prepared() {
  const [payer, payee] = [await bank.customerWith("100"), await bank.customerWith("20")];
  const original = await bank.pay(payer.account, payee.account, "10");
  const hold = await doIt("/v1/holds", transferOf(payer.account, payee.account, "15"));
  return { payer, payee, original: original.id as string, hold: hold.json.id as string };
}
type Prepared = Awaited<ReturnType<typeof prepared>>;

const legsOf = (debited: string, credited: string, amount: string) => [
  { account: debited, direction: "debit", amount, currency: "EUR" },
  { account: credited, direction: "credit", amount, currency: "EUR" },
];

/** Each write that can be tried: its path, a body of an amount, and the members that have the ids of what it makes. */
const writes: readonly [name: string, path: (by: Prepared) => string, body: (by: Prepared, amount: string) => unknown, made: string[]][] = [
  ["a transfer", () => "/v1/transfers", ({ payer, payee }, amount) => transferOf(payer.account, payee.account, amount), ["id"]],
  ["a hold", () => "/v1/holds", ({ payer, payee }, amount) => transferOf(payer.account, payee.account, amount), ["id"]],
  ["a capture", ({ hold }) => `/v1/holds/${hold}/capture`, (_by, amount) => ({ amount }), ["transfer"]],
  ["a reversal", ({ original }) => `/v1/transfers/${original}/reversals`, (_by, amount) => ({ amount }), ["id"]],
  [
    "an atomic batch",
    () => "/v1/transfer-batches",
    ({ payer, payee }, amount) => ({
      mode: "atomic",
      transfers: [transferOf(payer.account, payee.account, "1"), transferOf(payer.account, payee.account, amount)],
    }),
    ["id"],
  ],
  [
    "an independent batch",
    () => "/v1/transfer-batches",
    ({ payer, payee }, amount) => ({
      mode: "independent",
      transfers: [transferOf(payer.account, payee.account, amount), transferOf(payee.account, payer.account, "30")],
    }),
    ["id"],
  ],
  [
    "a transaction by legs",
    () => "/v1/transactions",
    ({ payer, payee }, amount) => ({ entries: legsOf(payer.account, payee.account, amount) }),
    ["id"],
  ],
];

describe("the dry run of", () => {
  test.each(writes)("%s answers what the write answers a moment later, and stores nothing", async (_name, pathOf, bodyOf, made) => {
    const by = await prepared();
    for (const amount of ["7", "0", "1000", "99999999999999999999"]) {
      const before = await stored();
      const tried = await tryTo(pathOf(by), bodyOf(by, amount));
      expect(await stored()).toEqual(before);
      const done = await doIt(pathOf(by), bodyOf(by, amount));
      expect(comparable(tried, made)).toEqual(comparable(done, made));
      if (!String(done.status).startsWith("2")) continue;
      const { headers, json } = tried;
      expect([json.dry_run, typeof json.as_of]).toEqual([true, "string"]);
      for (const member of made) expect(JSON.stringify(json)).not.toMatch(new RegExp(`"${member}":"(?:trf|hold|txn)_`));
      expect([headers.get("Location"), headers.get("ETag"), headers.get("Idempotent-Replayed")]).toEqual([null, null, null]);
    }
  });

  test("a release answers what the release answers, again and again, until it is done", async () => {
    const { hold } = await prepared();
    const path = `/v1/holds/${hold}/release`;
    const tried = [await tryTo(path), await tryTo(path)];
    const done = await doIt(path);
    for (const one of tried) expect(comparable(one, [])).toEqual(comparable(done, []));
    expect((await tryTo(path)).json.code).toBe("hold_not_open");
  });

  test("a write whose conditions do not hold is refused as the write is", async () => {
    const by = await prepared();
    for (const [, pathOf, bodyOf] of writes) {
      const options = { headers: { "If-Match": '"of-another-time"' } };
      const [tried, done] = [await tryTo(pathOf(by), bodyOf(by, "1"), options), await doIt(pathOf(by), bodyOf(by, "1"), options)];
      expect([tried.status, tried.json.code]).toEqual([done.status, done.json.code]);
      expect(tried.status).toBe(412);
    }
  });

  test("what is malformed is refused as the write is, with the same faults", async () => {
    const { payer, payee } = await prepared();
    for (const body of [
      {},
      { ...transferOf(payer.account, payee.account, "1"), amount: 1 },
      { ...transferOf(payer.account, "acct_1", "1"), colour: 1 },
    ]) {
      const [tried, done] = [await tryTo("/v1/transfers", body), await doIt("/v1/transfers", body)];
      expect([tried.status, tried.json.errors]).toEqual([400, done.json.errors]);
    }
  });
});

describe("a key that is bound to a customer", () => {
  test("learns of an account that is not its own what its payment would show, and no more", async () => {
    const { payer, payee, original, hold } = await prepared();
    const [token, payeesToken] = [await keyOf({ customer_id: payer.customer }), await keyOf({ customer_id: payee.customer })];
    const tried = await tryTo("/v1/transfers", transferOf(payer.account, payee.account, "1"), { token });
    expect([tried.status, tried.json.balances.destination, tried.json.balances.source.posted]).toEqual([201, null, "89"]);
    const held = await tryTo("/v1/holds", transferOf(payer.account, payee.account, "1"), { token });
    expect([held.status, held.json.balances.destination]).toEqual([201, null]);
    const captured = await tryTo(`/v1/holds/${hold}/capture`, {}, { token: payeesToken });
    expect([captured.status, captured.json.balances.source, captured.json.metadata]).toEqual([200, null, {}]);
    const refunded = await tryTo(`/v1/transfers/${original}/reversals`, {}, { token: payeesToken });
    expect([refunded.status, refunded.json.balances.destination]).toEqual([201, null]);
  });

  test("cannot distinguish someone else's account, hold or transfer from a missing one", async () => {
    const { payer, payee, original, hold } = await prepared();
    const outsider = await bank.customerWith("50");
    const token = await keyOf({ customer_id: outsider.customer });
    const missing = (kind: "account" | "hold" | "transfer") => encodeId(kind, newUuid());
    const answers = async (path: string, body: unknown) => {
      const { status, json } = await tryTo(path, body, { token });
      return [status, json.code, json.detail, json.errors];
    };
    expect(await answers("/v1/transfers", transferOf(payee.account, outsider.account, "1"))).toEqual(
      await answers("/v1/transfers", transferOf(missing("account"), outsider.account, "1")),
    );
    expect(await answers(`/v1/holds/${hold}/capture`, {})).toEqual(await answers(`/v1/holds/${missing("hold")}/capture`, {}));
    expect(await answers(`/v1/transfers/${original}/reversals`, {})).toEqual(
      await answers(`/v1/transfers/${missing("transfer")}/reversals`, {}),
    );
    // The payer may not capture its own hold.
    expect(await tryTo(`/v1/holds/${hold}/capture`, {}, { token: await keyOf({ customer_id: payer.customer }) })).toMatchObject({
      status: 403,
    });
  });

  test("without the scope to write is refused, and neither that nor what is not found is in the audit log", async () => {
    const { payer, payee } = await prepared();
    const token = await keyOf({ customer_id: payer.customer, scopes: ["transfers:read"] });
    const refused = await tryTo("/v1/transfers", transferOf(payer.account, payee.account, "1"), { token });
    const lost = await tryTo(`/v1/holds/${encodeId("hold", newUuid())}/capture`, {});
    const reported = await doIt("/v1/transfers", transferOf(payer.account, payee.account, "1"), { token });
    expect([refused.json.code, lost.json.code, reported.json.code]).toEqual(["forbidden", "not_found", "forbidden"]);
    const requestOf = ({ headers }: LedgeResponse): string => decodeId("request", headers.get("Request-Id") as string) as string;
    const records = async (answer: LedgeResponse): Promise<number> =>
      (await admin.query("SELECT FROM audit.refused_requests WHERE request_id = $1", [requestOf(answer)])).rows.length;
    // Reports go together, in their order: once the last one is there, the ones before it would be.
    await expect.poll(() => records(reported)).toBe(1);
    expect([await records(refused), await records(lost)]).toEqual([0, 0]);
  });

  test("has one rate for writes and dry runs", async () => {
    const { payer, payee } = await prepared();
    const token = await keyOf({ customer_id: payer.customer, rate_limit: { burst: 3, per_minute: 1 } });
    const answers: number[] = [];
    for (let n = 0; n < 4; n += 1)
      answers.push((await tryTo("/v1/transfers", transferOf(payer.account, payee.account, "1"), { token })).status);
    expect(answers).toEqual([201, 201, 201, 429]);
    expect((await doIt("/v1/transfers", transferOf(payer.account, payee.account, "1"), { token })).status).toBe(429);
  });
});

describe("the parameter dry_run", () => {
  test.each(["dry_run=1", "dry_run=yes", "dry_run=TRUE", "dry_run=", "dry_run", "dry_run=true&dry_run=true", "dry_run=true&dry_run=false"])(
    "is refused as %s, with and without a key, and nothing is done",
    async (query) => {
      const { payer, payee } = await prepared();
      const before = await stored();
      for (const key of [null, randomUUID()]) {
        const answer = await ledge.request("POST", `/v1/transfers?${query}`, { key, body: transferOf(payer.account, payee.account, "1") });
        expect([answer.status, answer.json.code, answer.json.errors[0].parameter]).toEqual([400, "validation_failed", "dry_run"]);
      }
      expect(await stored()).toEqual(before);
    },
  );

  test("is unknown to a write that cannot be tried, which is then not done", async () => {
    const before = await stored();
    const answer = await ledge.request("POST", "/v1/customers?dry_run=true", { body: { type: "person", name: "Nobody" } });
    expect([answer.status, answer.json.errors]).toEqual([400, [{ parameter: "dry_run", detail: "is unknown" }]]);
    expect(await stored()).toEqual(before);
  });

  test("as false is the write itself: it needs a key, and is done once under it", async () => {
    const { payer, payee } = await prepared();
    const send = (key: string | null) =>
      ledge.request("POST", "/v1/transfers?dry_run=false", { key, body: transferOf(payer.account, payee.account, "1") });
    expect((await send(null)).json.code).toBe("idempotency_key_missing");
    const key = randomUUID();
    const [first, second] = [await send(key), await send(key)];
    expect([first.status, first.json.id, second.headers.get("Idempotent-Replayed")]).toEqual([201, second.json.id, "true"]);
    expect((await bank.balance(payer.account)).posted).toBe("89");
  });

  test("with an Idempotency-Key is refused, and the key is free for the write", async () => {
    const { payer, payee } = await prepared();
    const [key, body] = [randomUUID(), transferOf(payer.account, payee.account, "1")];
    const refused = await tryTo("/v1/transfers", body, { key });
    expect([refused.status, refused.json.code]).toEqual([400, "idempotency_key_not_allowed"]);
    const done = await doIt("/v1/transfers", body, { key });
    expect([done.status, done.headers.get("Idempotent-Replayed")]).toEqual([201, null]);
  });
});
