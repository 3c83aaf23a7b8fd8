// The payments Worker's door into the core: who may call, and where each call runs. No rule of the domain lives here.
import { WorkerEntrypoint } from "cloudflare:workers";
import type { Call, WriteCall } from "@ledge/shared/context";
import type { Basis, RangePage } from "@ledge/shared/contracts/accounts";
import type { CreateTransferBatch, TransferBatch } from "@ledge/shared/contracts/batches";
import type { CapturedHold, CaptureHold, ChangedHold, CreateHold, Hold, HoldFilter } from "@ledge/shared/contracts/holds";
import type { PaymentsCore } from "@ledge/shared/contracts/payments";
import type { OpenedStatement, StatementPage, StatementPeriod, StatementPosition } from "@ledge/shared/contracts/statement";
import type { CreateTransfer, PostedTransfer, ReverseTransfer, Transfer, TransferFilter } from "@ledge/shared/contracts/transfers";
import type { Outcome, Result } from "@ledge/shared/result";
import type { Page, PageRequest } from "@ledge/shared/schema";
import { type CallerProps, requireCaller } from "./caller.ts";
import { placeHold, postTransfer, runFor, runOperation } from "../lane/routing.ts";

export class Payments extends WorkerEntrypoint<Env, CallerProps> implements PaymentsCore {
  constructor(context: ExecutionContext<CallerProps>, env: Env) {
    super(context, env);
    requireCaller(context, "payments");
  }

  createTransfer(call: WriteCall, input: CreateTransfer): Promise<Outcome<PostedTransfer>> {
    return postTransfer(this.env, call, input);
  }

  reverseTransfer(call: WriteCall, transferId: string, input: ReverseTransfer): Promise<Outcome<PostedTransfer>> {
    return runFor(this.env, call, "reverseTransfer", transferId, input);
  }

  createTransferBatch(call: WriteCall, input: CreateTransferBatch): Promise<Outcome<TransferBatch>> {
    return runFor(this.env, call, "createTransferBatch", input);
  }

  createHold(call: WriteCall, input: CreateHold): Promise<Outcome<ChangedHold>> {
    return placeHold(this.env, call, input);
  }

  captureHold(call: WriteCall, holdId: string, input: CaptureHold): Promise<Outcome<CapturedHold>> {
    return runFor(this.env, call, "captureHold", holdId, input);
  }

  releaseHold(call: WriteCall, holdId: string): Promise<Outcome<ChangedHold>> {
    return runFor(this.env, call, "releaseHold", holdId);
  }

  getHold(call: Call, holdId: string): Promise<Result<Hold>> {
    return runFor(this.env, call, "getHold", holdId);
  }

  listHolds(call: Call, filter: HoldFilter, page: PageRequest): Promise<Page<Hold>> {
    return runFor(this.env, call, "listHolds", filter, page);
  }

  getTransfer(call: Call, transferId: string): Promise<Result<Transfer>> {
    return runFor(this.env, call, "getTransfer", transferId);
  }

  listTransfers(call: Call, filter: TransferFilter, page: PageRequest): Promise<RangePage<Transfer>> {
    return runFor(this.env, call, "listTransfers", filter, page);
  }

  openStatement(call: Call, accountId: string, period: StatementPeriod, basis: Basis): Promise<Result<OpenedStatement>> {
    return runFor(this.env, call, "openStatement", accountId, period, basis);
  }

  readStatement(call: Call, accountId: string, position: StatementPosition): Promise<Result<StatementPage>> {
    return runFor(this.env, call, "readStatement", accountId, position);
  }

  readLargestAmount(call: Call, accountId: string, position: StatementPosition): Promise<Result<string>> {
    return runFor(this.env, call, "readLargestAmount", accountId, position);
  }

  ready(): Promise<void> {
    return runOperation(this.env, "payments", "ready");
  }
}
