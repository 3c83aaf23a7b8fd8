// Least authority by field, as a matrix made from the contract: every member of every request and answer × every kind of principal. A member has the
// reader and the writer that the contract states, and nobody else.
import { institutionScopes } from "@ledge/shared/context";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Ledge, LedgeResponse } from "../support/ledge.ts";
import { operations } from "../support/refusals/contract.ts";
import { forget } from "../support/refusals/gates.ts";
import { allScopes, type ScenarioContext, send } from "../support/refusals/scenario.ts";
import { type ScenarioPlatform, startScenarios } from "../support/refusals/scenario-platform.ts";
import { validRequests } from "../support/refusals/valid-requests.ts";
import { settled } from "../support/refusals/webhooks.ts";
import { type Field, fields } from "../support/rights/fields.ts";
import { institutions, INSTITUTIONS_MARK, institutionsReason, PAYERS_MARK, valueFor } from "../support/rights/marked-values.ts";
import { type Asker, type Request, requests, type Subject } from "../support/rights/requests.ts";

let platform: ScenarioPlatform;
let ledge: Ledge;
let context: ScenarioContext;
let admin: ScenarioPlatform["admin"];
let digest: ScenarioPlatform["digest"];

beforeAll(async () => {
  platform = await startScenarios();
  ({ ledge, context, admin, digest } = platform);
});
afterAll(() => platform.close());

const PRINCIPALS = ["operator", "institution", "bound"] as const;
type Kind = (typeof PRINCIPALS)[number];

/** A verified customer of whom everything that the institution alone may see is marked. */
async function subjectFor(kind: Kind): Promise<Subject> {
  const { must, bank } = context;
  const { id: customer } = (await must("POST", "/v1/customers", { type: "person", name: "Test Person", ...institutions })).json;
  await must("POST", `/v1/customers/${customer}/verification`, { decision: "verified", reason: institutionsReason });
  const terms = { kind: "customer", customer_id: customer, currency: "EUR", metadata: institutions.metadata };
  const own = (await must("POST", "/v1/accounts", terms)).json.id as string;
  await bank.pay(bank.cash, own, "100");
  const token = kind === "operator" ? ledge.operatorKey : await context.keyWith(allScopes, kind === "bound" ? customer : undefined);
  return { context, other: (await bank.customerWith("100")).account, asker: { token, isBound: kind === "bound", customer, own } };
}

const operationsFor = (isBoundAllowed: boolean) =>
  operations.filter(({ scope }) => scope !== "public" && !scope.some((one) => institutionScopes.has(one)) === isBoundAllowed);

/** Whether the contract lets the asker see or set a field. */
function mayTouch({ right, path }: Field, kind: Kind, { isBound }: Asker, isPayer: boolean): boolean {
  if (right === "operator") return kind === "operator";
  if (!isBound || right === "everyone") return true;
  if (right === "payer") return isPayer;
  if (right === "owner") return path.includes("source") === isPayer;
  if (right === "institution") return false;
  throw new Error(`${right} is nobody whom this test knows`);
}

/** All values at a path; `*` is each item of a list. Absent, null and empty values show nothing. */
function shownAt(value: any, [name, ...rest]: readonly string[]): unknown[] {
  if (value === null || value === undefined) return [];
  if (name === undefined) return typeof value === "object" && Object.keys(value as object).length === 0 ? [] : [value];
  return name === "*" ? (value as unknown[]).flatMap((item) => shownAt(item, rest)) : shownAt(value[name], rest);
}

/** The answer as far as it is about what the request was made for. */
const aboutIt = ({ listed }: Request, { json }: LedgeResponse): unknown =>
  listed === undefined ? json : { ...json, data: json.data.filter(({ id }: { id: string }) => id === listed) };

const everythingOf = ({ text, headers }: LedgeResponse): string => `${text}${JSON.stringify([...headers])}`;

