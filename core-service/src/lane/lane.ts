// A lane: a Durable Object placed near the database, with one warm connection. Lanes order and batch; Postgres decides. A second lane, or an old
// one that still runs, can cost speed but never correctness.
import { DurableObject } from "cloudflare:workers";
import { type Call, type DryRunCall, shareOf, type WriteCall } from "@ledge/shared/context";
import type { KnownKey } from "@ledge/shared/contracts/identity";
import type { RefusalOf } from "@ledge/shared/contracts/refusals";
import type { CreateTransfer, PostedTransfer } from "@ledge/shared/contracts/transfers";
import type { FollowedEvents, OpenedStream } from "@ledge/shared/contracts/webhooks";
import { newUuid } from "@ledge/shared/ids";
import { log } from "@ledge/shared/telemetry/log";
import { addHops, type Hop, hopsOf, withHops } from "@ledge/shared/telemetry/hops";
import { span, spanInto } from "@ledge/shared/telemetry/span";
import { isConditional } from "@ledge/shared/precondition";
import type { WriteOutcome } from "@ledge/shared/result";
import { ACT_FOR_NOBODY, databaseFor } from "../database/acting.ts";
import type { Database } from "../database/connect.ts";
import { Credential } from "../database/credential.ts";
import { Bug, classify, Full, Outage, sqlState } from "../database/failure.ts";
import type { Wanted } from "../database/read-by-id.ts";
import { ONE_SNAPSHOT } from "../database/session-settings.ts";
import { readInstantOrNull } from "../database/stored-values.ts";
import { type CommandRequest, weightOf } from "../idempotency/command.ts";
import { openWarm } from "../database/open-warm.ts";
import type { Work } from "../database/work.ts";
import { findKnownKeys } from "../identity/queries.ts";
import { EventStreams } from "../feed/follow-events.ts";
import { Notifier } from "../feed/notifier.ts";
import { relayOf } from "../feed/relay-of.ts";
import { refusalByConditions, transferOutcome, transferRequest, weightOfTransfer } from "../payments/create-transfer.ts";
import { type PostedItem, postTransfers, type TransferRequest } from "../payments/queries.ts";
import { batchSpan, DATABASE, type WaitingSpan } from "./batch-span.ts";
import { commitBatch } from "./commit-batch.ts";
import { dryRun, type DryRunArguments, type DryRunName, type DryRunOutcomes } from "./dry-runs.ts";
import { GroupCommit, type GroupCommitOptions } from "./group-commit.ts";
import { type CommandArguments, type CommandName, type CommandOutcomes, GroupedCommands } from "./grouped-commands.ts";
import { GroupedReads, type ReadAnswer, type ReadName } from "./grouped-reads.ts";
import { HoldSweep } from "./hold-sweep.ts";
import { type OperationAnswers, type OperationArguments, type OperationName, runOperation } from "./operations.ts";
import { reportRun, sweepRun } from "./sweep-run.ts";

/** Beyond some hundreds of items a group gains nothing, and every item waits for all others. */
const MAX_BATCH = 500;
/** Ten full batches, and some megabytes: what cannot be done within some seconds is better retried than kept waiting. */
const MAX_WAITING = 5_000;
/** At some 10 ms each, a task behind this many would miss its deadline anyway. */
const MAX_TASKS = 1_000;

const bounds = {
  maxWaiting: MAX_WAITING,
  endsAll: (error: unknown) => error instanceof Outage,
};
const grouping = { ...bounds, maxWeight: MAX_BATCH };
const sets: GroupCommitOptions<CommandRequest> = { ...grouping, weigh: weightOf };

export class Lane extends DurableObject<Env> {
  readonly #credential = new Credential(this.env.RUNTIME_DATABASE);

  readonly #connection = openWarm(this.env, this.#credential, MAX_TASKS);
  /** For what is read for one principal: row security shows its statements what is the principal's, and those that name none nothing. */
  readonly #principals = openWarm(this.env, this.#credential, MAX_TASKS, ACT_FOR_NOBODY);

  /** For dry runs. */
  readonly #snapshots = openWarm(this.env, this.#credential, MAX_TASKS, ONE_SNAPSHOT);

