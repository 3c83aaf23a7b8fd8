// The types of the table of refusals: a scenario, the context that prepares it, and the request that it ends in.
import { randomUUID } from "node:crypto";
import { institutionScopes, type Scope, scopes } from "@ledge/shared/context";
import { decodeId, encodeId, type IdKind, newUuid } from "@ledge/shared/ids";
import type { ProblemCode } from "@ledge/shared/problem";
import type pg from "pg";
import type { TestBank } from "../test-bank.ts";
import type { LedgeResponse, Ledge, RequestOptions } from "../ledge.ts";
import type { Receiver } from "@ledge/verification/webhook-receiver/receiver";

/** One request that is ready to be sent. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly options: RequestOptions;
}

export type Prepare = (context: ScenarioContext) => Sent | Promise<Sent>;

export interface Scenario {
  /** The fault of the request, in words. */
  readonly what: string;
  readonly prepare: Prepare;
  /** Sends the request at a moment that otherwise only a race would hit; without it, the request is sent at once. */
  readonly send?: (context: ScenarioContext, sent: Sent) => Promise<LedgeResponse>;
}

/** By operationId, then by code. */
export type Scenarios = Readonly<Record<string, Partial<Record<ProblemCode, readonly Scenario[]>>>>;

/** The largest amount and balance, as on the wire. */
export const MAX = "9223372036854775807";
export const allScopes: readonly Scope[] = scopes.filter((scope) => scope !== "operator");

export interface ScenarioContext {
  readonly ledge: Ledge;
  readonly bank: TestBank;
  /** The receiver of webhooks. */
  readonly receiver: Receiver;
  /** As the cluster's superuser, for what no client can do, such as moving time. */
  readonly admin: pg.Client;
  /** The UUID of the key that sends a request when the scenario names no other key. */
  readonly operator: string;
  /** The token of a key with these scopes, bound to a customer if one is named; scopes that a bound key cannot have are left out. */
  keyWith(scopes: readonly Scope[], customer?: string): Promise<string>;
  expiredKey(): Promise<string>;
  /** The token of a key with every scope but the operator's, of whose rate nothing is left. */
  spentKey(): Promise<string>;
  /** A customer with an account that holds this amount. All scenarios share one, because refused requests do not change it. */
  bystander(amount?: string): Promise<{ readonly customer: string; readonly account: string }>;
  /** Sends a request that prepares a scenario. @throws when it does not succeed. */
  must(method: string, path: string, body?: object, options?: RequestOptions): Promise<LedgeResponse>;
  /** A new house account. The default is debit-normal, without an overdraft limit. */
  houseAccount(terms?: object): Promise<string>;
}

export async function openScenarioContext(ledge: Ledge, bank: TestBank, admin: pg.Client, receiver: Receiver): Promise<ScenarioContext> {
  const { rows } = await admin.query<{ id: string }>("SELECT id FROM identity.api_keys");
  const [operator] = rows;
  if (operator === undefined || rows.length > 1) throw new Error("a new database has one key, the operator's");
  const bystanders = new Map<string, ReturnType<ScenarioContext["bystander"]>>();
  const tokens = new Map<string, Promise<string>>();
  /** `age` changes the key before it is used, because no client can make time pass. */
  const issue = (terms: object, age = async (_id: string): Promise<void> => undefined): Promise<string> => {
    const name = JSON.stringify(terms);
    const made = async (): Promise<string> => {
      const { json } = await context.must("POST", "/v1/api-keys", { name: "test", ...terms });
      await age(decodeId("apiKey", json.id) as string);
      return json.token;
    };
    const token = tokens.get(name) ?? made();
    tokens.set(name, token);
    return token;
  };
  const expire = async (id: string): Promise<void> => {
    await admin.query("UPDATE identity.api_keys SET expires_at = '2020-01-01' WHERE id = $1", [id]);
  };
  const context: ScenarioContext = {
    ledge,
    bank,
    receiver,
    admin,
    operator: operator.id,
    keyWith: (wanted, customer) =>
      issue(
        customer === undefined
          ? { scopes: wanted }
          : { scopes: wanted.filter((scope) => !institutionScopes.has(scope)), customer_id: customer },
      ),
    expiredKey: () => issue({ scopes: ["operator"], expires_at: "2199-01-01T00:00:00Z" }, expire),
    async spentKey() {
      const token = await issue({ scopes: allScopes, rate_limit: { burst: 1, per_minute: 1 } });
      // Refused as often as it is tried, except for the first time.
      while ((await ledge.request("GET", "/v1/api-keys", { token })).status !== 429);
      return token;
    },
    bystander(amount = "0") {
      const known = bystanders.get(amount) ?? bank.customerWith(amount);
      bystanders.set(amount, known);
      return known;
    },
    async must(method, path, body, options = {}) {
      const answer = await ledge.request(method, path, { ...options, ...(body === undefined ? {} : { body }) });
      if (answer.status >= 300) throw new Error(`${method} ${path} answered ${answer.status}: ${answer.text}`);
      return answer;
    },
    async houseAccount(terms = {}) {
      const code = `h${randomUUID()}`;
      const usual = { kind: "house", code, currency: "EUR", normal_side: "debit", allow_negative: true };
      return (await context.must("POST", "/v1/accounts", { ...usual, ...terms })).json.id;
    },
  };
  return context;
}

export const get = (path: string): Sent => ({ method: "GET", path, options: {} });
export const post = (path: string, body?: object, options: RequestOptions = {}): Sent => ({
  method: "POST",
  path,
  options: { ...options, ...(body === undefined ? {} : { body }) },
});

/** The same request, with other options. */
export const altered = (sent: Sent, options: RequestOptions): Sent => ({ ...sent, options: { ...sent.options, ...options } });

/** A well-formed id that names nothing. */
export const nothing = (kind: IdKind): string => encodeId(kind, newUuid());

/** Sends a prepared request. */
export const send = (ledge: Ledge, { method, path, options }: Sent): Promise<LedgeResponse> => ledge.request(method, path, options);
