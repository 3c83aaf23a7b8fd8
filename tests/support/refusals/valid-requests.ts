// One valid request of each operation, with the resources that it needs. The generic refusals are made from it by one change.
import { transferOf } from "../test-bank.ts";
import { get, post, type Prepare, send, type Sent, type ScenarioContext } from "./scenario.ts";
import { exports } from "./exports.ts";
import { deliveryOf, endpointBody, endpointOf } from "./webhooks.ts";

const account = async ({ bank }: ScenarioContext): Promise<string> => (await bank.customerWith("0")).account;
const customer = async ({ bank }: ScenarioContext): Promise<string> => (await bank.customerWith("0")).customer;

async function transfer({ bank }: ScenarioContext): Promise<string> {
  const { account } = await bank.customerWith("0");
  return (await bank.pay(bank.cash, account, "10")).id;
}

async function hold({ bank, must }: ScenarioContext): Promise<string> {
  const { account } = await bank.customerWith("10");
  return (await must("POST", "/v1/holds", transferOf(account, bank.cash, "10"))).json.id;
}

export const balancedLegs = (source: string, destination: string, amount: string, currency = "EUR") => ({
  entries: [
    { account: source, direction: "debit", amount, currency },
    { account: destination, direction: "credit", amount, currency },
  ],
});

/** A change of a resource, under its current tag. */
export async function patch({ must }: ScenarioContext, path: string, body: object): Promise<Sent> {
  const etag = (await must("GET", path)).headers.get("ETag") as string;
  return { method: "PATCH", path, options: { body, headers: { "If-Match": etag } } };
}

