// The refusals of changes of accounts, customers and keys.
import { randomUUID } from "node:crypto";
import { encodeId } from "@ledge/shared/ids";
import { transferOf } from "../test-bank.ts";
import { brimful } from "./postings.ts";
import { allScopes, altered, get, MAX, nothing, post, type Scenario, type Scenarios, type Sent, type ScenarioContext } from "./scenario.ts";
import { patch, sealedRecord, validRequests } from "./valid-requests.ts";

/** The number of accounts that a customer of the scenarios may open by itself: more than they open. */
export const MOST_ACCOUNTS = 10;
const FUTURE = "2199-01-01T00:00:00Z";
const PAST = "2020-01-01T00:00:00Z";

/** Sent by a customer's key, for an operation that is reserved to the institution. */
const byCustomer = (
  what: string,
  ask: (own: { customer: string; account: string }, context: ScenarioContext) => Sent | Promise<Sent>,
): Scenario => ({
  what,
  prepare: async (context) => {
    const own = await context.bystander();
    return altered(await ask(own, context), { token: await context.keyWith(allScopes, own.customer) });
  },
});

const closed = async ({ bank, must }: ScenarioContext): Promise<string> => {
  const { account } = await bank.customerWith("0");
  await must("POST", `/v1/accounts/${account}/close`);
  return account;
};

const onClosed = (action: "freeze" | "unfreeze"): Scenario[] => [
  { what: "a closed account", prepare: async (context) => post(`/v1/accounts/${await closed(context)}/${action}`) },
];
const byItsCustomer = (action: string): Scenario[] => [
  byCustomer("its customer", ({ account }) => post(`/v1/accounts/${account}/${action}`)),
];

/** An operation's valid change, under another If-Match. */
const under = (operation: "updateAccount" | "updateCustomer", what: string, tag: string | null): Scenario => ({
  what,
  prepare: async (context) => {
    const sent = await (validRequests[operation] as (context: ScenarioContext) => Promise<Sent>)(context);
    return altered(sent, { headers: tag === null ? {} : { "If-Match": tag } });
  },
});

const asCamt053 = (account: string): Sent => altered(get(`/v1/accounts/${account}/statement`), { headers: { Accept: "application/xml" } });

const openFor = (customer: string, terms: object = {}): Sent =>
  post("/v1/accounts", { kind: "customer", customer_id: customer, currency: "EUR", ...terms });

const rotating = (what: string, terms: object): Scenario => ({
  what,
  prepare: async (context) =>
    altered(await (validRequests["rotateApiKey"] as (context: ScenarioContext) => Promise<Sent>)(context), { body: terms }),
});

