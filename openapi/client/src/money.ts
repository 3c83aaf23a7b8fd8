// Converts between decimals for people ("12.50" EUR) and integers of minor units for the API (1250n). Exact, with bigint: no float may ever hold
// an amount. The number of a currency's decimals is from ISO 4217.
import { minorUnitDecimals } from "@ledge/shared/currencies";
import { decimalOf, MAX_AMOUNT_MINOR } from "@ledge/shared/money";

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;
const INTEGER = /^-?\d+$/;
/** Far above int64 in any currency: a longer text is no amount, and is not parsed. */
const MAX_CHARACTERS = 40;

/**
 * How many decimals the minor unit of a currency has: JPY 0, EUR 2, KWD 3.
 *
 * @throws RangeError when it is no active currency of ISO 4217.
 */
export function decimalsOf(currency: string): number {
  const decimals = minorUnitDecimals.get(currency);
  if (decimals === undefined) throw new RangeError(`${JSON.stringify(currency)} is no currency of ISO 4217`);
  return decimals;
}

/**
 * The minor units of a decimal: `toMinorUnits("12.5", "EUR")` is 1250n. Send it to the API as a string: `String(…)`.
 *
 * @throws RangeError when the text is no plain decimal (no exponent, no plus, no grouping), is finer than the currency's minor unit
 *   (nothing is rounded), or does not fit the ledger's 64 bits.
 */
export function toMinorUnits(decimal: string, currency: string): bigint {
  const decimals = decimalsOf(currency);
  const match = decimal.length <= MAX_CHARACTERS ? DECIMAL.exec(decimal) : null;
  if (match === null) throw new RangeError(`${JSON.stringify(decimal.slice(0, MAX_CHARACTERS))} is no decimal such as 12.50`);
  const [, sign, whole, fraction = ""] = match;
  if (fraction.length > decimals) throw new RangeError(`${decimal} has ${fraction.length} decimals, ${currency} has ${decimals}`);
  const minor = BigInt(`${whole}${fraction.padEnd(decimals, "0")}`);
  if (minor > MAX_AMOUNT_MINOR) throw new RangeError(`${decimal} ${currency} does not fit 64 bits of minor units`);
  return sign === "-" ? -minor : minor;
}

/**
 * The decimal of minor units, with all decimals of the currency: `toDecimal("1250", "EUR")` is "12.50".
 *
 * @param minor a bigint, or the API's string.
 * @throws RangeError when a string is no integer.
 */
export function toDecimal(minor: bigint | string, currency: string): string {
  const decimals = decimalsOf(currency);
  if (typeof minor === "string" && !INTEGER.test(minor)) throw new RangeError(`${JSON.stringify(minor)} is no integer of minor units`);
  return decimalOf(BigInt(minor), decimals);
}
