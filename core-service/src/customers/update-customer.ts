// Changes a customer's contact data, if it is still the version that the caller saw. A verified customer with another name is to be verified again.
import type { RefusalOf } from "@ledge/shared/contracts/refusals";
import type { WriteCall } from "@ledge/shared/context";
import type { Customer, UpdateCustomer } from "@ledge/shared/contracts/customers";
import { versionTag } from "@ledge/shared/entity-tags";
import { decodeId } from "@ledge/shared/ids";
import { accepted, type WriteOutcome, refused } from "@ledge/shared/result";
import { exactlyOnce } from "../idempotency/exactly-once.ts";
import type { Work } from "../database/work.ts";
import { changeCustomer, lockCustomer, showCustomer } from "./queries.ts";
import { afterChange } from "./verification.ts";

export const updateCustomer = (
  work: Work,
  call: WriteCall,
  customerId: string,
  input: UpdateCustomer,
): Promise<WriteOutcome<Customer, RefusalOf<"updateCustomer">>> =>
  exactlyOnce(work, call, "updateCustomer", customerId, async ({ database, now, emit, unmet }) => {
    const uuid = decodeId("customer", customerId);
    const row = uuid === null ? null : await lockCustomer(database, uuid, call.principal.customerId, "update");
    if (row === null) return refused("not_found");
    const refusal = unmet(versionTag(row));
    if (refusal !== null) return refusal;
    // Member by member: what the caller left out stays as it is.
    const name = input.name ?? row.name;
    const verification = name === row.name ? row.verification : afterChange(row.verification);
    const isReset = verification !== row.verification;
    const changes = {
      name,
      email: input.email === undefined ? row.email : input.email,
      externalId: input.external_id === undefined ? row.externalId : input.external_id,
      metadata: input.metadata ?? row.metadata,
      verification,
      // It was the reason of a decision that no longer counts.
      verificationReason: isReset ? null : row.verificationReason,
    };
    const customer = showCustomer(await changeCustomer(database, row, changes, now()));
    if (isReset) emit("customer.verification_reset", row.id, customer);
    emit("customer.updated", row.id, customer);
    return accepted(customer);
  });
