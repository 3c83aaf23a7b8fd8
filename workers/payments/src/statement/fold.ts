// Checks that a statement adds up, entry by entry as it is streamed (law 4: a balance is the fold of its entries).
import type { StatementEntry, StatementHead } from "@ledge/shared/contracts/statement";

/** The change of the balance by an entry, signed to the account's normal side. */
export const signedMinor = (entry: Pick<StatementEntry, "amount" | "direction">, normalSide: StatementHead["normal_side"]): bigint =>
  entry.direction === normalSide ? BigInt(entry.amount) : -BigInt(entry.amount);

/** opening + Σ signed entries. Throws at the first entry that has another balance, and at the end if the closing balance is another. */
export class BalanceFold {
  readonly #head: StatementHead;
  #balanceMinor: bigint;

  constructor(head: StatementHead) {
    this.#head = head;
    this.#balanceMinor = BigInt(head.opening_balance);
  }

  add(entry: StatementEntry): void {
    this.#balanceMinor += signedMinor(entry, this.#head.normal_side);
    this.#expect(entry.balance_after, `version ${entry.version}`);
  }

  end(): void {
    this.#expect(this.#head.closing_balance, "the closing balance");
  }

  #expect(balance: string, where: string): void {
    if (BigInt(balance) === this.#balanceMinor) return;
    // Errors are logged, and no log may hold a balance (law 28): the message says only where the sum is wrong.
    throw new Error(`The statement of ${this.#head.account} does not add up at ${where}.`);
  }
}
