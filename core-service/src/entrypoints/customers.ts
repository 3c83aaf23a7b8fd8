// The customers Worker's door into the core: who may call, and where each call runs. No rule of the domain lives here.
import { WorkerEntrypoint } from "cloudflare:workers";
import type { Call, WriteCall } from "@ledge/shared/context";
import type { CreateCustomer, Customer, CustomersCore, DecideVerification, UpdateCustomer } from "@ledge/shared/contracts/customers";
import type { Outcome, Result } from "@ledge/shared/result";
import type { Page, PageRequest } from "@ledge/shared/schema";
import { type CallerProps, requireCaller } from "./caller.ts";
import { runFor, runOperation } from "../lane/routing.ts";

export class Customers extends WorkerEntrypoint<Env, CallerProps> implements CustomersCore {
  constructor(context: ExecutionContext<CallerProps>, env: Env) {
    super(context, env);
    requireCaller(context, "customers");
  }

  createCustomer(call: WriteCall, input: CreateCustomer): Promise<Outcome<Customer>> {
    return runFor(this.env, call, "createCustomer", input);
  }

  updateCustomer(call: WriteCall, customerId: string, input: UpdateCustomer): Promise<Outcome<Customer>> {
    return runFor(this.env, call, "updateCustomer", customerId, input);
  }

  decideVerification(call: WriteCall, customerId: string, input: DecideVerification): Promise<Outcome<Customer>> {
    return runFor(this.env, call, "decideVerification", customerId, input);
  }

  getCustomer(call: Call, customerId: string): Promise<Result<Customer>> {
    return runFor(this.env, call, "getCustomer", customerId);
  }

  listCustomers(call: Call, page: PageRequest): Promise<Page<Customer>> {
    return runFor(this.env, call, "listCustomers", page);
  }

  ready(): Promise<void> {
    return runOperation(this.env, "customers", "ready");
  }
}
