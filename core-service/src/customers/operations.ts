// Customers: the command or query behind each operation of the contract. Lanes run them.
import type { CustomersCore } from "@ledge/shared/contracts/customers";
import type { OperationsOf } from "../database/work.ts";
import { createCustomer } from "./create-customer.ts";
import { decideVerification } from "./decide-verification.ts";
import { getCustomer, listCustomers } from "./read-customers.ts";
import { updateCustomer } from "./update-customer.ts";

export const customers = {
  createCustomer,
  updateCustomer,
  decideVerification,
  getCustomer,
  listCustomers,
} satisfies OperationsOf<CustomersCore>;
