// Statements as camt.053.001.08: the bytes of a small one, signs, amounts and text. statement-camt053-schema validates them with libxml2.
import { describe, expect, test } from "vitest";
import { contentsOf, textOf } from "../support/camt053.ts";
import { ACCOUNT, OTHER_ACCOUNT, rendered, sampleOf, small, TRANSACTION, TRANSFER } from "../support/statement.ts";

const camt053 = (...sample: Parameters<typeof sampleOf>) => rendered("camt053", sampleOf(...sample));
const remittance = async (description: string) =>
  contentsOf(await camt053({}, [{ direction: "credit", amount: "1", description }]), "Ustrd");
const balances = (xml: string) =>
  contentsOf(xml, "Bal").map((balance) => ["Cd", "Amt", "CdtDbtInd"].map((name) => contentsOf(balance, name)[0]).join(" "));

const refs = (endToEnd: string) => `<Refs><AcctSvcrRef>${TRANSACTION}</AcctSvcrRef>${endToEnd}`;
const dates = "<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-11-05</Dt></BookgDt><ValDt><Dt>2026-11-05</Dt></ValDt>";
const instant = "<RltdDts><TxDtTm>2026-11-05T10:00:00.5Z</TxDtTm></RltdDts>";
const GOLDEN = `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
<GrpHdr><MsgId>8a7fed244d8b61a9330a743975a5cf25</MsgId><CreDtTm>2026-12-01T06:00:00.123Z</CreDtTm></GrpHdr>
<Stmt><Id>6b26573f80d8dd4efcbe2ad67bffda99</Id><ElctrncSeqNb>3</ElctrncSeqNb><CreDtTm>2026-12-01T06:00:00.123Z</CreDtTm>
<FrToDt><FrDtTm>2026-11-01T00:00:00Z</FrDtTm><ToDtTm>2026-12-01T00:00:00Z</ToDtTm></FrToDt>
<Acct><Id><Othr><Id>${ACCOUNT}</Id></Othr></Id><Ccy>EUR</Ccy><Nm>Ada Lovelace</Nm>
<Svcr><FinInstnId><Othr><Id>NOTPROVIDED</Id></Othr></FinInstnId></Svcr></Acct>
<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">2.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-01</Dt></Dt></Bal>
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">0.05</Amt><CdtDbtInd>DBIT</CdtDbtInd><Dt><Dt>2026-11-30</Dt></Dt></Bal>
<Ntry><NtryRef>1</NtryRef><Amt Ccy="EUR">10.50</Amt><CdtDbtInd>CRDT</CdtDbtInd>${dates}
<AcctSvcrRef>${TRANSACTION}</AcctSvcrRef>
<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>BOOK</SubFmlyCd></Fmly></Domn></BkTxCd>
<NtryDtls><TxDtls>${refs("<EndToEndId>NOTPROVIDED</EndToEndId>")}<AcctSvcrTxId>${TRANSFER}</AcctSvcrTxId></Refs>
<Amt Ccy="EUR">10.50</Amt><CdtDbtInd>CRDT</CdtDbtInd>
<RltdPties><Dbtr><Pty><Nm>Grace Hopper</Nm></Pty></Dbtr><DbtrAcct><Id><Othr><Id>${OTHER_ACCOUNT}</Id></Othr></Id></DbtrAcct></RltdPties>
<RmtInf><Ustrd>=Rent, &quot;May&quot; &amp; &lt;June&gt;</Ustrd></RmtInf>${instant}</TxDtls></NtryDtls></Ntry>
<Ntry><NtryRef>2</NtryRef><Amt Ccy="EUR">0.50</Amt><CdtDbtInd>DBIT</CdtDbtInd><RvslInd>true</RvslInd>${dates}
<AcctSvcrRef>${TRANSACTION}</AcctSvcrRef>
<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>BOOK</SubFmlyCd></Fmly></Domn></BkTxCd>
<NtryDtls><TxDtls>${refs("<EndToEndId>A-1001</EndToEndId>")}<AcctSvcrTxId>${TRANSFER}</AcctSvcrTxId></Refs>
<Amt Ccy="EUR">0.50</Amt><CdtDbtInd>DBIT</CdtDbtInd>
<RltdPties><CdtrAcct><Id><Othr><Id>${OTHER_ACCOUNT}</Id></Othr></Id></CdtrAcct></RltdPties>${instant}</TxDtls></NtryDtls></Ntry>
<Ntry><NtryRef>3</NtryRef><Amt Ccy="EUR">12.55</Amt><CdtDbtInd>DBIT</CdtDbtInd>${dates}
<AcctSvcrRef>${TRANSACTION}</AcctSvcrRef>
<BkTxCd><Prtry><Cd>TRANSACTION</Cd><Issr>Ledge</Issr></Prtry></BkTxCd>
<NtryDtls><TxDtls>${refs("</Refs>")}<Amt Ccy="EUR">12.55</Amt><CdtDbtInd>DBIT</CdtDbtInd>${instant}</TxDtls></NtryDtls></Ntry>
<AddtlStmtInf>Entries by the time they were recorded</AddtlStmtInf></Stmt></BkToCstmrStmt></Document>
`;
/** Line ends between elements have no meaning. */
const joined = (xml: string) => xml.replaceAll("\n", "");

