// The names of all lanes: what routing chooses from, and who must hear of something that concerns every session.
import { shardOf } from "@ledge/shared/shard";

/** Lanes that there is one of. */
export const THE_LANE = {
  /** Looks keys up: nobody is known later for the work of others. */
  identity: "identity",
  /** All reads of the feed and all streams of it, so that one poll serves every stream. */
  events: "events",
  /** All of the audit log, whose sequencing and reading grow with what was written: no payment and no other read waits behind them. */
  audit: "audit",
  /** Those of its reads that grow with what is asked for: neither the sealing nor a receipt waits behind them. */
  auditReads: "audit-reads",
  /** What keeps the search up to date: it grows with what was written, as the audit log. Searches are lists, on query lanes. */
  search: "search",
} as const;

/** Kinds of lanes that work is spread over, with the setting that says how many there are. */
const SPREAD = {
  posting: "POSTING_LANES",
  commands: "COMMAND_LANES",
  records: "RECORD_LANES",
  reads: "READ_LANES",
  queries: "QUERY_LANES",
  statements: "STATEMENT_LANES",
  webhooks: "WEBHOOK_LANES",
} as const;

type Kind = keyof typeof SPREAD;
type Counts<Of extends Kind = Kind> = Readonly<Record<(typeof SPREAD)[Of], string>>;

/** The lane of a kind for whatever is spread by `by`. */
export const laneOf = <Of extends Kind>(counts: Counts<Of>, kind: Of, by: string): string =>
  `${kind}-${shardOf(by, Number(counts[SPREAD[kind]]))}`;

/** Every lane. */
export const laneNames = (counts: Counts): readonly string[] => [
  ...Object.values(THE_LANE),
  ...(Object.keys(SPREAD) as Kind[]).flatMap((kind) => Array.from({ length: Number(counts[SPREAD[kind]]) }, (_, n) => `${kind}-${n}`)),
];
