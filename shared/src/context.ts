// What travels with every call from the gateway inward: who asks, by which request, under which key. The gateway alone makes
// it; a Worker believes it only from a binding whose caller is the gateway.

export const scopes = [
  "operator",
  "customers:read",
  "customers:write",
  "accounts:read",
  "accounts:write",
  "transfers:read",
  "transfers:write",
] as const;

export type Scope = (typeof scopes)[number];

export interface Principal {
  /** UUID of the API key: idempotency keys are unique per principal (law 14). */
  readonly id: string;
  readonly scopes: readonly Scope[];
  /** UUID of the customer whose resources are all that this principal sees; null: the institution's own. */
  readonly customerId: string | null;
}

/** `operator` stands for every scope, but never for a key that is bound to a customer: such a key is no operator's. */
export const allows = (principal: Principal, scope: Scope): boolean =>
  scope === "operator" || principal.scopes.includes("operator")
    ? principal.scopes.includes("operator") && principal.customerId === null
    : principal.scopes.includes(scope);

export interface Call {
  readonly requestId: string;
  readonly principal: Principal;
}

export interface WriteCall extends Call {
  readonly idempotency: {
    readonly key: string;
    /** SHA-256 of method, path, query and body bytes, in hex. */
    readonly fingerprint: string;
  };
}

/** Request headers between the gateway and domain Workers. The gateway drops any that a client sends. */
export const callHeader = "Ledge-Call";
/** Response header of a domain Worker: `recorded`, or `sealed` when the gate must not keep a copy because it holds a secret. */
export const outcomeHeader = "Ledge-Outcome";