  /** Every commit that may append events goes through it. */
  readonly #notifier = new Notifier(
    () => relayOf(this.env),
    () => Date.now(),
    (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  );

  readonly #posting = new GroupCommit<TransferRequest, PostedItem>(
    (batch) =>
      this.#notifier.commitAndNotify(() =>
        commitBatch((items) => this.#connection.use((connection) => postTransfers(connection, items)), batch),
      ),
    { ...grouping, weigh: weightOfTransfer, around: (spans, commit) => batchSpan("postTransfers", this.version(), spans, commit) },
  );

  readonly #reads = new GroupedReads(
    (task) => this.#connection.use(task),
    grouping,
    () => this.version(),
  );

  readonly #identities = new GroupCommit<readonly string[], KnownKey | null>(
    (batch) => commitBatch((tokens) => this.#connection.use(({ database }) => findKnownKeys(database, tokens, new Date())), batch),
    { ...grouping, around: (spans, commit) => batchSpan("findKnownKeys", this.version(), spans, commit) },
  );

  readonly #sweep = new HoldSweep(
    this.ctx.storage,
    () =>
      sweepRun(
        this.version(),
        (statement) => this.#notifier.commitAndNotify(() => this.#connection.use(({ database }) => statement(database))),
        // The next run must not wait for a queue that does not answer.
        (run) => this.ctx.waitUntil(reportRun(this.env.AUDIT, run)),
      ),
    () => Date.now(),
  );

  readonly #commands = new GroupedCommands(
    (task) => this.#notifier.commitAndNotify(() => this.#connection.use(task)),
    ({ expires_at: expiry }, run) => {
      const expiresAt = readInstantOrNull(expiry);
      return expiresAt === null ? run() : this.#sweep.around(expiresAt.getTime(), run);
    },
    { ...sets, around: (spans, commit) => batchSpan("runCommands", this.version(), spans, commit) },
  );

  readonly #streams = new EventStreams((task) => this.#connection.use(({ database }) => task(database)), Number(this.env.EVENT_STREAMS));

  override async alarm(): Promise<void> {
    await this.#sweep.run();
  }

  /** Posts a transfer, in one batch with the others that wait. @throws Outage when its outcome is not known. */
  async postTransfer(call: WriteCall, input: CreateTransfer): Promise<WriteOutcome<PostedTransfer, RefusalOf<"createTransfer">>> {
    return await this.#serve("createTransfer", call, async (waiting) => {
      const refusal = isConditional(call.precondition)
        ? await this.#connection.use(({ database }) => refusalByConditions(database, call), shareOf(call.principal))
        : null;
      if (refusal !== null) return refusal;
      const item = await this.#posting.submit(transferRequest(call, input, newUuid()), shareOf(call.principal), waiting);
      return transferOutcome(call, input, item);
    });
  }

  /** Runs a command, in one transaction with the others that wait. @throws Outage when its outcome is not known. */
  async command<Name extends CommandName>(name: Name, call: WriteCall, args: CommandArguments[Name]): Promise<CommandOutcomes[Name]> {
    return await this.#serve(name, call, (waiting) => this.#commands.run(name, call, args, waiting));
  }

  /** Says what a write would answer, and does nothing. @throws Outage when the database does not answer. */
  async dryRun<Name extends DryRunName>(name: Name, call: DryRunCall, args: DryRunArguments[Name]): Promise<DryRunOutcomes[Name]> {
    return await this.#serve(name, call, ({ hops }) =>
      this.#snapshots.use(
        (connection) => this.#inDatabase(hops, name, () => dryRun(connection, name, call, args)),
        shareOf(call.principal),
      ),
    );
  }

  /** Reads one resource, in one statement with the others that wait. @throws Outage when the database does not answer. */
  async read<Name extends ReadName>(name: Name, call: Call, wanted: Wanted): Promise<ReadAnswer<Name>> {
    return await this.#serve(name, call, (waiting) => this.#reads.read(name, wanted, shareOf(call.principal), waiting));
  }

  /** Looks a key up, in one statement with the others that wait. @param hashes of its token. @throws Outage when the database does not answer. */
  async authenticate(hashes: readonly string[]): Promise<KnownKey | null> {
    return await this.#serve("authenticate", {}, (waiting) => this.#identities.submit(hashes, "", waiting));
  }

  /** Opens a stream of the feed. @throws Outage when the database does not answer. */
  async openStream(call: Call, after: string | null): Promise<OpenedStream> {
    return await this.#serve("openEventStream", call, () => this.#streams.open(call, after));
  }

  /** What a stream of the feed is sent next. @throws Outage when the database does not answer. */
  async follow(call: Call, position: number, account: string | null): Promise<FollowedEvents> {
    return await this.#serve("followEvents", call, () => this.#streams.follow(call, position, account));
  }

  /** Runs a command, or a query of the institution or the platform. @throws Outage when its outcome is not known. */
  async run<Name extends OperationName>(name: Name, args: OperationArguments[Name]): Promise<OperationAnswers[Name]> {
    const [call] = args as readonly Partial<WriteCall>[];
    // A call with a key is a write. Of those without one, one emits the events of endpoints that were disabled, and one records what was refused.
    const mayEmit = call?.idempotency !== undefined || name === "reportAttempts" || name === "recordRefusedWrites";
    return await this.#serve(name, call ?? {}, ({ hops }) => {
      const work = () =>
        this.#connection.use(
          ({ database }) => this.#inDatabase(hops, name, () => runOperation(this.#workOn(database), name, args)),
          call?.principal === undefined ? "" : shareOf(call.principal),
        );
      return mayEmit ? this.#notifier.commitAndNotify(work) : work();
    });
  }

  /** Runs a query for the principal who asks, behind row security. @throws Outage when the database does not answer. */
  async query<Name extends OperationName>(name: Name, args: OperationArguments[Name]): Promise<OperationAnswers[Name]> {
    const [call] = args as unknown as readonly [Call];
    const { principal } = call;
    return await this.#serve(name, call, ({ hops }) =>
      this.#principals.use(
        ({ client }) =>
          this.#inDatabase(hops, name, () => runOperation(this.#workOn(databaseFor(client, principal.customerId)), name, args)),
        shareOf(principal),
      ),
    );
  }

  /** Opens sessions with the present login, and puts them in the place of those that serve, between two tasks. */
  renewSessions(): void {
    this.#connection.renew();
    this.#principals.renew();
    this.#snapshots.renew();
  }

  /** Which version of the Worker the lane runs: during a release it may be another than its callers'. */
  version(): string {
    return this.env.VERSION.id;
  }

  /** Each answer of a lane comes with what the lane, and the database, did for it. */
  async #serve<T>(operation: string, { requestId = "", traceId }: Partial<Call>, run: (waiting: WaitingSpan) => Promise<T>): Promise<T> {
    return await span(operation, { service: "lane", version: this.version() }, async (spanId) => {
      const hops: Hop[] = [];
      const context = traceId === undefined ? null : { trace_id: traceId, span_id: spanId };
      try {
        return withHops(await classifyingFailures(operation, requestId, () => run({ context, hops })), hops);
      } catch (error) {
        throw addHops(error, [...hops, ...hopsOf(error)]);
      }
    });
  }

  /** What runs on a connection, without the wait for its turn. */
  #inDatabase<T>(hops: Hop[], operation: string, work: () => Promise<T>): Promise<T> {
    return spanInto(hops, operation, { service: DATABASE, version: this.version() }, work);
  }

  #workOn(database: Database): Work {
    const limits = { webhookEndpoints: Number(this.env.WEBHOOK_ENDPOINTS), customerAccounts: Number(this.env.CUSTOMER_ACCOUNTS) };
    return { database, now: () => new Date(), newId: newUuid, limits };
  }
}

/**
 * Runs an operation. A failure is logged by its name and SQLSTATE alone, because messages may quote input (law 28), and thrown again as one of
 * the errors that the caller of an RPC distinguishes.
 *
 * @throws Bug, Outage, or Full.
 */
async function classifyingFailures<T>(operation: string, requestId: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    // The caller is refused, and nothing has failed.
    if (error instanceof Full) throw error;
    log({ level: "error", service: "core", operation, request_id: requestId, sql_state: sqlState(error), error });
    const kind = classify(error);
    throw kind === "bug" || kind === "race" ? new Bug("core-service failed") : new Outage("core-service did not finish");
  }
}
