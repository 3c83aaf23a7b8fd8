// Transaction files for the importer, as a bank exports them: the lines of every account are numbered, and every balance is the sum of the lines
// before it. They are made of amounts alone, so that a file with the same amounts and further ones is the file of the next day.

const HEADER =
  "date,account,line,transaction_id,direction,operation,purpose,counterparty_bank,counterparty_account,amount_minor,balance_after_minor";

/** The amounts of an account's lines in minor units, in the order of the lines. A negative amount is money out. */
export type Amounts = Readonly<Record<string, readonly number[]>>;

export interface FileOptions {
  /** YYYY-MM-DD */
  readonly date?: string;
  readonly operation?: string;
  readonly purpose?: string;
  /** The bank and the account of the counterparty. */
  readonly counterparty?: string;
}

/** The file of these accounts, one account after the other. The transactions of account `a` are `a-1`, `a-2`, and so on. */
export function bankFile(amounts: Amounts, options: FileOptions = {}): string {
  const { date = "2020-01-01", operation = "", purpose = "", counterparty = "" } = options;
  const lines = Object.entries(amounts).flatMap(([account, ofAccount]) => {
    let balanceMinor = 0;
    return ofAccount.map((amountMinor, index) => {
      balanceMinor += amountMinor;
      const [direction, name] = amountMinor < 0 ? ["debit", "cash_withdrawal"] : ["credit", "cash_deposit"];
      const words = `${direction},${operation === "" ? name : operation},${purpose}`;
      return `${date},${account},${index + 1},${account}-${index + 1},${words},${counterparty},${counterparty},${Math.abs(amountMinor)},${balanceMinor}`;
    });
  });
  return [HEADER, ...lines, ""].join("\n");
}
