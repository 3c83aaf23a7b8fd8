// What a statement looks like in its other formats, for the contract: shortened to one entry.
const account = "acct_01jd2m8xk7e9vbt3q5w6y8z0ac";

export const statementExamples = {
  csv: [
    "kind,account,currency,…,change_minor,balance_minor,…",
    `opening,${account},EUR,…,,0,…`,
    `entry,${account},EUR,…,1050,1050,…`,
    `closing,${account},EUR,…,,1050,…`,
    "",
  ].join("\r\n"),
  camt053: [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>…</BkToCstmrStmt></Document>',
    "",
  ].join("\n"),
};
