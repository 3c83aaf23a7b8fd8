// What every call from the gateway inward carries: its principal, its request and its Idempotency-Key. The gateway alone makes it; a Worker
// must believe it only from a binding whose caller is the gateway.
import type { Precondition } from "./precondition.ts";

export const scopes = [
  "operator",
  "customers:read",
  "customers:write",
  "accounts:read",
  "accounts:write",
  "transfers:read",
  "transfers:write",
  "events:read",
  "webhooks:read",
  "webhooks:write",
  "audit:read",
  "exports:read",
] as const;

export type Scope = (typeof scopes)[number];

export interface Principal {
  /** UUID of the API key, or of the first key in its chain of rotations: idempotency keys are unique per principal (law 14). */
  readonly id: string;
  /** UUID of the API key itself that the request came with. */
  readonly keyId: string;
  readonly scopes: readonly Scope[];
  /** UUID of the customer whose resources alone this principal sees; null: a principal of the institution, which sees all. */
  readonly customerId: string | null;
}

/**
 * Scopes that concern all accounts: events and exports show both sides of a payment, and the audit log what everybody did, so a principal that may see only
 * one side cannot have them (law 26).
 */
export const institutionScopes: ReadonlySet<Scope> = new Set<Scope>([
  "operator",
  "events:read",
  "webhooks:read",
  "webhooks:write",
  "audit:read",
  "exports:read",
]);

/** Whether a principal has all of these scopes. `operator` includes every scope. A key that is bound to a customer is never an operator's. */
export const allows = (principal: Principal, ...needed: readonly [Scope, ...Scope[]]): boolean => {
  const bound = principal.customerId !== null;
  if (bound && (needed.some((scope) => institutionScopes.has(scope)) || principal.scopes.includes("operator"))) return false;
  return principal.scopes.includes("operator") || needed.every((scope) => principal.scopes.includes(scope));
};

/** Who shares waiting work: all keys of one customer together, and each principal of the institution by itself. */
export const shareOf = ({ id, customerId }: Principal): string => customerId ?? id;

export interface Call {
  readonly requestId: string;
  /** 32 hex digits: the client's trace, or a trace of this request alone (W3C Trace Context, section 3.2.2.3). */
  readonly traceId: string;
  readonly principal: Principal;
}

/** What a write says of itself. Without a key it is a dry run: nothing is done. */
export interface DryRunCall extends Call {
  /** How many days before the present one (UTC) the principal may date a posting; null: any, as the institution may. */
  readonly backdatingDays: number | null;
  /** Its conditions on the state of the resource that it changes: judged in the transaction, after the look-up of the key. */
  readonly precondition: Precondition;
}

export interface WriteCall extends DryRunCall {
  readonly idempotency: {
    readonly key: string;
    /** SHA-256 of method, path, query and body bytes, in hex. */
    readonly fingerprint: string;
  };
}

/** Whether a call is a write that is to be done: it alone has a key. */
export const isWrite = (call: Call): call is WriteCall => "idempotency" in call;

/** Request headers between the gateway and domain Workers. The gateway drops any that a client sends. */
export const callHeader = "Ledge-Call";
/** Response header of a domain Worker: `recorded`, or `sealed` when the gate must not keep a copy because the response holds a secret. */
export const outcomeHeader = "Ledge-Outcome";
/** Response header of a domain Worker that answers by HTTP: its hops, as JSON (shared/telemetry/hops). */
export const hopsHeader = "Ledge-Hops";
