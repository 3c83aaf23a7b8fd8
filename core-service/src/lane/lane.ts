// A lane: a Durable Object placed beside the database, holding one warm connection. Lanes order and batch; Postgres decides.
// A second lane, or an old one still alive, can cost speed but never correctness.
import { DurableObject } from "cloudflare:workers";
import type { WriteCall } from "@ledge/shared/context";
import type { ChangedHold, CreateHold } from "@ledge/shared/contracts/holds";
import type { RefusalOf } from "@ledge/shared/contracts/refusals";
import type { CreateTransfer, PostedTransfer } from "@ledge/shared/contracts/transfers";
import { newUuid } from "@ledge/shared/ids";
import { logFailure } from "@ledge/shared/log";
import { isConditional } from "@ledge/shared/precondition";
import type { Outcome } from "@ledge/shared/result";
import { connect } from "../database/connect.ts";
import { Bug, classify, Outage, sqlState } from "../database/failure.ts";
import { readInstantOrNull } from "../database/stored-values.ts";
import { WarmConnection } from "../database/warm-connection.ts";
import { Bell } from "../feed/bell.ts";
import { relayOf } from "../feed/relay-of.ts";
import { refusalByConditions, transferOutcome, transferRequest } from "../payments/create-transfer.ts";
import { type PostedItem, postTransfers, type TransferRequest } from "../payments/queries.ts";
import { expireHolds } from "../payments/hold-queries.ts";
import { commitBatch } from "./commit-batch.ts";
import { GroupCommit } from "./group-commit.ts";
import { HOLDS_PER_LOOK, HoldSweep } from "./hold-sweep.ts";
import { type OperationAnswers, type OperationArguments, type OperationName, runOperation } from "./operations.ts";

/** Beyond some hundreds a batch gains nothing and every item waits for all others. */
const MAX_BATCH = 500;
/** Ten full batches: what cannot be posted within some seconds is better retried than kept. */
const MAX_WAITING = 5_000;
/** Longer than any healthy statement, shorter than a client's patience; the server's own limits are 5 s per lock, 15 s in all. */
const TASK_MS = 10_000;
/** At some 10 ms each, a task behind this many would miss its deadline anyway: it is told at once, and costs no memory. */
const MAX_TASKS = 1_000;

export class Lane extends DurableObject<Env> {
  readonly #connection = new WarmConnection({
    open: (onLost) => connect(this.env.DATABASE_URL, onLost),
    close: ({ client }) => void client.end().catch(() => undefined),
    idleMs: Number(this.env.LANE_IDLE_MS),
    taskMs: TASK_MS,
    maxTasks: MAX_TASKS,
  });

  /** Every commit that tells of something goes through it. */
  readonly #bell = new Bell(
    () => relayOf(this.env),
    () => Date.now(),
    (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  );

  readonly #posting = new GroupCommit<TransferRequest, PostedItem>(
    (batch) =>
      this.#bell.around(() => commitBatch((items) => this.#connection.use((connection) => postTransfers(connection, items)), batch)),
    {
      maxBatch: MAX_BATCH,
      maxWaiting: MAX_WAITING,
      overloaded: () => new Outage("the lane is full"),
      endsAll: (error) => error instanceof Outage,
    },
  );

  readonly #sweep = new HoldSweep(
    this.ctx.storage,
    () => this.#bell.around(() => this.#connection.use(({ database }) => expireHolds(database, HOLDS_PER_LOOK))),
    () => Date.now(),
  );

  /** Places a hold, and sees to it that it expires in time. @throws Outage when its outcome is not known. */
  async createHold(call: WriteCall, input: CreateHold): Promise<Outcome<ChangedHold, RefusalOf<"createHold">>> {
    const expiresAt = readInstantOrNull(input.expires_at);
    const place = () => this.run("createHold", [call, input]);
    return await (expiresAt === null ? place() : this.#sweep.around(expiresAt.getTime(), place));
  }

  override async alarm(): Promise<void> {
    await this.#sweep.look();
  }

  /** Posts a transfer with whatever else is waiting. @throws Outage when its outcome is not known. */
  async postTransfer(call: WriteCall, input: CreateTransfer): Promise<Outcome<PostedTransfer, RefusalOf<"createTransfer">>> {
    return await honestly("createTransfer", call.requestId, async () => {
      const refusal = isConditional(call.precondition)
        ? await this.#connection.use(({ database }) => refusalByConditions(database, call))
        : null;
      if (refusal !== null) return refusal;
      const item = await this.#posting.submit(transferRequest(call, input, newUuid()));
      return transferOutcome(call, input, item);
    });
  }

  /** Runs a command or query alone. @throws Outage when its outcome is not known. */
  async run<Name extends OperationName>(name: Name, args: OperationArguments[Name]): Promise<OperationAnswers[Name]> {
    const [call] = args as readonly Partial<WriteCall>[];
    const work = () =>
      this.#connection.use(({ database }) => runOperation({ database, now: () => new Date(), newId: newUuid }, name, args));
    // A call with a key is a write; the one write without a key tells of endpoints that were given up.
    const tells = call?.idempotency !== undefined || name === "reportAttempts";
    return await honestly(name, call?.requestId ?? "", () => (tells ? this.#bell.around(work) : work()));
  }
}

/** Lets outcomes and outages through; anything else is a bug, logged by name and SQLSTATE: messages may quote input (law 28). */
async function honestly<T>(operation: string, requestId: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    logFailure({ service: "core", operation, request_id: requestId, sql_state: sqlState(error) }, error);
    const kind = classify(error);
    throw kind === "bug" || kind === "race" ? new Bug("core-service failed") : new Outage("core-service did not finish");
  }
}
