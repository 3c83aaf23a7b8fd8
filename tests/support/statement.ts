// Statements to render: a head and entries that add up unless a test plants an error, and the rendered text.
import type { StatementEntry, StatementHead } from "@ledge/shared/contracts/statement";
import type { StatementFormat } from "../../workers/payments/src/statement/format.ts";
import { renderStatement } from "../../workers/payments/src/statement/render.ts";

export const ACCOUNT = "acct_01jd2m8xk7e9vbt3q5w6y8z0ac";
export const OTHER_ACCOUNT = "acct_01jd2m8xk7e9vbt3q5w6y8z0ad";
export const TRANSFER = "trf_01jd2m8xk7e9vbt3q5w6y8z0ac";
export const REVERSED = "trf_01jd2m8xk7e9vbt3q5w6y8z0ad";
export const TRANSACTION = "txn_01jd2m8xk7e9vbt3q5w6y8z0ac";

type Entered = Partial<StatementEntry> & Pick<StatementEntry, "direction" | "amount">;
export interface Sample {
  readonly head: StatementHead;
  readonly entries: readonly StatementEntry[];
}

/** A statement whose balances are the sums of its entries; `changed` may replace any of them. */
export function sampleOf(changed: Partial<StatementHead>, entered: readonly Entered[]): Sample {
  const head: StatementHead = {
    account: ACCOUNT,
    name: "Ada Lovelace",
    currency: "EUR",
    normal_side: "credit",
    basis: "recorded",
    from: "2026-11-01T00:00:00Z",
    to: "2026-12-01T00:00:00Z",
    opening_balance: "0",
    closing_balance: "",
    last_version: entered.length,
    created_at: "2026-12-01T06:00:00.123Z",
    ...changed,
  };
  let balanceMinor = BigInt(head.opening_balance);
  const entries = entered.map((entry, index): StatementEntry => {
    balanceMinor += entry.direction === head.normal_side ? BigInt(entry.amount) : -BigInt(entry.amount);
    return {
      version: index + 1,
      transaction: TRANSACTION,
      transfer: TRANSFER,
      reversal_of: null,
      external_id: null,
      balance_after: String(balanceMinor),
      description: null,
      counterparty_account: OTHER_ACCOUNT,
      counterparty_name: null,
      effective_at: "2026-11-05T00:00:00Z",
      created_at: "2026-11-05T10:00:00.5Z",
      ...entry,
    };
  });
  return { head: { ...head, closing_balance: changed.closing_balance ?? String(balanceMinor) }, entries };
}

/** An incoming transfer whose description every format must escape, a partial reversal of it, and legs that lead below zero. */
export const small: Sample = sampleOf({ opening_balance: "250" }, [
  { direction: "credit", amount: "1050", description: '=Rent, "May" & <June>', counterparty_name: "Grace Hopper" },
  { direction: "debit", amount: "50", reversal_of: REVERSED, external_id: "A-1001" },
  { direction: "debit", amount: "1255", transfer: null, counterparty_account: null },
]);

async function* pagesOf<Item>(items: readonly Item[], pageSize: number): AsyncGenerator<readonly Item[], void> {
  for (let start = 0; start < items.length; start += pageSize) yield items.slice(start, start + pageSize);
}

/** The whole document. @throws on invalid UTF-8. */
export async function rendered(format: StatementFormat, { head, entries }: Sample, pageSize = 2): Promise<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let text = "";
  for await (const chunk of renderStatement(format, head, pagesOf(entries, pageSize))) text += decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}

/** The rows of a CSV file, read strictly by RFC 4180 and independently of the code that wrote it. */
export function csvRows(text: string): Record<string, string>[] {
  const FIELD = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  const rows: string[][] = [[]];
  while (FIELD.lastIndex < text.length) {
    const position = FIELD.lastIndex;
    const field = FIELD.exec(text);
    if (field === null) throw new Error(`no RFC 4180 field at ${position}: ${text.slice(position, position + 40)}`);
    rows.at(-1)?.push(field[1]?.replaceAll('""', '"') ?? field[2] ?? "");
    if (field[3] === "\r\n") rows.push([]);
  }
  const [columns = [], ...records] = rows.slice(0, -1);
  return records.map((record) => {
    if (record.length !== columns.length) throw new Error(`a row of ${record.length} fields under ${columns.length} columns`);
    return Object.fromEntries(columns.map((column, index) => [column, record[index] as string]));
  });
}
