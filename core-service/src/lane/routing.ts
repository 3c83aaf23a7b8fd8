// Chooses the lane of a call: by source account for transfers, so that the transfers of a busy account share batches; spread evenly for the rest.
// Reads have lanes of their own, so that none waits behind a write: those by id share statements, and lists cannot hold them up either. So have
// webhooks and the feed of events, whose work grows with what was written, and not with what is asked: nobody's payment or read waits behind it.
import type { RefusalOf } from "@ledge/shared/contracts/refusals";
import type { Call, DryRunCall, WriteCall } from "@ledge/shared/context";
import type { CreateTransfer, PostedTransfer } from "@ledge/shared/contracts/transfers";
import type { KnownKey } from "@ledge/shared/contracts/identity";
import type { FollowedEvents, OpenedStream } from "@ledge/shared/contracts/webhooks";
import { refused, type WriteOutcome } from "@ledge/shared/result";
import { disposeAnswer } from "@ledge/shared/dispose-answer";
import { objectOf } from "@ledge/shared/object-of";
import { onceMore } from "@ledge/shared/once-more";
import { relayOf } from "../feed/relay-of.ts";
import { wantedBy } from "../database/read-by-id.ts";
import type { DryRunArguments, DryRunName, DryRunOutcomes } from "./dry-runs.ts";
import type { CommandArguments, CommandName, CommandOutcomes } from "./grouped-commands.ts";
import { type ReadAnswer, type ReadName, readsById } from "./grouped-reads.ts";
import type { Lane } from "./lane.ts";
import { laneNames, laneOf, THE_LANE } from "./names.ts";
import type { OperationAnswers, OperationArguments, OperationName } from "./operations.ts";

/** How many lanes there are of each kind that operations are spread over. */
type LaneCounts = Pick<Env, "QUERY_LANES" | "RECORD_LANES" | "STATEMENT_LANES" | "WEBHOOK_LANES">;

/** The RPC methods of a lane. The runtime's type of a stub wraps every answer, as if it held stubs itself; these answers are data alone. */
type LaneStub = Pick<
  Lane,
  "authenticate" | "command" | "dryRun" | "follow" | "openStream" | "postTransfer" | "query" | "read" | "renewSessions" | "run" | "version"
>;

function lane(env: Env, name: string): LaneStub {
  return objectOf(env.LANES, name, { jurisdiction: env.OBJECTS_JURISDICTION, locationHint: env.LANE_LOCATION_HINT }) as unknown as LaneStub;
}

/**
 * Asks a lane, and once more when it was reset meanwhile, as by a release. Only what has the same effect twice: what reads, and what carries a key, whose row in
 * Postgres gives the repetition the answer of the first, whatever became of that (law 11).
 */
const ask = <Answer>(env: Env, name: string, question: (stub: LaneStub) => Promise<Answer>): Promise<Answer> =>
  onceMore(async () => disposeAnswer(await question(lane(env, name))));

export function postTransfer(
  env: Env,
  call: WriteCall,
  input: CreateTransfer,
): Promise<WriteOutcome<PostedTransfer, RefusalOf<"createTransfer">>> {
  return ask(env, laneOf(env, "posting", input.source_account), (stub) => stub.postTransfer(call, input));
}

/** Runs a command on a command lane, in one transaction with the others that wait. @param about what it changes, which spreads commands over lanes. */
export async function runCommand<Name extends CommandName>(
  env: Env,
  name: Name,
  call: WriteCall,
  about: string,
  args: CommandArguments[Name],
): Promise<CommandOutcomes[Name]> {
  return await ask(env, laneOf(env, "commands", about), (stub) => stub.command(name, call, args));
}

/** Says what a write would answer, on a lane of reads: nothing is posted, so no batch is waited for, and no write waits for it. */
export async function dryRun<Name extends DryRunName>(
  env: Env,
  name: Name,
  call: DryRunCall,
  args: DryRunArguments[Name],
): Promise<DryRunOutcomes[Name]> {
  return await ask(env, laneOf(env, "queries", call.principal.customerId ?? call.requestId), (stub) => stub.dryRun(name, call, args));
}

/** Reads one resource by its id, in one statement with the others that wait. */
export async function readById<Name extends ReadName>(env: Env, name: Name, call: Call, id: string): Promise<ReadAnswer<Name>> {
  const wanted = wantedBy(call, readsById[name].kind, id);
  if (wanted === null) return refused("not_found");
  return await ask(env, laneOf(env, "reads", call.requestId), (stub) => stub.read(name, call, wanted));
}

/** What is known of a key, by the hashes of its token. */
export async function authenticate(env: Env, hashes: readonly string[]): Promise<KnownKey | null> {
  return await ask(env, THE_LANE.identity, (stub) => stub.authenticate(hashes));
}

export const openEventStream = async (env: Env, call: Call, after: string | null): Promise<OpenedStream> =>
  await ask(env, THE_LANE.events, (stub) => stub.openStream(call, after));