export const validRequests: Readonly<Record<string, Prepare>> = {
  getHealth: () => get("/healthz"),
  getReadiness: () => get("/readyz"),
  getContract: () => get("/openapi.json"),
  getMetrics: () => get("/metrics"),
  listRequests: () => get("/v1/requests"),
  getRequest: async (context) => get(`/v1/requests/${await keptRequest(context)}`),

  listAccounts: () => get("/v1/accounts"),
  openAccount: async (context) => post("/v1/accounts", { kind: "customer", customer_id: await customer(context), currency: "EUR" }),
  getAccount: async (context) => get(`/v1/accounts/${await account(context)}`),
  updateAccount: async (context) => await patch(context, `/v1/accounts/${await account(context)}`, { name: "Rent" }),
  getBalance: async (context) => get(`/v1/accounts/${await account(context)}/balance`),
  listEntries: async (context) => get(`/v1/accounts/${await account(context)}/entries`),
  getStatement: async (context) => get(`/v1/accounts/${await account(context)}/statement`),
  closeAccount: async (context) => post(`/v1/accounts/${await account(context)}/close`),
  freezeAccount: async (context) => post(`/v1/accounts/${await account(context)}/freeze`),
  unfreezeAccount: async (context) => post(`/v1/accounts/${await account(context)}/unfreeze`),

  createApiKey: () => post("/v1/api-keys", { name: "till", scopes: ["accounts:read"] }),
  listApiKeys: () => get("/v1/api-keys"),
  getApiKey: async (context) => get(`/v1/api-keys/${await apiKey(context)}`),
  rotateApiKey: async (context) => post(`/v1/api-keys/${await apiKey(context)}/rotate`, {}),
  revokeApiKey: async (context) => ({ method: "DELETE", path: `/v1/api-keys/${await apiKey(context)}`, options: {} }),

  createCustomer: () => post("/v1/customers", { type: "person", name: "Ada" }),
  listCustomers: () => get("/v1/customers"),
  getCustomer: async (context) => get(`/v1/customers/${await customer(context)}`),
  updateCustomer: async (context) => await patch(context, `/v1/customers/${await customer(context)}`, { name: "Grace" }),
  decideVerification: async (context) => post(`/v1/customers/${await customer(context)}/verification`, { decision: "verified" }),

  createHold: async (context) => post("/v1/holds", transferOf((await context.bank.customerWith("10")).account, context.bank.cash, "1")),
  listHolds: () => get("/v1/holds"),
  getHold: async (context) => get(`/v1/holds/${await hold(context)}`),
  captureHold: async (context) => post(`/v1/holds/${await hold(context)}/capture`, {}),
  releaseHold: async (context) => post(`/v1/holds/${await hold(context)}/release`),

  createTransfer: async (context) => post("/v1/transfers", transferOf(context.bank.cash, await account(context), "1")),
  listTransfers: () => get("/v1/transfers"),
  getTransfer: async (context) => get(`/v1/transfers/${await transfer(context)}`),
  reverseTransfer: async (context) => post(`/v1/transfers/${await transfer(context)}/reversals`, { reason: "Returned goods" }),
  createTransferBatch: async (context) =>
    post("/v1/transfer-batches", { mode: "atomic", transfers: [transferOf(context.bank.cash, await account(context), "1")] }),

  createTransaction: async (context) => post("/v1/transactions", balancedLegs(context.bank.cash, await account(context), "1")),
  listTransactions: () => get("/v1/transactions"),
  getTransaction: async (context) => {
    const legs = balancedLegs(context.bank.cash, await account(context), "1");
    return get(`/v1/transactions/${(await context.must("POST", "/v1/transactions", legs)).json.id}`);
  },
  listEvents: () => get("/v1/events"),
  redriveEvents: () => post("/v1/events/redrive"),

  createWebhookEndpoint: (context) => post("/v1/webhook-endpoints", endpointBody(context)),
  listWebhookEndpoints: () => get("/v1/webhook-endpoints"),
  getWebhookEndpoint: async (context) => get(await endpoint(context)),
  updateWebhookEndpoint: async (context) => await patch(context, await endpoint(context), { description: "Till" }),
  deleteWebhookEndpoint: async (context) => ({ method: "DELETE", path: await endpoint(context), options: {} }),
  rotateWebhookSecret: async (context) => post(`${await endpoint(context)}/rotate-secret`),
  pingWebhookEndpoint: async (context) => post(`${await endpoint(context)}/ping`),
  listWebhookDeliveries: async (context) => get(`${await endpoint(context)}/deliveries`),
  redeliverWebhook: async (context) => post(`/v1/webhook-deliveries/${(await deliveryOf(context)).id}/redeliver`),

  getTrialBalance: () => get("/v1/ledger/trial-balance"),

  listAuditRecords: () => get("/v1/audit/records"),
  exportAuditRecords: () => get("/v1/audit/export"),
  ...exports,
  getAuditRecord: async (context) => get(`/v1/audit/records/${await recordOfWrite(context)}`),
  getAuditProof: async (context) => get(`/v1/audit/records/${await sealedRecord(context)}/proof`),
  getTransferReceipt: async (context) => get(`/v1/transfers/${await transfer(context)}/receipt`),
};

const endpoint = async (context: ScenarioContext): Promise<string> => `/v1/webhook-endpoints/${(await endpointOf(context)).json.id}`;

async function apiKey({ must }: ScenarioContext): Promise<string> {
  return (await must("POST", "/v1/api-keys", { name: "till", scopes: ["accounts:read"] })).json.id;
}

/** The record of the write that made a customer. */
async function recordOfWrite(context: ScenarioContext): Promise<string> {
  const made = await customer(context);
  return (await context.must("GET", `/v1/audit/records?resource=${made}`)).json.data[0].record.id;
}

/** A record of which there is a proof: it takes seconds. */
export async function sealedRecord(context: ScenarioContext): Promise<string> {
  const id = await recordOfWrite(context);
  while ((await send(context.ledge, get(`/v1/audit/records/${id}/proof`))).status !== 200);
  return id;
}

/** A request that is kept: it takes a second or two. */
async function keptRequest(context: ScenarioContext): Promise<string> {
  const { headers } = await context.must("POST", "/v1/customers", { type: "person", name: "Ada" });
  const id = headers.get("Request-Id") as string;
  while ((await send(context.ledge, get(`/v1/requests/${id}`))).status !== 200);
  return id;
}
