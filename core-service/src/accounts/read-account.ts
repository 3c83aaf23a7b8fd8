// One account with its terms and balance, as accounts.find_accounts finds it for many at once.
import type { Account } from "@ledge/shared/contracts/accounts";
import { sql } from "drizzle-orm";
import type { ReadById } from "../database/read-by-id.ts";
import { readInstant, readMinor } from "../database/stored-values.ts";
import { readFigures, type StoredFigures } from "../ledger/read-balance.ts";
import { showAccount } from "./show-account.ts";

interface StoredAccount extends StoredFigures {
  readonly id: string;
  readonly kind: "customer" | "house";
  readonly customer_id: string | null;
  readonly code: string | null;
  readonly name: string | null;
  readonly external_id: string | null;
  readonly metadata: Record<string, string>;
  readonly created_at: string;
  readonly normal_side: "debit" | "credit";
  readonly overdraft_limit: string | null;
  readonly status: Account["status"];
  /** YYYY-MM-DD */
  readonly opened_on: string;
}

export const getAccount: ReadById<StoredAccount, Account> = {
  kind: "account",
  found: (ids, owners) => sql`accounts.find_accounts(${ids}, ${owners})`,
  show({ id, kind, code, currency, name, metadata, ...stored }) {
    const createdAt = readInstant(stored.created_at);
    const terms = { id, kind, customerId: stored.customer_id, code, currency, name, externalId: stored.external_id, metadata, createdAt };
    const overdraftLimitMinor = stored.overdraft_limit === null ? null : readMinor(stored.overdraft_limit);
    const figures = readFigures({ ...stored, currency });
    const asOf = readInstant(stored.as_of);
    return showAccount(terms, {
      ...figures,
      normalSide: stored.normal_side,
      overdraftLimitMinor,
      status: stored.status,
      openedOn: stored.opened_on,
      asOf,
    });
  },
};
