// The Workers behind the gateway, by the name that the contract gives them.

/** The binding of each. A test compares the names with the list of Workers (tools/repository). */
const BINDINGS = {
  accounts: "ACCOUNTS",
  customers: "CUSTOMERS",
  identity: "IDENTITY",
  ledger: "LEDGER",
  payments: "PAYMENTS",
  webhooks: "WEBHOOKS",
} as const satisfies Record<string, keyof Env>;

export type Upstream = keyof typeof BINDINGS;

export const upstreamNames = Object.keys(BINDINGS) as readonly Upstream[];

export const upstreamOf = (env: Env, name: Upstream): Fetcher => env[BINDINGS[name]];
