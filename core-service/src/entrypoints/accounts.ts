// The accounts Worker's door into the core: who may call, and where each call runs. No rule of the domain lives here.
import { WorkerEntrypoint } from "cloudflare:workers";
import type { Call, WriteCall } from "@ledge/shared/context";
import type {
  Account,
  AccountFilter,
  AccountsCore,
  Balance,
  Basis,
  Entry,
  OpenAccount,
  RangePage,
  TimeRange,
  UpdateAccount,
} from "@ledge/shared/contracts/accounts";
import type { Outcome, Result } from "@ledge/shared/result";
import type { Page, PageRequest } from "@ledge/shared/schema";
import { type CallerProps, requireCaller } from "./caller.ts";
import { runFor, runOperation } from "../lane/routing.ts";

export class Accounts extends WorkerEntrypoint<Env, CallerProps> implements AccountsCore {
  constructor(context: ExecutionContext<CallerProps>, env: Env) {
    super(context, env);
    requireCaller(context, "accounts");
  }

  openAccount(call: WriteCall, input: OpenAccount): Promise<Outcome<Account>> {
    return runFor(this.env, call, "openAccount", input);
  }

  freezeAccount(call: WriteCall, accountId: string): Promise<Outcome<Account>> {
    return runFor(this.env, call, "freezeAccount", accountId);
  }

  unfreezeAccount(call: WriteCall, accountId: string): Promise<Outcome<Account>> {
    return runFor(this.env, call, "unfreezeAccount", accountId);
  }

  closeAccount(call: WriteCall, accountId: string): Promise<Outcome<Account>> {
    return runFor(this.env, call, "closeAccount", accountId);
  }

  getAccount(call: Call, accountId: string): Promise<Result<Account>> {
    return runFor(this.env, call, "getAccount", accountId);
  }

  updateAccount(call: WriteCall, accountId: string, input: UpdateAccount): Promise<Outcome<Account>> {
    return runFor(this.env, call, "updateAccount", accountId, input);
  }

  getBalance(call: Call, accountId: string, at: string | undefined, basis: Basis): Promise<Result<Balance>> {
    return runFor(this.env, call, "getBalance", accountId, at, basis);
  }

  listAccounts(call: Call, filter: AccountFilter, page: PageRequest): Promise<Page<Account>> {
    return runFor(this.env, call, "listAccounts", filter, page);
  }

  listEntries(call: Call, accountId: string, range: TimeRange, page: PageRequest): Promise<Result<RangePage<Entry>>> {
    return runFor(this.env, call, "listEntries", accountId, range, page);
  }

  ready(): Promise<void> {
    return runOperation(this.env, "accounts", "ready");
  }
}
