// The condition of a list's filters on currency and amount, which no index serves (database/examine.ts).
import type { AmountFilter } from "@ledge/shared/contracts/filters";
import { and, type AnyColumn, eq, gte, lte, type SQL } from "drizzle-orm";

/** Undefined: the list has no such filter. */
export const amountsIn = (
  { currency, min_amount: least, max_amount: most }: AmountFilter,
  amountColumn: AnyColumn,
  currencyColumn: AnyColumn,
): SQL | undefined =>
  and(
    currency === undefined ? undefined : eq(currencyColumn, currency),
    least === undefined ? undefined : gte(amountColumn, BigInt(least)),
    most === undefined ? undefined : lte(amountColumn, BigInt(most)),
  );
