// Which format a statement is asked for in (RFC 9110, section 12.5.1), and what the answer is then called.
import type { StatementHead } from "@ledge/shared/contracts/statement";
import { CAMT053_MAX_MINOR } from "./camt053.ts";

export type StatementFormat = "json" | "csv" | "camt053";

/** In the order of preference: of formats that a client likes equally, the first. */
const OFFERS: readonly { readonly format: StatementFormat; readonly types: readonly string[] }[] = [
  { format: "json", types: ["application/json"] },
  { format: "csv", types: ["text/csv"] },
  { format: "camt053", types: ["application/xml", "text/xml"] },
];
const MEDIA_TYPES: Readonly<Record<StatementFormat, string>> = {
  json: "application/json",
  csv: "text/csv; charset=utf-8; header=present",
  camt053: "application/xml; charset=utf-8",
};
const FILE_ENDINGS: Readonly<Record<StatementFormat, string>> = { json: "json", csv: "csv", camt053: "camt053.xml" };

/** RFC 9110, section 12.4.2: 0 to 1, at most three decimals. */
const WEIGHT = /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/;

/** The format that an Accept header asks for; JSON when it asks for none of ours. */
export function formatOf(accept: string | null): StatementFormat {
  const weights = weightsOf(accept ?? "*/*");
  // The most specific range that fits a type speaks for it, also when it says no.
  const weightOf = (type: string): number => weights.get(type) ?? weights.get(type.replace(/\/.*/, "/*")) ?? weights.get("*/*") ?? 0;
  let best: { format: StatementFormat; weight: number } = { format: "json", weight: 0 };
  for (const { format, types } of OFFERS) {
    const weight = Math.max(...types.map(weightOf));
    if (weight > best.weight) best = { format, weight };
  }
  return best.format;
}

/**
 * Weights by media range, in lower case. Parameters but q are ignored: none of our types has a second form. A quoted comma, which
 * only those could contain, ends a range early and can only cost its sender the format asked for.
 */
function weightsOf(accept: string): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (const item of accept.toLowerCase().split(",")) {
    const [range = "", ...parameters] = item.split(";").map((part) => part.trim());
    const q = parameters.find((parameter) => parameter.startsWith("q="))?.slice("q=".length) ?? "1";
    if (WEIGHT.test(q)) weights.set(range, Math.max(Number(q), weights.get(range) ?? 0));
  }
  return weights;
}

/** The largest amount and balance, in minor units and without sign, that a format can hold; null: any. */
export const maxMinorOf = (format: StatementFormat): bigint | null => (format === "camt053" ? CAMT053_MAX_MINOR : null);

/** Whether a format can hold what a statement says, judged before any of it is written: afterwards it could only break off. */
export function holds(format: StatementFormat, head: StatementHead, largestAmount: string): boolean {
  const max = maxMinorOf(format);
  const amounts = [head.opening_balance, head.closing_balance, largestAmount].map(BigInt);
  return max === null || amounts.every((minor) => minor <= max && minor >= -max);
}

export const mediaTypeOf = (format: StatementFormat): string => MEDIA_TYPES[format];

/** Of letters, digits, `_`, `-` and `.` alone, so that it needs no quoting in a header and no care in a shell. */
export const fileNameOf = (format: StatementFormat, head: StatementHead): string =>
  `statement-${head.account}-${compact(head.from)}-${compact(head.to)}.${FILE_ENDINGS[format]}`;

/** ISO 8601's basic form to the second: 20261101T000000Z. */
const compact = (time: string): string => time.replace(/[-:]|\.\d+/g, "");
