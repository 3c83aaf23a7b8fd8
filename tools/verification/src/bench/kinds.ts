// The kinds of requests that the load client sends, by the names of `--only` and of the JSON.

/** Requests to Ledge. */
export const OPERATIONS = ["transfer", "batch", "balance", "hold", "reversal", "transaction"] as const;
export type Operation = (typeof OPERATIONS)[number];

/** Requests to the Worker of the limits: what this runtime can do at best. */
const LIMITS = ["nothing", "write", "write-and-select", "write-and-insert"] as const;
type Limit = (typeof LIMITS)[number];
/** What is measured over HTTP, one beside the other. */
export type EndToEndKind = Operation | Limit;
export const END_TO_END_KINDS: readonly EndToEndKind[] = [...LIMITS, ...OPERATIONS];

/** Requests to the Worker of the crossings: `empty` answers at once, each of the others makes one crossing first. */
export const CROSSINGS = [
  "empty",
  "service-fetch",
  "service-rpc",
  "object-fetch",
  "object-rpc",
  "read-body",
  "hash-body",
  "copy-headers",
  "queue-send",
] as const;
export type Crossing = (typeof CROSSINGS)[number];

export type RequestKind = EndToEndKind | Crossing;

const isOneOf =
  <Kind extends string>(kinds: readonly Kind[]) =>
  (kind: string): kind is Kind =>
    (kinds as readonly string[]).includes(kind);
export const isLimit = isOneOf(LIMITS);
export const isCrossing = isOneOf(CROSSINGS);

/** Transfers in a batch. */
export const BATCH = 100;
/** What a request counts as: a batch as its transfers, any other as one. */
export const unitsOf = (kind: RequestKind): number => (kind === "batch" ? BATCH : 1);
