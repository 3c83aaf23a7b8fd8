// What travels with every call from the gateway inward: who asks, by which request, under which key. The gateway alone makes
// it; a Worker believes it only from a binding whose caller is the gateway.
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
] as const;

export type Scope = (typeof scopes)[number];

export interface Principal {
  /** UUID of the API key, or of the first key of its line of rotations: idempotency keys are unique per principal (law 14). */
  readonly id: string;
  readonly scopes: readonly Scope[];
  /** UUID of the customer whose resources are all that this principal sees; null: the institution's own. */
  readonly customerId: string | null;
}

/** What concerns every account at once: events tell of both sides of a payment, so they are nobody's who owns only one (law 26). */
export const institutionScopes: ReadonlySet<Scope> = new Set<Scope>(["operator", "events:read", "webhooks:read", "webhooks:write"]);

/** `operator` stands for every scope, but never for a key that is bound to a customer: such a key is no operator's. */
export const allows = (principal: Principal, scope: Scope): boolean => {
  const bound = principal.customerId !== null;
  if (bound && (institutionScopes.has(scope) || principal.scopes.includes("operator"))) return false;
  return principal.scopes.includes("operator") || principal.scopes.includes(scope);
};

export interface Call {
  readonly requestId: string;
  /** 32 hex digits: the client's trace, or one of this request's own (W3C Trace Context, section 3.2.2.3). */
  readonly traceId: string;
  readonly principal: Principal;
}

export interface WriteCall extends Call {
  readonly idempotency: {
    readonly key: string;
    /** SHA-256 of method, path, query and body bytes, in hex. */
    readonly fingerprint: string;
  };
  /** What it asks of the state of what it changes: judged in the transaction, behind the key. */
  readonly precondition: Precondition;
}

/** Request headers between the gateway and domain Workers. The gateway drops any that a client sends. */
export const callHeader = "Ledge-Call";
/** Response header of a domain Worker: `recorded`, or `sealed` when the gate must not keep a copy because it holds a secret. */
export const outcomeHeader = "Ledge-Outcome";
