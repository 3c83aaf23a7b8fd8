// Opens an account with a balance of zero: a customer's (credit-normal, with an overdraft limit), or a house account of the institution itself.
import type { RefusalOf } from "@ledge/shared/contracts/refusals";
import type { WriteCall } from "@ledge/shared/context";
import type { Account, OpenAccount } from "@ledge/shared/contracts/accounts";
import { decodeId, encodeId } from "@ledge/shared/ids";
import { dayOf } from "@ledge/shared/instants";
import { accepted, type WriteOutcome, refused, refusedBeside } from "@ledge/shared/result";
import { lockCustomer } from "../customers/queries.ts";
import { isBlocked } from "../customers/verification.ts";
import type { Work } from "../database/work.ts";
import { violatedConstraint } from "../database/failure.ts";
import { claimExternalId } from "../idempotency/external-ids.ts";
import { exactlyOnce } from "../idempotency/exactly-once.ts";
import { takeNow } from "../ledger/clock.ts";
import { type CurrentAccount, openLedgerAccount } from "../ledger/queries.ts";
import { type AccountRow, findHouseAccount, hasAsManyAccounts, insertAccount } from "./queries.ts";
import { showAccount } from "./show-account.ts";

const CODE_CONSTRAINT = "accounts_code_currency_key";

export async function openAccount(
  work: Work,
  call: WriteCall,
  input: OpenAccount,
): Promise<WriteOutcome<Account, RefusalOf<"openAccount">>> {
  const open = () =>
    exactlyOnce(work, call, "openAccount", null, async ({ database, newId, limits, emit }) => {
      const customerId = input.kind === "customer" ? decodeId("customer", input.customer_id) : null;
      if (input.kind === "customer") {
        const isOwn = call.principal.customerId !== null;
        // Locked until the account exists: a decision to block the customer waits for it, and then blocks this account too. A customer opens one at a
        // time, so that two cannot both take the last place.
        const customer =
          customerId === null ? null : await lockCustomer(database, customerId, call.principal.customerId, isOwn ? "update" : "share");
        if (customer === null) return refused("customer_not_found");
        if (isBlocked(customer.verification)) return refused("customer_blocked");
        // The institution may open more: how many a customer needs is its to decide, and what they cost is its to bear.
        if (isOwn && (await hasAsManyAccounts(database, customer.id, limits.customerAccounts))) return refused("too_many_accounts");
      } else {
        const existing = await findHouseAccount(database, input.code, input.currency);
        if (existing !== null) return refusedBeside("house_account_exists", encodeId("account", existing));
      }
      const id = newId();
      const refusal = await claimExternalId(database, call, "account", input, id);
      if (refusal !== null) return refusal;
      // By the clock that its entries will be recorded by: no entry of an account is older than the account.
      const createdAt = await takeNow(database);
      // By the same clock: whatever is recorded from now on counts on this day or later.
      if (input.opened_on !== undefined && input.opened_on > dayOf(createdAt))
        return refused("validation_failed", undefined, [{ pointer: "/opened_on", detail: "must not be in the future" }]);
      const row: AccountRow = {
        id,
        kind: input.kind,
        customerId,
        code: input.kind === "house" ? input.code : null,
        currency: input.currency,
        name: input.name ?? null,
        externalId: input.external_id ?? null,
        metadata: input.metadata ?? {},
        createdAt,
      };
      const inLedger = newLedgerAccount(row, input);
      await insertAccount(database, row);
      await openLedgerAccount(database, inLedger);
      const account = showAccount(row, inLedger);
      emit("account.opened", row.id, account, [{ id: row.id, version: inLedger.version }]);
      return accepted(account);
    });
  try {
    return await open();
  } catch (error) {
    // Two requests opened the same house account at once: this one was rolled back, and now finds the account of the other.
    if (violatedConstraint(error) !== CODE_CONSTRAINT) throw error;
    return await open();
  }
}

function newLedgerAccount(row: AccountRow, input: OpenAccount): CurrentAccount {
  const isHouse = input.kind === "house";
  const limit = isHouse ? "0" : (input.overdraft_limit ?? "0");
  return {
    id: row.id,
    ownerId: row.customerId,
    currency: row.currency,
    normalSide: isHouse ? input.normal_side : "credit",
    overdraftLimitMinor: isHouse && input.allow_negative === true ? null : BigInt(limit),
    status: "open",
    postedMinor: 0n,
    pendingInMinor: 0n,
    pendingOutMinor: 0n,
    version: 0,
    pendingVersion: 0,
    ownerBlocked: false,
    openedOn: input.opened_on ?? dayOf(row.createdAt),
    asOf: row.createdAt,
  };
}
