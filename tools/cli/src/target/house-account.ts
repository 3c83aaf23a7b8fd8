// Has a house account, whoever opened it: keys belong to the API key that sent them, the code of a house account to the database.
import { type Body, type Ledge, LedgeError } from "@ledge/client";

type HouseTerms = Extract<Body<"openAccount">, { kind: "house" }>;

/**
 * The id of the house account of this code and currency, opened under `idempotencyKey` if nobody has.
 *
 * @throws {LedgeError} when the platform refuses; Error when the account exists and this API key is not shown it.
 */
export async function haveHouseAccount(ledge: Ledge, terms: HouseTerms, idempotencyKey: string): Promise<string> {
  try {
    return (await ledge.post("/v1/accounts", { body: terms, idempotencyKey })).data.id;
  } catch (error) {
    if (!(error instanceof LedgeError) || error.code !== "house_account_exists") throw error;
  }
  const { code, currency } = terms;
  for await (const account of ledge.list("/v1/accounts", { params: { query: { kind: "house", currency } } })) {
    if (account.code === code) return account.id;
  }
  throw new Error(`House account ${code} in ${currency} exists, says the platform, but its list does not show it to this key.`);
}
