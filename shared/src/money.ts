// Money is an integer of minor units, exact from the wire to the database: a decimal string outside, bigint inside, never a float.

/** The largest amount and balance: int64, as Postgres bigint keeps it. */
export const MAX_AMOUNT_MINOR = 9_223_372_036_854_775_807n;

/**
 * The wire form of an integer of minor units: no exponent, no plus, no leading zero, no blank, no minus zero. Wider than
 * int64 on purpose: a well-formed number that is out of range is refused as such (`amount_out_of_range`), by the ledger.
 */
export const minorUnitsPattern = /^(?:0|-?[1-9][0-9]{0,37})$/;

/** available = posted − pending_out (law 5), in minor units. */
export const availableMinor = (postedMinor: bigint, pendingOutMinor: bigint): bigint => postedMinor - pendingOutMinor;
