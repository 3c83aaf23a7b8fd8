// Creates a customer, pending verification.
import type { RefusalOf } from "@ledge/shared/contracts/refusals";
import type { WriteCall } from "@ledge/shared/context";
import type { CreateCustomer, Customer } from "@ledge/shared/contracts/customers";
import { accepted, type WriteOutcome } from "@ledge/shared/result";
import { claimExternalId } from "../idempotency/external-ids.ts";
import { exactlyOnce } from "../idempotency/exactly-once.ts";
import type { Work } from "../database/work.ts";
import { insertCustomer, showCustomer } from "./queries.ts";

export const createCustomer = (
  work: Work,
  call: WriteCall,
  input: CreateCustomer,
): Promise<WriteOutcome<Customer, RefusalOf<"createCustomer">>> =>
  exactlyOnce(work, call, "createCustomer", null, async ({ database, now, newId, emit }) => {
    const id = newId();
    const refusal = await claimExternalId(database, call, "customer", input, id);
    if (refusal !== null) return refusal;
    const createdAt = now();
    const row = await insertCustomer(database, {
      id,
      type: input.type,
      name: input.name,
      email: input.email ?? null,
      externalId: input.external_id ?? null,
      metadata: input.metadata ?? {},
      createdAt,
      updatedAt: createdAt,
    });
    const customer = showCustomer(row);
    emit("customer.created", row.id, customer);
    return accepted(customer);
  });