export const records: Scenarios = {
  getAuditProof: {
    not_sealed_yet: [
      {
        what: "a record that is in no published tree",
        async prepare(context) {
          const id = await sealedRecord(context);
          // Until the next write there is none at all.
          const { LOG_FILES: files } = (await context.ledge.harness.getWorker("ledge-audit").getEnv()) as {
            LOG_FILES: { delete(path: string): Promise<void> };
          };
          await files.delete("checkpoint");
          return get(`/v1/audit/records/${id}/proof`);
        },
      },
    ],
  },
  openAccount: {
    forbidden: [
      {
        what: "a house account opened by a key that is not an operator's",
        prepare: async ({ keyWith }) =>
          post(
            "/v1/accounts",
            { kind: "house", code: `h${randomUUID()}`, currency: "EUR", normal_side: "debit" },
            { token: await keyWith(allScopes) },
          ),
      },
      byCustomer("credit that a customer grants itself", ({ customer }) => openFor(customer, { overdraft_limit: "1" })),
    ],
    customer_not_found: [
      { what: "a customer who does not exist", prepare: () => openFor(nothing("customer")) },
      byCustomer("someone else", async (_own, { bank }) => openFor((await bank.customerWith("0")).customer)),
    ],
    customer_blocked: [
      {
        what: "a suspended customer",
        prepare: async ({ bank, must }) => {
          const { customer } = await bank.customerWith("0");
          for (const decision of ["verified", "suspended"]) await must("POST", `/v1/customers/${customer}/verification`, { decision });
          return openFor(customer);
        },
      },
    ],
    too_many_accounts: [
      {
        what: "one more account of its own than a customer may open",
        prepare: async (context) => {
          const { customer } = await context.bank.customerWith("0");
          for (let more = 1; more < MOST_ACCOUNTS; more += 1)
            await context.must("POST", "/v1/accounts", openFor(customer).options.body as object);
          return altered(openFor(customer), { token: await context.keyWith(allScopes, customer) });
        },
      },
    ],
    house_account_exists: [
      {
        what: "a code that is taken",
        prepare: () => post("/v1/accounts", { kind: "house", code: "cash", currency: "EUR", normal_side: "debit" }),
      },
    ],
  },
  updateAccount: {
    forbidden: [
      byCustomer("credit that a customer grants itself", ({ account }, context) =>
        patch(context, `/v1/accounts/${account}`, { overdraft_limit: "1" }),
      ),
    ],
    account_closed: [
      {
        what: "the limit of a closed account",
        prepare: async (context) => await patch(context, `/v1/accounts/${await closed(context)}`, { overdraft_limit: "1" }),
      },
    ],
    overdraft_in_use: [
      {
        what: "a limit below what is overdrawn",
        prepare: async (context) => {
          const { account } = await context.bank.customerWith("0", "10");
          await context.bank.pay(account, context.bank.cash, "8");
          return await patch(context, `/v1/accounts/${account}`, { overdraft_limit: "7" });
        },
      },
      {
        what: "a limit below what is held",
        prepare: async (context) => {
          const { account } = await context.bank.customerWith("0", "10");
          await context.must("POST", "/v1/holds", transferOf(account, context.bank.cash, "8"));
          return await patch(context, `/v1/accounts/${account}`, { overdraft_limit: "7" });
        },
      },
      {
        what: "an overdraft limit for a house account that is already below it",
        prepare: async (context) => {
          const account = await context.houseAccount({ normal_side: "credit" });
          await context.bank.pay(account, context.bank.cash, "1");
          return await patch(context, `/v1/accounts/${account}`, { overdraft_limit: "0" });
        },
      },
    ],
    overdraft_limit_required: [
      {
        what: "no limit for a customer's account",
        prepare: async (context) =>
          await patch(context, `/v1/accounts/${(await context.bank.customerWith("0")).account}`, { overdraft_limit: null }),
      },
    ],
    precondition_failed: [under("updateAccount", "terms of a former version", '"0123456789abcdef.0123456789abcdef"')],
    validation_failed: [under("updateAccount", "a malformed tag", "0123456789abcdef")],
    precondition_required: [under("updateAccount", "no If-Match", null)],
  },
  closeAccount: {
    forbidden: byItsCustomer("close"),
    balance_not_zero: [
      { what: "an account with money", prepare: async ({ bank }) => post(`/v1/accounts/${(await bank.customerWith("1")).account}/close`) },
      {
        what: "an account that is the payee of an open hold",
        prepare: async ({ bank, must }) => {
          const { account } = await bank.customerWith("0");
          await must("POST", "/v1/holds", transferOf(bank.cash, account, "1"));
          return post(`/v1/accounts/${account}/close`);
        },
      },
    ],
  },
  freezeAccount: { forbidden: byItsCustomer("freeze"), account_closed: onClosed("freeze") },
  unfreezeAccount: { forbidden: byItsCustomer("unfreeze"), account_closed: onClosed("unfreeze") },
  getBalance: {
    validation_failed: [
      { what: "a time in the future", prepare: async ({ bank }) => get(`/v1/accounts/${bank.cash}/balance?at=${FUTURE}`) },
    ],
  },
  getStatement: {
    amount_beyond_format: [
      { what: "a balance of 19 digits", prepare: async (context) => asCamt053(await brimful(context)) },
      {
        what: "an amount of 19 digits between balances of zero",
        prepare: async (context) => {
          const account = await brimful(context);
          await context.bank.pay(account, await context.houseAccount(), MAX);
          return asCamt053(account);
        },
      },
    ],
  },
  getTrialBalance: {
    validation_failed: [{ what: "a time in the future", prepare: () => get(`/v1/ledger/trial-balance?at=${FUTURE}`) }],
  },

  createCustomer: { forbidden: [byCustomer("a customer", () => post("/v1/customers", { type: "person", name: "Child" }))] },
  updateCustomer: {
    forbidden: [
      byCustomer("what the institution alone knows", ({ customer }, context) =>
        patch(context, `/v1/customers/${customer}`, { metadata: {} }),
      ),
    ],
    precondition_failed: [under("updateCustomer", "another version", '"7"')],
    validation_failed: [under("updateCustomer", "a malformed tag", "7")],
    precondition_required: [under("updateCustomer", "no If-Match", null)],
  },
  decideVerification: {
    verification_not_allowed: [
      {
        what: "a customer whose verification is decided",
        prepare: async ({ bank, must }) => {
          const path = `/v1/customers/${(await bank.customerWith("0")).customer}/verification`;
          await must("POST", path, { decision: "verified" });
          return post(path, { decision: "verified" });
        },
      },
      {
        what: "suspending a customer who is rejected",
        prepare: async ({ bank, must }) => {
          const path = `/v1/customers/${(await bank.customerWith("0")).customer}/verification`;
          await must("POST", path, { decision: "rejected" });
          return post(path, { decision: "suspended" });
        },
      },
    ],
  },

  createApiKey: {
    validation_failed: [
      {
        what: "an operator's key for a customer",
        prepare: async ({ bank }) =>
          post("/v1/api-keys", { name: "x", scopes: ["operator"], customer_id: (await bank.customerWith("0")).customer }),
      },
      { what: "an expired key", prepare: () => post("/v1/api-keys", { name: "x", scopes: ["accounts:read"], expires_at: PAST }) },
    ],
    customer_not_found: [
      {
        what: "a customer who does not exist",
        prepare: () => post("/v1/api-keys", { name: "x", scopes: ["accounts:read"], customer_id: nothing("customer") }),
      },
    ],
  },

  rotateApiKey: {
    validation_failed: [
      rotating("a successor that has expired", { expires_at: PAST }),
      rotating("an old key that has expired", { previous_key_until: PAST }),
      rotating("an old key that stays valid for too long", { previous_key_until: FUTURE }),
    ],
    api_key_rotated: [
      {
        what: "a key that has a successor",
        prepare: async (context) => {
          const sent = await (validRequests["rotateApiKey"] as (context: ScenarioContext) => Promise<Sent>)(context);
          await context.must(sent.method, sent.path, {});
          return sent;
        },
      },
    ],
    last_operator_key: [
      {
        what: "the last operator key, by a successor that expires",
        prepare: ({ operator }) => post(`/v1/api-keys/${encodeId("apiKey", operator)}/rotate`, { expires_at: FUTURE }),
      },
    ],
  },
  revokeApiKey: {
    last_operator_key: [
      {
        what: "the last operator key",
        prepare: ({ operator }) => ({ method: "DELETE", path: `/v1/api-keys/${encodeId("apiKey", operator)}`, options: {} }),
      },
    ],
  },
};
