// One valid request of each operation, with the resources that it needs: what the generic refusals are made from by one change.
import { transferOf } from "../bank.ts";
import { get, post, type Prepare, type Sent, type World } from "./scenario.ts";
import { deliveryOf, endpointBody, endpointOf } from "./webhooks.ts";

const account = async ({ bank }: World): Promise<string> => (await bank.customerWith("0")).account;
const customer = async ({ bank }: World): Promise<string> => (await bank.customerWith("0")).customer;

async function transfer({ bank }: World): Promise<string> {
  const { account } = await bank.customerWith("0");
  return (await bank.pay(bank.cash, account, "10")).id;
}

async function hold({ bank, must }: World): Promise<string> {
  const { account } = await bank.customerWith("10");
  return (await must("POST", "/v1/holds", transferOf(account, bank.cash, "10"))).json.id;
}

export const balancedLegs = (source: string, destination: string, amount: string, currency = "EUR") => ({
  entries: [
    { account: source, direction: "debit", amount, currency },
    { account: destination, direction: "credit", amount, currency },
  ],
});

/** A change of a resource as it is now. */
export async function patch({ must }: World, path: string, body: object): Promise<Sent> {
  const etag = (await must("GET", path)).headers.get("ETag") as string;
  return { method: "PATCH", path, options: { body, headers: { "If-Match": etag } } };
}

export const validRequests: Readonly<Record<string, Prepare>> = {
  getHealth: () => get("/healthz"),
  getReadiness: () => get("/readyz"),
  getContract: () => get("/openapi.json"),

  listAccounts: () => get("/v1/accounts"),
  openAccount: async (world) => post("/v1/accounts", { kind: "customer", customer_id: await customer(world), currency: "EUR" }),
  getAccount: async (world) => get(`/v1/accounts/${await account(world)}`),
  updateAccount: async (world) => await patch(world, `/v1/accounts/${await account(world)}`, { name: "Rent" }),
  getBalance: async (world) => get(`/v1/accounts/${await account(world)}/balance`),
  listEntries: async (world) => get(`/v1/accounts/${await account(world)}/entries`),
  getStatement: async (world) => get(`/v1/accounts/${await account(world)}/statement`),
  closeAccount: async (world) => post(`/v1/accounts/${await account(world)}/close`),
  freezeAccount: async (world) => post(`/v1/accounts/${await account(world)}/freeze`),
  unfreezeAccount: async (world) => post(`/v1/accounts/${await account(world)}/unfreeze`),

  createApiKey: () => post("/v1/api-keys", { name: "till", scopes: ["accounts:read"] }),
  listApiKeys: () => get("/v1/api-keys"),
  getApiKey: async (world) => get(`/v1/api-keys/${await apiKey(world)}`),
  rotateApiKey: async (world) => post(`/v1/api-keys/${await apiKey(world)}/rotate`, {}),
  revokeApiKey: async (world) => ({ method: "DELETE", path: `/v1/api-keys/${await apiKey(world)}`, options: {} }),

  createCustomer: () => post("/v1/customers", { type: "person", name: "Ada" }),
  listCustomers: () => get("/v1/customers"),
  getCustomer: async (world) => get(`/v1/customers/${await customer(world)}`),
  updateCustomer: async (world) => await patch(world, `/v1/customers/${await customer(world)}`, { name: "Grace" }),
  decideVerification: async (world) => post(`/v1/customers/${await customer(world)}/verification`, { decision: "verified" }),

  createHold: async (world) => post("/v1/holds", transferOf((await world.bank.customerWith("10")).account, world.bank.cash, "1")),
  listHolds: () => get("/v1/holds"),
  getHold: async (world) => get(`/v1/holds/${await hold(world)}`),
  captureHold: async (world) => post(`/v1/holds/${await hold(world)}/capture`, {}),
  releaseHold: async (world) => post(`/v1/holds/${await hold(world)}/release`),

  createTransfer: async (world) => post("/v1/transfers", transferOf(world.bank.cash, await account(world), "1")),
  listTransfers: () => get("/v1/transfers"),
  getTransfer: async (world) => get(`/v1/transfers/${await transfer(world)}`),
  reverseTransfer: async (world) => post(`/v1/transfers/${await transfer(world)}/reversals`, { reason: "Returned goods" }),
  createTransferBatch: async (world) =>
    post("/v1/transfer-batches", { mode: "atomic", transfers: [transferOf(world.bank.cash, await account(world), "1")] }),

  createTransaction: async (world) => post("/v1/transactions", balancedLegs(world.bank.cash, await account(world), "1")),
  listTransactions: () => get("/v1/transactions"),
  getTransaction: async (world) => {
    const legs = balancedLegs(world.bank.cash, await account(world), "1");
    return get(`/v1/transactions/${(await world.must("POST", "/v1/transactions", legs)).json.id}`);
  },
  listEvents: () => get("/v1/events"),
  redriveEvents: () => post("/v1/events/redrive"),

  createWebhookEndpoint: (world) => post("/v1/webhook-endpoints", endpointBody(world)),
  listWebhookEndpoints: () => get("/v1/webhook-endpoints"),
  getWebhookEndpoint: async (world) => get(await endpoint(world)),
  updateWebhookEndpoint: async (world) => await patch(world, await endpoint(world), { description: "Till" }),
  deleteWebhookEndpoint: async (world) => ({ method: "DELETE", path: await endpoint(world), options: {} }),
  rotateWebhookSecret: async (world) => post(`${await endpoint(world)}/rotate-secret`),
  pingWebhookEndpoint: async (world) => post(`${await endpoint(world)}/ping`),
  listWebhookDeliveries: async (world) => get(`${await endpoint(world)}/deliveries`),
  redeliverWebhook: async (world) => post(`/v1/webhook-deliveries/${(await deliveryOf(world)).id}/redeliver`),

  getTrialBalance: () => get("/v1/ledger/trial-balance"),
};

const endpoint = async (world: World): Promise<string> => `/v1/webhook-endpoints/${(await endpointOf(world)).json.id}`;

async function apiKey({ must }: World): Promise<string> {
  return (await must("POST", "/v1/api-keys", { name: "till", scopes: ["accounts:read"] })).json.id;
}
