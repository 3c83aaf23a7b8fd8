// Opens an account at zero: a customer's (grows on credit, floor at its overdraft limit) or one of the house's own.
import type { RefusalOf } from "@ledge/shared/contracts/refusals";
import type { WriteCall } from "@ledge/shared/context";
import type { Account, OpenAccount } from "@ledge/shared/contracts/accounts";
import { decodeId } from "@ledge/shared/ids";
import { accepted, type Outcome, refused } from "@ledge/shared/result";
import { lockCustomer } from "../customers/queries.ts";
import { isBlocked } from "../customers/verification.ts";
import type { Work } from "../database/work.ts";
import { violatedConstraint } from "../database/failure.ts";
import { exactlyOnce } from "../idempotency/exactly-once.ts";
import { takeNow } from "../ledger/clock.ts";
import { type CurrentAccount, openLedgerAccount } from "../ledger/queries.ts";
import { type AccountRow, houseAccountExists, insertAccount } from "./queries.ts";
import { showAccount } from "./show-account.ts";

const HOUSE_CODE_CONSTRAINT = "accounts_code_currency_key";

export async function openAccount(work: Work, call: WriteCall, input: OpenAccount): Promise<Outcome<Account, RefusalOf<"openAccount">>> {
  const open = () =>
    exactlyOnce(work, call, "openAccount", async ({ database, newId, tell }) => {
      const customerId = input.kind === "customer" ? decodeId("customer", input.customer_id) : null;
      if (input.kind === "customer") {
        // Locked against decisions until the account is there: one that comes now waits, and blocks it too.
        const customer = customerId === null ? null : await lockCustomer(database, customerId, call.principal.customerId, "share");
        if (customer === null) return refused("customer_not_found");
        if (isBlocked(customer.verification)) return refused("customer_blocked");
      } else if (await houseAccountExists(database, input.code, input.currency)) {
        return refused("house_account_exists");
      }
      // By the clock that its entries will be recorded by: an account is not older than what is in it.
      const createdAt = await takeNow(database);
      const row: AccountRow = {
        id: newId(),
        kind: input.kind,
        customerId,
        code: input.kind === "house" ? input.code : null,
        currency: input.currency,
        name: input.name ?? null,
        metadata: input.metadata ?? {},
        createdAt,
      };
      const inLedger = newLedgerAccount(row, input);
      await insertAccount(database, row);
      await openLedgerAccount(database, inLedger);
      const account = showAccount(row, inLedger);
      tell("account.opened", row.id, account, [{ id: row.id, version: inLedger.version }]);
      return accepted(account);
    });
  try {
    return await open();
  } catch (error) {
    // Two requests opened the same house account at once: the loser was undone, and now finds the winner's.
    if (violatedConstraint(error) !== HOUSE_CODE_CONSTRAINT) throw error;
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
    asOf: row.createdAt,
  };
}