describe.each(PRINCIPALS)("a key of the kind %s", (kind) => {
  test.each(operationsFor(true).map(({ operationId }) => operationId))(
    "sees of %s what the contract says, and no more",
    async (operationId) => {
      const answered = fields.filter((field) => field.operationId === operationId && field.side === "answer");
      for (const ask of requests[operationId] ?? []) {
        const subject = await subjectFor(kind);
        const request = await ask(subject);
        const answer = await send(ledge, request);
        if (subject.asker.isBound) expect(everythingOf(answer)).not.toContain(INSTITUTIONS_MARK);
        if (subject.asker.isBound && request.isPayer === false && request.listed === undefined)
          expect(everythingOf(answer)).not.toContain(PAYERS_MARK);
        // What the institution alone may call shows a bound key nothing at all.
        if (subject.asker.isBound && answer.status === 403) continue;
        expect(answer.status, answer.text).toBeLessThan(300);
        const shown = aboutIt(request, answer);
        const leaks = answered.filter(
          (field) => !mayTouch(field, kind, subject.asker, request.isPayer === true) && shownAt(shown, field.path).length > 0,
        );
        expect(leaks.map(({ path }) => path.join("/"))).toEqual([]);
        // The other way round: who may see what not everyone may does see it.
        const marked = answered.filter(({ right, path }) => right === "institution" && path.at(-1) === "metadata");
        if (!subject.asker.isBound && !["openAccount", "createCustomer"].includes(operationId))
          for (const { path } of marked) expect(shownAt(shown, path), path.join("/")).not.toEqual([]);
      }
    },
  );

  test.each(operationsFor(true).map(({ operationId }) => operationId))(
    "sets of %s what the contract says, and no more",
    async (operationId) => {
      const sent = fields.filter((field) => field.operationId === operationId && field.side === "request" && field.path.length === 1);
      for (const field of sent.filter(({ right, form }) => right !== "everyone" && form !== "OpenHouseAccount")) {
        const subject = await subjectFor(kind);
        const request = await (requests[operationId] as NonNullable<(typeof requests)[string]>)[0]!(subject);
        const member = field.path[0] as string;
        const body = { ...(request.options.body as object), [member]: valueFor(member) };
        const before = await digest();
        const answer = await send(ledge, { ...request, options: { ...request.options, body } });
        if (mayTouch(field, kind, subject.asker, request.isPayer === true)) expect(answer.status, answer.text).toBeLessThan(300);
        else {
          expect([member, answer.status, answer.json.code]).toEqual([member, 403, "forbidden"]);
          if (field.right === "institution" && operationId !== "createCustomer")
            expect(answer.json.errors).toMatchObject([{ pointer: `/${member}` }]);
          const after = await digest();
          expect(after).toEqual(before);
        }
      }
    },
  );

  test.each(operationsFor(true).map(({ operationId }) => operationId))("may set every other member of %s", async (operationId) => {
    const free = fields.filter((field) => field.operationId === operationId && field.side === "request" && field.right === "everyone");
    const subject = await subjectFor(kind);
    const request = await (requests[operationId] as NonNullable<(typeof requests)[string]>)[0]!(subject);
    // The requests of this test have every such member, so that a new one is tried.
    const without = free.filter(({ path }) => shownAt(request.options.body, path).length === 0);
    expect(without.map(({ path }) => path.join("/"))).toEqual([]);
    const answer = await send(ledge, request);
    const isInstitutions = ["createCustomer", "closeAccount", "freezeAccount", "unfreezeAccount"].includes(operationId);
    expect(answer.status < 300, answer.text).toBe(!(kind === "bound" && isInstitutions));
  });

  test("opens a house account only as an operator", async () => {
    const { asker } = await subjectFor(kind);
    const body = { kind: "house", code: `h${crypto.randomUUID()}`, currency: "EUR", normal_side: "debit" };
    expect((await ledge.request("POST", "/v1/accounts", { token: asker.token, body })).status).toBe(kind === "operator" ? 201 : 403);
  });
});

