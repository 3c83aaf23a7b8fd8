// Records an operator's decision about a customer's verification. One against the customer blocks all of the customer's accounts in the same
// transaction, under the locks that postings take.
import type { RefusalOf } from "@ledge/shared/contracts/refusals";
import type { WriteCall } from "@ledge/shared/context";
import type { Customer, DecideVerification } from "@ledge/shared/contracts/customers";
import { versionTag } from "@ledge/shared/entity-tags";
import { decodeId } from "@ledge/shared/ids";
import { accepted, type WriteOutcome, refused } from "@ledge/shared/result";
import { exactlyOnce } from "../idempotency/exactly-once.ts";
import type { Work } from "../database/work.ts";
import { setOwnerBlocked } from "../ledger/queries.ts";
import { changeCustomer, lockCustomer, showCustomer } from "./queries.ts";
import { isBlocked, mayDecide } from "./verification.ts";

export const decideVerification = (
  work: Work,
  call: WriteCall,
  customerId: string,
  input: DecideVerification,
): Promise<WriteOutcome<Customer, RefusalOf<"decideVerification">>> =>
  exactlyOnce(work, call, "decideVerification", customerId, async ({ database, now, emit, unmet }) => {
    const uuid = decodeId("customer", customerId);
    const row = uuid === null ? null : await lockCustomer(database, uuid, call.principal.customerId, "update");
    if (row === null) return refused("not_found");
    const refusal = unmet(versionTag(row));
    if (refusal !== null) return refusal;
    if (!mayDecide(row.verification, input.decision)) {
      return refused("verification_not_allowed", `A customer who is ${row.verification} cannot become ${input.decision}.`);
    }
    const changes = { verification: input.decision, verificationReason: input.reason ?? null };
    const customer = showCustomer(await changeCustomer(database, row, changes, now()));
    await setOwnerBlocked(database, row.id, isBlocked(input.decision));
    emit("customer.verification_decided", row.id, customer);
    return accepted(customer);
  });
