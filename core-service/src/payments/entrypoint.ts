// The payments Worker's door into the core: who may call, and where each call runs. No rule of the domain lives here.
import { WorkerEntrypoint } from "cloudflare:workers";
import type { Call, WriteCall } from "@ledge/shared/context";
import type {
  CreateTransfer,
  PaymentsCore,
  PostedTransfer,
  ReverseTransfer,
  Transfer,
  TransferFilter,
} from "@ledge/shared/contracts/payments";
import type { Outcome, Result } from "@ledge/shared/result";
import type { Page, PageRequest } from "@ledge/shared/schema";
import { type CallerProps, requireCaller } from "../caller.ts";
import { postTransfer, runFor, runOperation } from "../lane/routing.ts";

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

  getTransfer(call: Call, transferId: string): Promise<Result<Transfer>> {
    return runFor(this.env, call, "getTransfer", transferId);
  }

  listTransfers(call: Call, filter: TransferFilter, page: PageRequest): Promise<Page<Transfer>> {
    return runFor(this.env, call, "listTransfers", filter, page);
  }

  ready(): Promise<void> {
    return runOperation(this.env, "payments", "ready");
  }
}
