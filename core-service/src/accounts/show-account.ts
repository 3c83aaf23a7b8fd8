// The public form of an account: its terms and its balance.
import type { Account } from "@ledge/shared/contracts/accounts";
import { encodeId } from "@ledge/shared/ids";
import { readMetadata } from "../database/stored-values.ts";
import { type BalanceFigures, showBalance } from "../ledger/balance.ts";
import type { CurrentAccount } from "../ledger/queries.ts";
import type { AccountRow } from "./queries.ts";

type LedgerSide = BalanceFigures & Pick<CurrentAccount, "normalSide" | "overdraftLimitMinor" | "status" | "openedOn" | "asOf">;

export const showAccount = (row: AccountRow, inLedger: LedgerSide): Account => ({
  id: encodeId("account", row.id),
  kind: row.kind,
  customer_id: row.customerId === null ? null : encodeId("customer", row.customerId),
  code: row.code,
  currency: row.currency,
  normal_side: inLedger.normalSide,
  overdraft_limit: inLedger.overdraftLimitMinor?.toString() ?? null,
  status: inLedger.status,
  name: row.name,
  external_id: row.externalId,
  metadata: readMetadata(row.metadata),
  opened_on: inLedger.openedOn,
  created_at: row.createdAt.toISOString(),
  balance: showBalance(inLedger, inLedger.asOf),
});
