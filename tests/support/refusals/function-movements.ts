// The movements of money that the ledger refuses, one for each of its codes, and what prepares them: they are asked for through each function that posts.
import { newUuid } from "@ledge/shared/ids";
import type { ProblemCode } from "@ledge/shared/problem";
import type pg from "pg";
import { BACKDATED, MAX_MINOR, openAccount, openFunded } from "../ledger-fixture.ts";
export interface Logins {
  readonly admin: pg.Client;
  /** The logins of the product. */
  readonly runtime: pg.Client;
}

/** Prepares and makes the refused call. @returns its code, or another value when it is not refused. */
export type FunctionScenario = (logins: Logins) => Promise<() => Promise<string | null>>;

export interface Movement {
  readonly source: string;
  readonly destination: string;
  readonly amount: bigint;
  readonly currency?: string;
  readonly effectiveAt?: string;
  readonly actingCustomer?: string;
}

export const open = ({ admin }: Logins) => openAccount(admin, { owner: newUuid() });
export const ten = ({ admin }: Logins) => openFunded(admin, 10n, { owner: newUuid() });
export const ownerOf = async ({ admin }: Logins, account: string): Promise<string> =>
  (await admin.query("SELECT owner_id FROM ledger.accounts WHERE id = $1", [account])).rows[0].owner_id;
export async function blocked(logins: Logins, account: string): Promise<string> {
  await logins.admin.query("SELECT ledger.set_owner_blocked($1, true)", [await ownerOf(logins, account)]);
  return account;
}
export async function inStatus(logins: Logins, account: string, status: "frozen" | "closed"): Promise<string> {
  await logins.admin.query("SELECT ledger.change_status($1, $2)", [account, status]);
  return account;
}

/** The refusals of every movement of money, in the order in which ledger.post checks them. */
export const movements = {
  amount_not_positive: async (l) => ({ source: await ten(l), destination: await open(l), amount: 0n }),
  amount_out_of_range: async (l) => ({ source: await ten(l), destination: await openFunded(l.admin, MAX_MINOR), amount: 1n }),
  same_account: async (l) => {
    const source = await ten(l);
    return { source, destination: source, amount: 1n };
  },
  account_not_found: async (l) => ({ source: await ten(l), destination: newUuid(), amount: 1n }),
  currency_mismatch: async (l) => ({ source: await ten(l), destination: await open(l), amount: 1n, currency: "CZK" }),
  account_closed: async (l) => ({ source: await ten(l), destination: await inStatus(l, await open(l), "closed"), amount: 1n }),
  account_frozen: async (l) => ({ source: await inStatus(l, await ten(l), "frozen"), destination: await open(l), amount: 1n }),
  customer_blocked: async (l) => ({ source: await blocked(l, await ten(l)), destination: await open(l), amount: 1n }),
  insufficient_funds: async (l) => ({ source: await ten(l), destination: await open(l), amount: 11n }),
  value_date_not_allowed: async (l) => {
    const source = await ten(l);
    return { source, destination: await open(l), amount: 1n, effectiveAt: BACKDATED, actingCustomer: await ownerOf(l, source) };
  },
  value_date_before_opening: async (l) => ({
    source: await ten(l),
    destination: await openAccount(l.admin, { openedOn: "2025-03-05" }),
    amount: 1n,
    effectiveAt: BACKDATED,
  }),
} as const satisfies Partial<Record<ProblemCode, (logins: Logins) => Promise<Movement>>>;
