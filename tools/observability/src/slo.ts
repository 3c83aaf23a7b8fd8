// What the platform is to reach: availability and latency by class of operations, freshness of what nobody waits for. Rules, alerts, dashboards and the table of
// docs/observability.md are made of this file, and of nothing else.

/** The window in which an objective is to be reached, and in which its budget of errors is spent. */
export const WINDOW_DAYS = 30;

/** The classes, each with its operations by their ids: an operation of the contract is in exactly one. */
export const OPERATIONS = {
  /** Money moves, or is kept free. */
  money: ["captureHold", "createHold", "createTransaction", "createTransfer", "createTransferBatch", "releaseHold", "reverseTransfer"],
  writes: [
    "closeAccount",
    "createCustomer",
    "createWebhookEndpoint",
    "deleteWebhookEndpoint",
    "freezeAccount",
    "openAccount",
    "pingWebhookEndpoint",
    "redeliverWebhook",
    "rotateWebhookSecret",
    "unfreezeAccount",
    "updateAccount",
    "updateCustomer",
    "updateWebhookEndpoint",
  ],
  reads: [
    "getAccount",
    "getBalance",
    "getCustomer",
    "getHold",
    "getStatement",
    "getTransfer",
    "getTransferReceipt",
    "getWebhookEndpoint",
    "listAccounts",
    "listCustomers",
    "listEntries",
    "listEvents",
    "listHolds",
    "listTransfers",
    "listWebhookDeliveries",
    "listWebhookEndpoints",
  ],
  /** People and tools of the institution wait for them, and no payer. */
  operators: [
    "createApiKey",
    "decideVerification",
    "exportAccounts",
    "exportAuditRecords",
    "exportCustomers",
    "exportEntries",
    "exportEvents",
    "exportTransactions",
    "exportTransfers",
    "getApiKey",
    "getAuditProof",
    "getAuditRecord",
    "getRequest",
    "getTransaction",
    "getTrialBalance",
    "listApiKeys",
    "listAuditRecords",
    "listRequests",
    "listTransactions",
    "redriveEvents",
    "revokeApiKey",
    "rotateApiKey",
  ],
  /** The answer itself is what is asked for: a 503 of /readyz is a right answer. They have no objective. */
  probes: ["getContract", "getHealth", "getMetrics", "getReadiness"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

type ServedClass = Exclude<keyof typeof OPERATIONS, "probes">;

interface Objective {
  /** Label `slo` of everything that is recorded of it. */
  readonly name: string;
  /** The share of what counts that has to be good; below 1. */
  readonly target: number;
}

/** Bad: 5xx. It counts what the gateway has answered, but for 4xx: anyone may cause as many of these as he likes, and dilute failures by them. */
export interface Availability extends Objective {
  readonly kind: "availability";
  readonly of: ServedClass;
}

/** Bad: slower than that. It counts what was answered as asked, 2xx: what fails is counted by availability. */
export interface Latency extends Objective {
  readonly kind: "latency";
  readonly of: ServedClass;
  /** A bound of the histogram's buckets, in seconds. */
  readonly withinSeconds: number;
}

/** Bad: an instant at which the gauge is above. It counts the instants at which the gauge is known. */
export interface Freshness extends Objective {
  readonly kind: "freshness";
  readonly gauge: string;
  readonly withinSeconds: number;
  /** The service whose work is late. */
  readonly service: string;
  /** What is late, as a subject of a sentence. */
  readonly what: string;
}

const availability = (of: ServedClass, target: number): Availability => ({ kind: "availability", name: `${of}_availability`, of, target });
const latency = (of: ServedClass, target: number, withinSeconds: number): Latency => ({
  kind: "latency",
  name: `${of}_latency`,
  of,
  target,
  withinSeconds,
});

/**
 * Targets, and no measurement: Neon starts a compute anew in one to two minutes (docs/availability.md), of which 99.9 % leaves twenty a month.
 * A latency is the gateway's, so that a client's network is not in it.
 */
export const REQUEST_OBJECTIVES: readonly (Availability | Latency)[] = [
  availability("money", 0.999),
  latency("money", 0.99, 1),
  availability("writes", 0.999),
  latency("writes", 0.99, 1),
  availability("reads", 0.999),
  latency("reads", 0.99, 0.5),
  availability("operators", 0.995),
  latency("operators", 0.95, 2.5),
];

export const FRESHNESS_OBJECTIVES: readonly Freshness[] = [
  {
    kind: "freshness",
    name: "outbox_freshness",
    gauge: "ledge_outbox_oldest_seconds",
    target: 0.999,
    withinSeconds: 30,
    service: "core",
    what: "the oldest event that the queue does not have",
  },
  {
    kind: "freshness",
    name: "log_freshness",
    gauge: "ledge_log_behind_seconds",
    target: 0.999,
    // The sealer logs an error from here on (LATE_MS).
    withinSeconds: 10,
    service: "audit",
    what: "the oldest audit record without a published checkpoint",
  },
];

/** What an objective allows to be bad, as a share. Without the digits of binary fractions. */
export const budgetOf = ({ target }: Objective): number => Number((1 - target).toPrecision(6));

/** What is wrong with the classes, given the operations of the contract. */
export function faultsOfClasses(
  contract: readonly string[],
  classes: Readonly<Record<string, readonly string[]>> = OPERATIONS,
): readonly string[] {
  const classesOf = (operation: string): string[] => Object.keys(classes).filter((name) => classes[name]?.includes(operation));
  const listed = Object.values(classes).flat();
  return [
    ...contract.filter((operation) => classesOf(operation).length === 0).map((operation) => `${operation} is in no class of objectives`),
    ...[...new Set(listed)].filter((operation) => classesOf(operation).length > 1).map((operation) => `${operation} is in several classes`),
    ...listed.filter((operation) => !contract.includes(operation)).map((operation) => `the contract has no ${operation}`),
  ];
}