describe("a key that is bound to a customer", () => {
  test.each(operationsFor(false).map(({ operationId }) => operationId))("is refused %s as a whole", async (operationId) => {
    const { asker } = await subjectFor("bound");
    const sent = await (validRequests[operationId] as NonNullable<(typeof validRequests)[string]>)(context);
    await settled(admin);
    const before = await digest();
    const answer = await send(ledge, { ...sent, options: { ...sent.options, token: asker.token } });
    expect([answer.status, answer.json.code]).toEqual([403, "forbidden"]);
    expect(await digest()).toEqual(before);
  });

  test("is never issued with a scope that concerns all accounts, so no event and no webhook reaches it", async () => {
    const { asker } = await subjectFor("bound");
    for (const scope of institutionScopes) {
      const body = { name: "bound", scopes: ["accounts:read", scope], customer_id: asker.customer };
      const answer = await ledge.request("POST", "/v1/api-keys", { body });
      expect([scope, answer.status, answer.json.code]).toEqual([scope, 400, "validation_failed"]);
    }
  });

  test("gets a replay of its write with the same members as the answer, from the edge and from the database", async () => {
    const { asker } = await subjectFor("bound");
    const path = `/v1/customers/${asker.customer}`;
    const etag = (await ledge.request("GET", path, { token: asker.token })).headers.get("ETag") as string;
    const key = crypto.randomUUID();
    const write = (): Promise<LedgeResponse> =>
      ledge.request("PATCH", path, { token: asker.token, key, headers: { "If-Match": etag }, body: { email: "new@example.com" } });
    const first = await write();
    const fromEdge = await write();
    await forget(context, key);
    const fromRow = await write();
    expect([first.status, fromEdge.text, fromRow.text]).toEqual([200, first.text, first.text]);
    expect(fromRow.headers.get("Idempotent-Replayed")).toBe("true");
    expect(first.json).not.toHaveProperty("metadata");
  });

  test("sees a tag of an account that says nothing of the institution's metadata, and changes the name under it", async () => {
    const { asker } = await subjectFor("bound");
    const path = `/v1/accounts/${asker.own}`;
    const tagFor = async (token?: string) =>
      (await ledge.request("GET", path, token === undefined ? {} : { token })).headers.get("ETag") as string;
    const [seen, full] = [await tagFor(asker.token), await tagFor()];
    const body = { metadata: { risk: "high" } };
    expect((await ledge.request("PATCH", path, { body, headers: { "If-Match": full } })).status).toBe(200);
    expect([await tagFor(asker.token), (await tagFor()) === full]).toEqual([seen, false]);
    const renamed = await ledge.request("PATCH", path, { token: asker.token, body: { name: "Savings" }, headers: { "If-Match": seen } });
    expect([renamed.status, renamed.json.name]).toEqual([200, "Savings"]);
    expect((await ledge.request("GET", path)).json.metadata).toEqual({ risk: "high" });
    const stale = await ledge.request("PATCH", path, { token: asker.token, body: { name: "Rent" }, headers: { "If-Match": seen } });
    expect(stale.status).toBe(412);
  });
});

describe("a changed name", () => {
  const rename = async (customer: string, name: string, token?: string): Promise<LedgeResponse> => {
    const path = `/v1/customers/${customer}`;
    const options = token === undefined ? {} : { token };
    const etag = (await ledge.request("GET", path, options)).headers.get("ETag") as string;
    return await ledge.request("PATCH", path, { ...options, body: { name }, headers: { "If-Match": etag } });
  };
  const decide = async (customer: string, decision: string): Promise<void> =>
    void (await context.must("POST", `/v1/customers/${customer}/verification`, { decision }));

  test("takes a verified customer back to pending, whoever changes it, and the same name changes nothing", async () => {
    for (const kind of PRINCIPALS) {
      const { asker } = await subjectFor(kind);
      expect((await rename(asker.customer, "Test Person", asker.token)).json.verification).toBe("verified");
      expect((await rename(asker.customer, "Another Person", asker.token)).json.verification).toBe("pending");
      const { verification_reason: reason } = (await ledge.request("GET", `/v1/customers/${asker.customer}`)).json;
      expect(reason).toBeNull();
    }
  });

  test.each([["suspended"], ["rejected"]])("of a %s customer leaves the block and its reason as they are", async (decision) => {
    const { asker } = await subjectFor("bound");
    await decide(asker.customer, decision);
    expect((await rename(asker.customer, "Another Person", asker.token)).json.verification).toBe(decision);
    const body = { source_account: asker.own, destination_account: context.bank.cash, amount: "1", currency: "EUR" };
    expect((await ledge.request("POST", "/v1/transfers", { token: asker.token, body })).json.code).toBe("customer_blocked");
  });

  test("does not keep a customer from being suspended", async () => {
    const { asker } = await subjectFor("bound");
    await rename(asker.customer, "Another Person", asker.token);
    await decide(asker.customer, "suspended");
    const body = { source_account: asker.own, destination_account: context.bank.cash, amount: "1", currency: "EUR" };
    expect((await ledge.request("POST", "/v1/transfers", { token: asker.token, body })).json.code).toBe("customer_blocked");
  });
});

test("every field of the contract is one of the matrix: no operation is left out", () => {
  const tried = new Set([...Object.keys(requests), ...operationsFor(false).map(({ operationId }) => operationId)]);
  const untried = fields.filter(({ operationId }) => !tried.has(operationId)).map(({ operationId }) => operationId);
  expect([...new Set(untried)].sort()).toEqual(
    ["getContract", "getHealth", "getReadiness"].filter((id) => fields.some((field) => field.operationId === id)),
  );
  process.stdout.write(`${fields.length} fields × ${PRINCIPALS.length} kinds of principals\n`);
});

test("every operation that a bound key may call has its requests here, and no other has", () => {
  const called = operationsFor(true).map(({ operationId }) => operationId);
  expect(Object.keys(requests).sort()).toEqual(called.sort());
});