describe("a statement as camt.053", () => {
  test("has its elements in the order of the schema", async () => {
    expect(joined(await rendered("camt053", small))).toBe(joined(GOLDEN));
  });

  test("has dates of UTC, and closes on the day of the period's last millisecond, never before it opens", async () => {
    const days = async (from: string, to: string) =>
      contentsOf(await camt053({ from, to }, []), "Dt").map((date) => date.replace("<Dt>", ""));
    expect(await days("2026-11-01T00:00:00.000Z", "2026-12-01T00:00:00.000Z")).toEqual(["2026-11-01", "2026-11-30"]);
    expect(await days("2026-11-01T00:00:00.000Z", "2026-12-01T00:00:00.001Z")).toEqual(["2026-11-01", "2026-12-01"]);
    expect(await days("2026-11-01T00:00:00.000Z", "2026-11-01T00:00:00.000Z")).toEqual(["2026-11-01", "2026-11-01"]);
    const late = await camt053({}, [
      { direction: "credit", amount: "1", created_at: "2026-11-05T23:59:59.999Z", effective_at: "2026-11-04T00:00:00Z" },
    ]);
    expect([contentsOf(late, "BookgDt"), contentsOf(late, "ValDt"), contentsOf(late, "TxDtTm")]).toEqual([
      ["<Dt>2026-11-05</Dt>"],
      ["<Dt>2026-11-04</Dt>"],
      ["2026-11-05T23:59:59.999Z"],
    ]);
  });

  test.each([
    ["the payer's own reference", "A-1001", "A-1001"],
    ["none", null, "NOTPROVIDED"],
    ["one of 35 characters, the maximum", "x".repeat(35), "x".repeat(35)],
    ["a longer one, which would be truncated", "x".repeat(36), "NOTPROVIDED"],
    ["one that XML cannot represent", "a\u0001b", "NOTPROVIDED"],
    ["markup", "<&>", "&lt;&amp;&gt;"],
  ])("its EndToEndId is %s, or NOTPROVIDED", async (_what, external_id, expected) => {
    const xml = await camt053({}, [{ direction: "debit", amount: "1", external_id }]);
    expect(contentsOf(xml, "EndToEndId")).toEqual([expected]);
  });

  test("a payer is named, in the first 140 characters of the name", async () => {
    const named = (counterparty_name: string) => camt053({}, [{ direction: "credit", amount: "1", counterparty_name }]);
    const [nobody, long] = [await named(""), await named("👩".repeat(141))];
    expect(nobody).not.toContain("<Dbtr>");
    expect(contentsOf(contentsOf(long, "Dbtr")[0] as string, "Nm")).toEqual(["👩".repeat(140)]);
  });

  test("has one entry per line, so that an editor can open it", async () => {
    const lines = (await rendered("camt053", small)).split("\n");
    expect(lines.filter((line) => line.startsWith("<Ntry>") && line.endsWith("</Ntry>"))).toHaveLength(3);
  });

  test("requested again, is the same statement in another message, and another statement has another id", async () => {
    const idsOf = async (change: Parameters<typeof sampleOf>[0]) => {
      const xml = await camt053(change, []);
      return { statement: contentsOf(contentsOf(xml, "Stmt")[0] as string, "Id")[0] as string, message: contentsOf(xml, "MsgId")[0] };
    };
    const first = await idsOf({});
    const again = await idsOf({ created_at: "2026-12-01T06:00:00.124Z" });
    expect(again.statement).toBe(first.statement);
    expect(again.message).not.toBe(first.message);
    for (const change of [
      { basis: "effective" },
      { account: OTHER_ACCOUNT },
      { to: "2026-11-30T00:00:00Z" },
      { opening_balance: "1" },
    ] as const)
      expect((await idsOf(change)).statement).not.toBe(first.statement);
  });

  test.each([
    ["credit", "5", "CRDT"],
    ["credit", "-5", "DBIT"],
    ["debit", "5", "DBIT"],
    ["debit", "-5", "CRDT"],
    ["credit", "0", "CRDT"],
    ["debit", "0", "CRDT"],
  ] as const)("a %s-normal account's balance of %s is %s", async (normalSide, balance, indicator) => {
    const amount = `0.0${balance.replace("-", "")}`;
    expect(balances(await camt053({ normal_side: normalSide, opening_balance: balance }, []))).toEqual([
      `OPBD ${amount} ${indicator}`,
      `CLBD ${amount} ${indicator}`,
    ]);
  });

  test.each(["credit", "debit"] as const)("an entry's side is its own, whatever the normal side (%s)", async (normalSide) => {
    const xml = await camt053({ normal_side: normalSide }, [
      { direction: "debit", amount: "1" },
      { direction: "credit", amount: "1" },
    ]);
    const entries = contentsOf(xml, "Ntry");
    expect(entries.map((entry) => new Set(contentsOf(entry, "CdtDbtInd")))).toEqual([new Set(["DBIT"]), new Set(["CRDT"])]);
    expect(entries.map((entry) => /<(DbtrAcct|CdtrAcct)>/.exec(entry)?.[1])).toEqual(["CdtrAcct", "DbtrAcct"]);
  });

  test.each([
    ["JPY", "1050", "1050"],
    ["JPY", "5", "5"],
    ["EUR", "1050", "10.50"],
    ["EUR", "5", "0.05"],
    ["EUR", "50", "0.50"],
    ["KWD", "1050", "1.050"],
    ["KWD", "5", "0.005"],
    ["KWD", "999999999999999999", "999999999999999.999"],
    ["EUR", "9007199254740993", "90071992547409.93"],
  ])("in %s, %s minor units are %s", async (currency, minor, decimal) => {
    const xml = await camt053({ currency }, [{ direction: "credit", amount: minor }]);
    expect(contentsOf(xml, "Amt")).toEqual([expect.stringMatching(/^0[.0]*$/), decimal, decimal, decimal]);
    expect(new Set(Array.from(xml.matchAll(/Ccy="(\w+)"/g), (match) => match[1]))).toEqual(new Set([currency]));
  });

  test.each([
    ["a balance", { opening_balance: "1000000000000000000" }, [], "up to 18 digits"],
    ["a negative balance", { opening_balance: "-1000000000000000000" }, [], "up to 18 digits"],
    [
      "an amount",
      { closing_balance: "0", opening_balance: "-999999999999999999" },
      [{ direction: "credit", amount: "1000000000000000000" }],
      "up to 18 digits",
    ],
    ["a reference", {}, [{ direction: "credit", amount: "1", transaction: "t".repeat(36) }], "references of 1 to 35 characters"],
    ["an empty reference", {}, [{ direction: "credit", amount: "1", transaction: "" }], "references of 1 to 35 characters"],
    ["a currency", { currency: "XXX" }, [], '"XXX" has no decimals'],
  ] as const)("%s that the schema cannot represent ends it early, with the reason", async (_what, head, entries, reason) => {
    await expect(camt053(head, entries)).rejects.toThrow(reason);
  });

  test.each([
    ["markup", `</Ustrd><Amt>&amp;"'`, `</Ustrd><Amt>&amp;"'`],
    ["the end of a CDATA section", "a]]>b", "a]]>b"],
    ["characters that XML cannot represent", "a\u0000\u0001\u0008\u000b\u001f\ufffe\uffffb", `a${"\ufffd".repeat(7)}b`],
    ["half of a pair", "a\ud83db", "a\ufffdb"],
    ["blanks that XML can represent", " a\t\r\n b ", " a\t\r\n b "],
    ["characters beyond the first plane", "👩🏽‍🚀 𝔄", "👩🏽‍🚀 𝔄"],
  ])("%s in a description is read back as text", async (_what, description, expected) => {
    expect((await remittance(description)).map(textOf)).toEqual([expected]);
  });

  test("a long description is split at 140 characters, never within one, and no part of it is lost", async () => {
    const description = `${"x".repeat(139)}👩${"&".repeat(150)}`;
    const parts = (await remittance(description)).map(textOf);
    expect(parts.map((part) => Array.from(part).length)).toEqual([140, 140, 10]);
    expect(parts.join("")).toBe(description);
  });

  test("no description gives no remittance, no name gives no Nm, and a long name gives its first 70 characters", async () => {
    const xml = await camt053({ name: null }, [{ direction: "credit", amount: "1", description: "" }]);
    expect(xml).not.toMatch(/<(?:Nm|RmtInf|Ustrd)\b/);
    expect(contentsOf(await camt053({ name: "👩".repeat(71) }, []), "Nm")).toEqual(["👩".repeat(70)]);
  });
});
