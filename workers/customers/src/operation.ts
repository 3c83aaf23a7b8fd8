// What the customers Worker's operations share: their environment, their stub of core-service, their tag and parameters in the contract.
import { coreOf } from "@ledge/kit/core";
import { operation } from "@ledge/kit/operation";
import type { CustomersCore } from "@ledge/shared/contracts/customers";
import { id } from "@ledge/shared/schema";
import { z } from "zod";

export const customersOperation = operation<Env>();
export const core = (env: Env): CustomersCore => coreOf<CustomersCore>(env.CORE);
export const tag = "Customers";
export const customerParams = z.object({ id: id("customer").meta({ description: "The customer" }) });
