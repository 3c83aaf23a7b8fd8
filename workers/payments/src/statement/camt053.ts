// A statement as ISO 20022 camt.053.001.08 (Document/BkToCstmrStmt), for software that imports banks' statements. Elements are in the order of
// the schema, which is in tests/data and which the tests validate against. Where the schema leaves a choice, it is what importers read
// (tests/importers). A value that the schema cannot hold is an error and is never truncated: the request is refused before the first byte.
import type { StatementEntry, StatementHead } from "@ledge/shared/contracts/statement";
import { minorUnitDecimals } from "@ledge/shared/currencies";
import { decimalOf } from "@ledge/shared/money";
import { characters, element, isXmlText, pieces } from "./xml.ts";
import type { StatementWriter } from "./writer.ts";

const NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08";
/** ActiveOrHistoricCurrencyAndAmount, totalDigits: an amount has at most 18 digits. A 64-bit amount may have 19. */
export const CAMT053_MAX_MINOR = 10n ** 18n - 1n;
/** Max35Text, of references. */
const REFERENCE_MAX_LENGTH = 35;
/** Max70Text, of Acct/Nm. */
const NAME_MAX_LENGTH = 70;
/** Max140Text, of Nm of a party. */
const PARTY_MAX_LENGTH = 140;
/** Max140Text, of Ustrd, which may be repeated. */
const REMITTANCE_MAX_LENGTH = 140;
/** The text for a missing value where readers expect one (EPC115-06, EPC132-08). */
const NOT_PROVIDED = "NOTPROVIDED";
/** Hexadecimal digits of 128 bits of a digest: it fits Max35Text, and two digests are never equal by chance. */
const DIGEST_LENGTH = 32;
/** BkTxCd of a transfer: payments, issued or received credit transfers, internal book transfer. */
const FAMILIES = { debit: "ICDT", credit: "RCDT" } as const;
const BASES = { recorded: "Entries by the time they were recorded", effective: "Entries by the time they take effect" } as const;
const INDICATORS = { debit: "DBIT", credit: "CRDT" } as const;

type Side = StatementEntry["direction"];

/** GrpHdr, then the one Stmt up to Bal; entries follow, then AddtlStmtInf. (No TxsSummry: it comes before the entries and would need their sums.) */
export function camt053Writer(head: StatementHead): StatementWriter {
  return {
    opening: async () => {
      const content = [head.account, head.basis, head.from, head.to, head.opening_balance, head.closing_balance];
      // A second request for the same statement gets the same Id, in another message.
      const statementId = await digest(content);
      const messageId = await digest([...content, head.created_at]);
      return [
        `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="${NAMESPACE}"><BkToCstmrStmt>`,
        element("GrpHdr", element("MsgId", messageId), element("CreDtTm", head.created_at)),
        "<Stmt>",
        element("Id", statementId),
        element("ElctrncSeqNb", String(head.last_version)),
        element("CreDtTm", head.created_at),
        element("FrToDt", element("FrDtTm", head.from), element("ToDtTm", head.to)),
        element("Acct", accountId(head.account), element("Ccy", head.currency), nameOf(head.name, NAME_MAX_LENGTH), SERVICER),
        balanceOf("OPBD", head, head.opening_balance, dayOf(head.from)),
        balanceOf("CLBD", head, head.closing_balance, closingDay(head)),
        "\n",
      ].join("");
    },
    page: (entries) => entries.map((entry) => entryOf(entry, head.currency)).join(""),
    closing: () => `${element("AddtlStmtInf", BASES[head.basis])}</Stmt></BkToCstmrStmt></Document>\n`,
  };
}

/** The element Nm of a name, truncated to its maximum length; empty without a name. */
const nameOf = (name: string | null, maxLength: number): string =>
  pieces(name ?? "", maxLength)
    .slice(0, 1)
    .map((start) => element("Nm", characters(start)))
    .join("");

/** The day of an instant in UTC: importers read days, and a statement has days in UTC, like its period. */
const dayOf = (instant: string): string => instant.slice(0, "2026-11-30".length);

/** The end of the period is exclusive: the closing day of a month is its last day. */
const closingDay = ({ from, to }: StatementHead): string => dayOf(new Date(Math.max(Date.parse(from), Date.parse(to) - 1)).toISOString());

const accountId = (account: string): string => element("Id", element("Othr", element("Id", account)));

/** Acct/Svcr: importers require it, and the institution's BIC is not known here. */
const SERVICER = element("Svcr", element("FinInstnId", element("Othr", element("Id", NOT_PROVIDED))));

