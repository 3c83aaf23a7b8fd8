// How much a page of an export has. Rows differ in size by a factor of a thousand, so a page is bounded by bytes; and what bounds it has to be read first, so
// that pages begin small and grow for as long as the bound does not cut them.

/** Bytes of JSON in one page, counted before ids get their public form: far below the 32 MiB that an RPC takes, and some megabytes of a Worker's 128. */
export const PAGE_BYTES = 4 * 1024 * 1024;
const FIRST_ROWS = 500;
/** With this, a stream within the platform's limit on subrequests has some tens of millions of rows. @internal Tests read the limit instead of repeating it. */
export const MOST_ROWS = 4_000;

/** How many rows the first page of an export may have. */
export const firstPage = (): number => FIRST_ROWS;

/** How many the page may have that follows one of `found` rows, which might have been `most`. Two at least: some begin with the last row of the one before. */
export const nextPage = (most: number, found: number): number => (found < most ? Math.max(2, found) : Math.min(MOST_ROWS, most * 2));
