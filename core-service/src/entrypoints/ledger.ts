// The ledger Worker's door into the core: who may call, and where each call runs. No rule of the domain lives here.
import { WorkerEntrypoint } from "cloudflare:workers";
import type { Call, WriteCall } from "@ledge/shared/context";
import type { RangePage } from "@ledge/shared/contracts/accounts";
import type {
  BooksClock,
  CreateTransaction,
  LedgerCore,
  Transaction,
  TransactionFilter,
  TrialBalance,
} from "@ledge/shared/contracts/ledger";
import type { Outcome, Result } from "@ledge/shared/result";
import type { PageRequest } from "@ledge/shared/schema";
import { type CallerProps, requireCaller } from "./caller.ts";
import { runFor, runOperation } from "../lane/routing.ts";

export class Ledger extends WorkerEntrypoint<Env, CallerProps> implements LedgerCore {
  constructor(context: ExecutionContext<CallerProps>, env: Env) {
    super(context, env);
    requireCaller(context, "ledger");
  }

  createTransaction(call: WriteCall, input: CreateTransaction): Promise<Outcome<Transaction>> {
    return runFor(this.env, call, "createTransaction", input);
  }

  getTransaction(call: Call, transactionId: string): Promise<Result<Transaction>> {
    return runFor(this.env, call, "getTransaction", transactionId);
  }

  listTransactions(call: Call, filter: TransactionFilter, page: PageRequest): Promise<RangePage<Transaction>> {
    return runFor(this.env, call, "listTransactions", filter, page);
  }

  getTrialBalance(call: Call, at: string | undefined): Promise<Result<TrialBalance>> {
    return runFor(this.env, call, "getTrialBalance", at);
  }

  readClock(): Promise<BooksClock> {
    return runOperation(this.env, "ledger", "readClock");
  }

  ready(): Promise<void> {
    return runOperation(this.env, "ledger", "ready");
  }
}
