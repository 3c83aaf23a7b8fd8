// The Workers behind the gateway, by the name the contract gives them.
import type { Service } from "./routes.ts";

export type Upstream = Exclude<Service, "gateway">;

export const upstreamNames: readonly Upstream[] = ["accounts", "customers", "identity", "ledger", "payments", "webhooks"];

export function upstreamOf(env: Env, name: Upstream): Fetcher {
  const bindings: Record<Upstream, Fetcher> = {
    accounts: env.ACCOUNTS,
    customers: env.CUSTOMERS,
    identity: env.IDENTITY,
    ledger: env.LEDGER,
    payments: env.PAYMENTS,
    webhooks: env.WEBHOOKS,
  };
  return bindings[name];
}
