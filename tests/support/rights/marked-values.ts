// Values that can be found wherever they come out.

/** The institution's: no key that is bound to a customer may ever receive it. */
export const INSTITUTIONS_MARK = "for-the-institution";
/** The payer's: a payee's key may not. */
export const PAYERS_MARK = "for-the-payer";

export const institutions = { external_id: `crm-${INSTITUTIONS_MARK}`, metadata: { note: `risk-${INSTITUTIONS_MARK}` } };
export const institutionsReason = `report filed, ${INSTITUTIONS_MARK}`;
export const payers = { external_id: `order-${PAYERS_MARK}`, metadata: { order: `order-${PAYERS_MARK}` } };

/** A value of each member that not everyone may set. @throws for a member without one. */
export function valueFor(member: string): unknown {
  const values: Readonly<Record<string, unknown>> = {
    external_id: "A-3",
    external_id_unique: false,
    metadata: { order: "A-3" },
    overdraft_limit: "0",
    opened_on: "2020-02-29",
  };
  if (!(member in values)) throw new Error(`no value for ${member}: add one`);
  return values[member];
}
