// A statement as ISO 20022 camt.053.001.08 (Document/BkToCstmrStmt), for the software that reads banks' statements. Elements come
// in the order of the schema, which tests/data holds and the tests ask. What the schema cannot hold is an error, never cut.
import type { StatementEntry, StatementHead } from "@ledge/shared/contracts/statement";
import { minorUnitDecimals } from "@ledge/shared/currencies";
import { characters, element, pieces } from "./xml.ts";
import type { StatementWriter } from "./writer.ts";

const NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08";
/** ActiveOrHistoricCurrencyAndAmount: totalDigits. A 64-bit balance may have one more. */
const AMOUNT_MAX_DIGITS = 18;
/** Max35Text, of references. */
const REFERENCE_MAX_LENGTH = 35;
/** Max70Text, of Acct/Nm. */
const NAME_MAX_LENGTH = 70;
/** Max140Text, of Ustrd, which may be repeated. */
const REMITTANCE_MAX_LENGTH = 140;
/** Hexadecimal digits of 128 bits of a digest: fits Max35Text, and two never meet by chance. */
const DIGEST_LENGTH = 32;
/** BkTxCd of a transfer: payments, issued or received credit transfers, internal book transfer. */
const FAMILIES = { debit: "ICDT", credit: "RCDT" } as const;
const BASES = { recorded: "Entries by the time they were recorded", effective: "Entries by the time they take effect" } as const;
const INDICATORS = { debit: "DBIT", credit: "CRDT" } as const;

type Side = StatementEntry["direction"];

/** GrpHdr, then the one Stmt as far as Bal; entries follow, then AddtlStmtInf. (TxsSummry would have to know them beforehand.) */
export function camt053Writer(head: StatementHead): StatementWriter {
  return {
    opening: async () => {
      const content = [head.account, head.basis, head.from, head.to, head.opening_balance, head.closing_balance];
      // Asked for again, it is the same statement in another message.
      const statementId = await digest(content);
      const messageId = await digest([...content, head.created_at]);
      return [
        `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="${NAMESPACE}"><BkToCstmrStmt>`,
        element("GrpHdr", element("MsgId", messageId), element("CreDtTm", head.created_at)),
        "<Stmt>",
        element("Id", statementId),
        element("CreDtTm", head.created_at),
        element("FrToDt", element("FrDtTm", head.from), element("ToDtTm", head.to)),
        element("Acct", accountId(head.account), element("Ccy", head.currency), nameOf(head)),
        balanceOf("OPBD", head, head.opening_balance, head.from),
        balanceOf("CLBD", head, head.closing_balance, head.to),
        "\n",
      ].join("");
    },
    page: (entries) => entries.map((entry) => entryOf(entry, head.currency)).join(""),
    closing: () => `${element("AddtlStmtInf", BASES[head.basis])}</Stmt></BkToCstmrStmt></Document>\n`,
  };
}

const nameOf = ({ name }: StatementHead): string =>
  pieces(name ?? "", NAME_MAX_LENGTH)
    .slice(0, 1)
    .map((start) => element("Nm", characters(start)))
    .join("");

const accountId = (account: string): string => element("Id", element("Othr", element("Id", account)));

/** CashBalance8. A positive balance is on the account's normal side; zero counts as a credit (CdtDbtInd's own definition). */
function balanceOf(code: "OPBD" | "CLBD", head: StatementHead, balance: string, at: string): string {
  const minor = BigInt(balance);
  const opposite: Side = head.normal_side === "debit" ? "credit" : "debit";
  const side = minor === 0n ? "credit" : minor > 0n ? head.normal_side : opposite;
  return element(
    "Bal",
    element("Tp", element("CdOrPrtry", element("Cd", code))),
    amountOf(minor < 0n ? -minor : minor, head.currency),
    element("CdtDbtInd", INDICATORS[side]),
    element("Dt", element("DtTm", at)),
  );
}

/** ReportEntry10, a line of its own: a file of one line is more than many an editor can open. */
function entryOf(entry: StatementEntry, currency: string): string {
  const amount = amountOf(BigInt(entry.amount), currency) + element("CdtDbtInd", INDICATORS[entry.direction]);
  return `${element(
    "Ntry",
    element("NtryRef", String(entry.version)),
    amount,
    element("Sts", element("Cd", "BOOK")),
    element("BookgDt", element("DtTm", entry.created_at)),
    element("ValDt", element("DtTm", entry.effective_at)),
    referenceOf("AcctSvcrRef", entry.transaction),
    element("BkTxCd", codeOf(entry)),
    element("NtryDtls", element("TxDtls", referencesOf(entry), amount, counterpartyOf(entry), remittanceOf(entry))),
  )}\n`;
}

/** BankTransactionCodeStructure4: a code of ISO's list for transfers, a word of our own for what the list does not know. */
const codeOf = ({ transfer, direction }: StatementEntry): string =>
  transfer === null
    ? element("Prtry", element("Cd", "TRANSACTION"), element("Issr", "Ledge"))
    : element("Domn", element("Cd", "PMNT"), element("Fmly", element("Cd", FAMILIES[direction]), element("SubFmlyCd", "BOOK")));

/** TransactionReferences6: the transaction as at the entry, and the transfer as our own identification of it. */
const referencesOf = ({ transaction, transfer }: StatementEntry): string =>
  element("Refs", referenceOf("AcctSvcrRef", transaction), transfer === null ? "" : referenceOf("AcctSvcrTxId", transfer));

/** TransactionParties6: a credit comes from the debtor's account, a debit goes to the creditor's. */
const counterpartyOf = ({ counterparty_account: account, direction }: StatementEntry): string =>
  account === null ? "" : element("RltdPties", element(direction === "credit" ? "DbtrAcct" : "CdtrAcct", accountId(account)));

const remittanceOf = ({ description }: StatementEntry): string =>
  description === null || description === ""
    ? ""
    : element("RmtInf", ...pieces(description, REMITTANCE_MAX_LENGTH).map((piece) => element("Ustrd", characters(piece))));

/** A reference that is cut refers to something else. */
function referenceOf(name: string, value: string): string {
  if (value === "" || value.length > REFERENCE_MAX_LENGTH)
    throw new Error(`camt.053 holds references of 1 to ${REFERENCE_MAX_LENGTH} characters; ${name} would have ${value.length}.`);
  return element(name, characters(value));
}

/** Amt: minor units as a decimal, by moving the point in the text. */
function amountOf(minor: bigint, currency: string): string {
  const decimals = minorUnitDecimals.get(currency);
  if (decimals === undefined) throw new Error(`"${currency}" has no decimals in ISO 4217's list one.`);
  const digits = String(minor).padStart(decimals + 1, "0");
  if (digits.length > AMOUNT_MAX_DIGITS)
    throw new Error(`camt.053 holds amounts of up to ${AMOUNT_MAX_DIGITS} digits; this one in ${currency} has ${digits.length}.`);
  const point = digits.length - decimals;
  const decimal = decimals === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
  return `<Amt Ccy="${currency}">${decimal}</Amt>`;
}

async function digest(parts: readonly string[]): Promise<string> {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(JSON.stringify(parts)));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0"))
    .join("")
    .slice(0, DIGEST_LENGTH);
}
