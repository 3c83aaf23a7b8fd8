// The pages of a statement, requested from core-service one at a time, when the reader of the stream is ready for the next.
import type { Call } from "@ledge/shared/context";
import type { PaymentsCore } from "@ledge/shared/contracts/payments";
import type { OpenedStatement, StatementEntry, StatementPosition } from "@ledge/shared/contracts/statement";
import { signedMinor } from "./fold.ts";

/** The entries of an opened statement in its order, each with the balance after it in that order. @throws when core fails. */
export async function* pagesOf(
  core: Pick<PaymentsCore, "readStatement">,
  call: Call,
  { head, position }: OpenedStatement,
): AsyncGenerator<readonly StatementEntry[], void> {
  let balanceMinor = BigInt(head.opening_balance);
  // On the effective basis, entries are in another order than that in which their balances were recorded.
  const inOrder = (entry: StatementEntry): StatementEntry => {
    if (head.basis === "recorded") return entry;
    balanceMinor += signedMinor(entry, head.normal_side);
    return { ...entry, balance_after: balanceMinor.toString() };
  };
  for (let next: StatementPosition | null = position; next !== null;) {
    const page = await core.readStatement(call, head.account, next);
    if (!page.ok) throw new Error("an account that had a statement has none now");
    yield page.value.entries.map(inOrder);
    next = page.value.next;
  }
}

/**
 * The same pages, of which the first was read already: if it cannot be read, the request fails before the answer has begun.
 *
 * @throws what the first page throws.
 */
export async function begun<Page>(pages: AsyncGenerator<Page, void>): Promise<AsyncGenerator<Page, void>> {
  const first = await pages.next();
  return (async function* () {
    try {
      if (first.done !== true) yield first.value;
      yield* pages;
    } finally {
      await pages.return();
    }
  })();
}
