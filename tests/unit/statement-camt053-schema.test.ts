// camt.053 against the official schema, by libxml2: statements are valid, and the validator detects invalid ones.
import { minorUnitDecimals } from "@ledge/shared/currencies";
import { describe, expect, test } from "vitest";
import { faultsOf } from "../support/camt053.ts";
import { rendered, REVERSED, type Sample, sampleOf, small } from "../support/statement.ts";

const LONGEST = 500;
const hostile: Sample = sampleOf({ name: `<&>"'${"👩".repeat(97)}`, normal_side: "debit", basis: "effective" }, [
  { direction: "debit", amount: "1", description: "]]>".padEnd(LONGEST, "&"), external_id: "]]>", reversal_of: REVERSED },
  { direction: "credit", amount: "1", description: "\u0000\u0001\ud83d\uffff\r\n", counterparty_name: `<&>\u0001${"👩".repeat(200)}` },
  { direction: "credit", amount: "1", description: " " },
]);

describe("a camt.053 statement", () => {
  test("is valid: with entries, without, with everything optional left out, and with hostile text", async () => {
    const samples: Sample[] = [
      small,
      hostile,
      sampleOf({}, []),
      sampleOf({ name: null, from: "0001-01-01T00:00:00Z", to: "9999-12-31T23:59:59.999Z" }, [
        { direction: "credit", amount: "1", transfer: null, counterparty_account: null },
      ]),
      sampleOf({ opening_balance: "999999999999999998" }, [{ direction: "credit", amount: "1" }]),
      sampleOf({ last_version: Number.MAX_SAFE_INTEGER }, [{ direction: "credit", amount: "1", external_id: " ", counterparty_name: " " }]),
    ];
    expect(await faultsOf(...(await Promise.all(samples.map((sample) => rendered("camt053", sample)))))).toEqual([]);
  });

  test("is valid in every currency", async () => {
    const samples = Array.from(minorUnitDecimals.keys(), (currency) => sampleOf({ currency }, [{ direction: "debit", amount: "105" }]));
    expect(await faultsOf(...(await Promise.all(samples.map((sample) => rendered("camt053", sample)))))).toEqual([]);
  });

  test.each<[string, string | RegExp, string, RegExp]>([
    ["no MsgId", /<MsgId>.*?<\/MsgId>/, "", /CreDtTm'?: This element is not expected/],
    ["no BkTxCd", /<BkTxCd>.*?<\/BkTxCd>/, "", /NtryDtls'?: This element is not expected/],
    ["no balance", /<Bal>.*<\/Bal>/, "", /Ntry'?: This element is not expected/],
    ["Sts before CdtDbtInd", /(<CdtDbtInd>\w+<\/CdtDbtInd>)(<Sts>.*?<\/Sts>)/, "$2$1", /Sts'?: This element is not expected/],
    ["an id of 36 characters", /(<MsgId>)\w+/, `$1${"x".repeat(36)}`, /maxLength/],
    ["an empty remittance", /(<Ustrd>).*?</, "$1<", /minLength/],
    ["an amount of 19 digits", /(Ccy="EUR">)2\.50/, "$112345678901234567.89", /totalDigits/],
    ["a negative amount", /(Ccy="EUR">)2\.50/, "$1-2.50", /minInclusive/],
    ["a malformed date", "2026-11-01T00:00:00Z", "2026-11-31T00:00:00Z", /not a valid value of the atomic type/],
    ["another namespace", "camt.053.001.08", "camt.053.001.02", /No matching global declaration/],
  ])("is refused by the schema when it has %s", async (_what, from, to, fault) => {
    const xml = await rendered("camt053", small);
    const mutant = xml.replace(from, to);
    expect(mutant).not.toBe(xml);
    expect((await faultsOf(mutant)).join("\n")).toMatch(fault);
  });
});
