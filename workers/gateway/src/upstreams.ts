// The Workers behind the gateway, by the name that the contract gives them.
import type { Serving } from "@ledge/kit/served-request";
import type { Call } from "@ledge/shared/context";
import type { AuditCore } from "@ledge/shared/contracts/audit";
import type { KnownKey } from "@ledge/shared/contracts/identity";
import type { EffectsWanted, RequestEffects } from "@ledge/shared/contracts/webhook-deliveries";

/** The binding of each. A test compares the names with the list of Workers (tools/repository). */
const BINDINGS = {
  accounts: "ACCOUNTS",
  audit: "AUDIT",
  customers: "CUSTOMERS",
  identity: "IDENTITY",
  ledger: "LEDGER",
  payments: "PAYMENTS",
  search: "SEARCH",
  webhooks: "WEBHOOKS",
} as const satisfies Record<string, keyof Env>;

export type Upstream = keyof typeof BINDINGS;

export const upstreamNames = Object.keys(BINDINGS) as readonly Upstream[];

/** The generated type of a binding to a default export knows its HTTP alone; a Worker's app is served by RPC too (kit/create-app). */
export const upstreamOf = (env: Env, name: Upstream): Fetcher & Serving => env[BINDINGS[name]] as Fetcher & Serving;

interface Authenticating {
  authenticate(token: string): Promise<KnownKey | null>;
}

export const identityOf = (env: Env): Authenticating => env.IDENTITY as unknown as Authenticating;

/** Over RPC it takes the writes alone. */
export const auditOf = (env: Env): Pick<AuditCore, "recordRefusedWrites"> => env.AUDIT as unknown as Pick<AuditCore, "recordRefusedWrites">;

interface EffectsReading {
  readEffects(wanted: EffectsWanted & { readonly call: Call }): Promise<RequestEffects>;
}

export const effectsOf = (env: Env): EffectsReading => env.WEBHOOKS as unknown as EffectsReading;
