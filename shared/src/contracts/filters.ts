// The filters that several lists have. A list takes only those whose work is bounded: by an index, or by how many items a page looks at. Everything else
// is refused as unknown, and a cursor is of the filters that it was made with.
import { writtenBy } from "../field-rights.ts";
import { currency, nonNegativeAmount } from "../schema.ts";
import { externalId } from "../text.ts";

/** How many items that match the indexed filters a page looks at, where others narrow them further: for what is rarer than that, a client turns pages. */
export const EXAMINED_MAX = 500;

/** What a filter costs that no index serves, for the descriptions of lists. */
export const NARROWS = `. It narrows: a page looks at no more than ${EXAMINED_MAX} items that the other filters leave, newest first, so it may have fewer than \`limit\`, or none, and a next page all the same`;

/** Of a list whose items belong to their payer: a customer finds the items that it pays itself. */
export const payersExternalId = externalId.optional().meta({
  description:
    "Only those with exactly this external_id, by an index: the work is that of the items that share it. It is the payer's, so a key that is bound to a customer finds what that customer pays",
  example: "A-1001",
});

/** Of a list of what has an external id that no customer sees. */
export const ownExternalId = externalId
  .optional()
  .meta({ description: "Only those with exactly this external_id, by an index", example: "crm-4711" });
export const institutionsExternalId = writtenBy("institution", ownExternalId);

/** Of a list of amounts. */
export const amountQuery = {
  currency: currency.optional().meta({ description: `Only in this currency${NARROWS}` }),
  min_amount: nonNegativeAmount
    .optional()
    .meta({ description: `Only of at least this many minor units, of whatever currency${NARROWS}`, example: "1000" }),
  max_amount: nonNegativeAmount.optional().meta({ description: `Only of at most this many minor units${NARROWS}`, example: "5000" }),
};

export interface AmountFilter {
  readonly currency?: string | undefined;
  /** Minor units, here and below; both inclusive. */
  readonly min_amount?: string | undefined;
  readonly max_amount?: string | undefined;
}
