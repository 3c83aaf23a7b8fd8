// Money is an integer of minor units, exact from the wire to the database: a decimal string in JSON, a bigint in code, never a float.

/** The largest amount and balance: int64, as Postgres bigint keeps it. */
export const MAX_AMOUNT_MINOR = 9_223_372_036_854_775_807n;

/**
 * The wire form of an integer of minor units: no exponent, no plus, no leading zero, no blank, no minus zero. Wider than
 * int64 on purpose: a well-formed number that is out of range is refused as such (`amount_out_of_range`), by the ledger.
 */
export const minorUnitsPattern = /^(?:0|-?[1-9][0-9]{0,37})$/;

/** Exactly 0 to MAX_AMOUNT_MINOR. A number of nineteen digits is smaller if its first digits are the same, the next is smaller, and the rest are any. */
export const nonNegativePattern = new RegExp(
  `^(?:0|[1-9][0-9]{0,17}|${[...String(MAX_AMOUNT_MINOR)]
    .map((digit, place, digits) => ({
      same: digits.slice(0, place).join(""),
      least: place === 0 ? 1 : 0,
      most: Number(digit) - 1,
      left: 18 - place,
    }))
    .filter(({ least, most }) => least <= most)
    .map(({ same, least, most, left }) => `${same}[${least}-${most}][0-9]{${left}}`)
    .join("|")}|${MAX_AMOUNT_MINOR})$`,
);

/** available = posted − pending_out (law 5), in minor units. */
export const availableMinor = (postedMinor: bigint, pendingOutMinor: bigint): bigint => postedMinor - pendingOutMinor;

/** Minor units as a decimal with that many decimals, by moving the point in the text: −5 with 2 decimals is "-0.05". */
export function decimalOf(minor: bigint, decimals: number): string {
  const digits = String(minor < 0n ? -minor : minor).padStart(decimals + 1, "0");
  const point = digits.length - decimals;
  return `${minor < 0n ? "-" : ""}${digits.slice(0, point)}${decimals === 0 ? "" : `.${digits.slice(point)}`}`;
}
