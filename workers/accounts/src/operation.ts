// What the accounts Worker's operations share: their environment, their stub of core-service, their tag and parameters in the contract.
import { coreOf } from "@ledge/kit/core";
import { operation } from "@ledge/kit/operation";
import type { AccountsCore } from "@ledge/shared/contracts/accounts";
import type { Call } from "@ledge/shared/context";
import { refused } from "@ledge/shared/result";
import { id } from "@ledge/shared/schema";
import { z } from "zod";

export const accountsOperation = operation<Env>();
export const core = (env: Env): AccountsCore => coreOf<AccountsCore>(env.CORE);
export const tag = "Accounts";
export const accountParams = z.object({ id: id("account").meta({ description: "The account" }) });

/** The refusal of a key that is bound to a customer: a customer must not unfreeze what the bank has frozen. Null: the key is the institution's. */
export const institutionOnly = (call: Call) => (call.principal.customerId === null ? null : refused("forbidden"));