export const followEvents = async (env: Env, call: Call, position: number, account: string | null): Promise<FollowedEvents> =>
  await ask(env, THE_LANE.events, (stub) => stub.follow(call, position, account));

/**
 * Has every session replaced by one with the present login, each between two tasks. A lane that cannot be asked replaces its own at its age
 * (database/open-warm.ts).
 */
export async function renewSessions(env: Env): Promise<void> {
  const asked = [...laneNames(env).map((name) => lane(env, name)), relayOf(env)].map(async (stub) => await stub.renewSessions());
  await Promise.allSettled(asked);
}

/** The version of the lane that is asked whether a domain is ready. */
export const laneVersion = (env: Env, domain: string): Promise<string> =>
  ask(env, laneNameOf(env, domain, "ready", []), async (stub) => await stub.version());

/** Runs an operation: on a lane of webhooks, of the feed or of statements, on a query lane if a request asks for a read, else on a record lane. */
export async function runOnLane<Name extends OperationName>(
  env: Env,
  domain: string,
  name: Name,
  args: OperationArguments[Name],
): Promise<OperationAnswers[Name]> {
  const laneName = laneNameOf(env, domain, name, args);
  const question = (stub: LaneStub): Promise<OperationAnswers[Name]> =>
    isForPrincipal(domain, name, args) ? stub.query(name, args) : stub.run(name, args);
  // A call has a key, or reads. Of the rest some write without a key: their queue or alarm repeats them.
  const mayRepeat = isCall(args[0]) || READS_OF_THE_PLATFORM.has(name);
  return await (mayRepeat ? ask(env, laneName, question) : question(lane(env, laneName)).then(disposeAnswer));
}

/**
 * Spreads operations over lanes by a call's request id, else by the value that is looked up, else by the domain. All lists of one customer are on one
 * lane, by the customer: however much they cost, and however many it asks for, other query lanes are free of them.
 *
 * @internal Tests compare with it.
 */
export function laneNameOf(env: LaneCounts, domain: string, name: OperationName, args: readonly unknown[]): string {
  const [first] = args;
  const spreadBy = isCall(first) ? first.requestId : typeof first === "string" ? first : domain;
  if (name === "readEvents") return THE_LANE.events;
  if (name === "unlistedPeppers") return THE_LANE.identity;
  if (isOfAudit(domain, name)) return AUDIT_READS.has(name) ? THE_LANE.auditReads : THE_LANE.audit;
  if (STATEMENTS.has(name) || EXPORTS.has(name)) return laneOf(env, "statements", spreadBy);
  if (isOfWebhooks(domain, name)) return laneOf(env, "webhooks", spreadBy);
  if (isRead(first) || name === "countEvents") {
    const owner = isCall(first) ? first.principal.customerId : null;
    return laneOf(env, "queries", owner ?? spreadBy);
  }
  return laneOf(env, "records", spreadBy);
}

/**
 * Every read that a request asks for is made behind row security. Not those of webhooks and of the feed, which are the institution's alone (its scopes
 * are of no customer's key): their lanes have one connection, for their writes and streams too. The lane of the audit log is the institution's in the same way;
 * of a receipt, the functions that find sets judge who may see its transfer.
 */
const isForPrincipal = (domain: string, name: OperationName, [first]: readonly unknown[]): boolean =>
  isRead(first) && !isOfWebhooks(domain, name) && !isOfAudit(domain, name) && name !== "readEvents";

/** What is asked without a call, and changes nothing. */
const READS_OF_THE_PLATFORM: ReadonlySet<OperationName> = new Set([
  "ready",
  "countEvents",
  "readClock",
  "readCredentialAges",
  "unlistedMasterKeys",
  "unlistedPeppers",
]);

const AUDIT_READS: ReadonlySet<OperationName> = new Set(["getAuditRecord", "listAuditRecords", "openAuditExport", "readAuditExport"]);
const STATEMENTS: ReadonlySet<OperationName> = new Set(["openStatement", "readStatement", "readLargestAmount"]);
/** Downloads as statements are, page by page: no list and no event waits behind them. */
const EXPORTS: ReadonlySet<OperationName> = new Set([
  "openJournalExport",
  "readEntriesExport",
  "readTransactionsExport",
  "openTransfersExport",
  "readTransfersExport",
  "openFeedExport",
  "readFeedExport",
]);

/** Not whether the domain is ready, and not its counters: operators ask for both most urgently while its lanes are busy. */
const isOfWebhooks = (domain: string, name: OperationName): boolean =>
  domain === "webhooks" && name !== "ready" && name !== "countEvents" && !EXPORTS.has(name);

const isOfAudit = (domain: string, name: OperationName): boolean => domain === "audit" && name !== "ready";

const isCall = (value: unknown): value is Call => typeof value === "object" && value !== null && "requestId" in value;

/** A call without a key changes nothing. */
const isRead = (value: unknown): value is Call => isCall(value) && !("idempotency" in value);