/** CashBalance8. A positive balance is on the account's normal side; zero counts as a credit (CdtDbtInd's own definition). */
function balanceOf(code: "OPBD" | "CLBD", head: StatementHead, balance: string, day: string): string {
  const minor = BigInt(balance);
  const opposite: Side = head.normal_side === "debit" ? "credit" : "debit";
  const side = minor === 0n ? "credit" : minor > 0n ? head.normal_side : opposite;
  return element(
    "Bal",
    element("Tp", element("CdOrPrtry", element("Cd", code))),
    amountOf(minor < 0n ? -minor : minor, head.currency),
    element("CdtDbtInd", INDICATORS[side]),
    element("Dt", element("Dt", day)),
  );
}

/** ReportEntry10, on a line of its own: many editors cannot open a large file of a single line. */
function entryOf(entry: StatementEntry, currency: string): string {
  const amount = amountOf(BigInt(entry.amount), currency) + element("CdtDbtInd", INDICATORS[entry.direction]);
  return `${element(
    "Ntry",
    element("NtryRef", String(entry.version)),
    amount,
    entry.reversal_of === null ? "" : element("RvslInd", "true"),
    element("Sts", element("Cd", "BOOK")),
    element("BookgDt", element("Dt", dayOf(entry.created_at))),
    element("ValDt", element("Dt", dayOf(entry.effective_at))),
    referenceOf("AcctSvcrRef", entry.transaction),
    element("BkTxCd", codeOf(entry)),
    element("NtryDtls", element("TxDtls", referencesOf(entry), amount, counterpartyOf(entry), remittanceOf(entry), instantOf(entry))),
  )}\n`;
}

/** BankTransactionCodeStructure4: a code of ISO's list for transfers, a proprietary code for other transactions. */
const codeOf = ({ transfer, direction }: StatementEntry): string =>
  transfer === null
    ? element("Prtry", element("Cd", "TRANSACTION"), element("Issr", "Ledge"))
    : element("Domn", element("Cd", "PMNT"), element("Fmly", element("Cd", FAMILIES[direction]), element("SubFmlyCd", "BOOK")));

/** TransactionReferences6: the transaction, as in the entry; the payer's reference; and the transfer, as the servicer's own identification. */
const referencesOf = ({ transaction, transfer, external_id: externalId }: StatementEntry): string =>
  element(
    "Refs",
    referenceOf("AcctSvcrRef", transaction),
    transfer === null ? "" : element("EndToEndId", characters(endToEndIdOf(externalId))) + referenceOf("AcctSvcrTxId", transfer),
  );

/** A truncated reference would refer to something else, so one that does not fit is left out: JSON and CSV have it in full. */
const endToEndIdOf = (externalId: string | null): string =>
  externalId !== null && externalId !== "" && Array.from(externalId).length <= REFERENCE_MAX_LENGTH && isXmlText(externalId)
    ? externalId
    : NOT_PROVIDED;

/** TransactionParties6: the counterparty of a credit is the debtor, that of a debit is the creditor. */
function counterpartyOf({ counterparty_account: account, counterparty_name: name, direction }: StatementEntry): string {
  if (account === null) return "";
  const party = direction === "credit" ? "Dbtr" : "Cdtr";
  const nameElement = nameOf(name, PARTY_MAX_LENGTH);
  const named = nameElement === "" ? "" : element(party, element("Pty", nameElement));
  return element("RltdPties", named, element(`${party}Acct`, accountId(account)));
}

/** TransactionDates3: when it was recorded, to the millisecond, which BookgDt cannot hold. */
const instantOf = (entry: StatementEntry): string => element("RltdDts", element("TxDtTm", entry.created_at));

const remittanceOf = ({ description }: StatementEntry): string =>
  description === null || description === ""
    ? ""
    : element("RmtInf", ...pieces(description, REMITTANCE_MAX_LENGTH).map((piece) => element("Ustrd", characters(piece))));

/** A reference of the platform. @throws when it does not fit: a truncated reference would refer to something else. */
function referenceOf(name: string, value: string): string {
  if (value === "" || value.length > REFERENCE_MAX_LENGTH)
    throw new Error(`camt.053 holds references of 1 to ${REFERENCE_MAX_LENGTH} characters; ${name} would have ${value.length}.`);
  return element(name, characters(value));
}

/** Amt: minor units as a decimal, by moving the point in the text. */
function amountOf(minor: bigint, currency: string): string {
  const decimals = minorUnitDecimals.get(currency);
  if (decimals === undefined) throw new Error(`"${currency}" has no decimals in ISO 4217's list one.`);
  if (minor > CAMT053_MAX_MINOR) throw new Error("camt.053 holds amounts of up to 18 digits; this one has more.");
  return `<Amt Ccy="${currency}">${decimalOf(minor, decimals)}</Amt>`;
}

async function digest(parts: readonly string[]): Promise<string> {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(JSON.stringify(parts)));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0"))
    .join("")
    .slice(0, DIGEST_LENGTH);
}
