// Finds a house account by its code, or opens it. An idempotency key alone would not do: it belongs to the API key that sent it, while the code of a
// house account is unique in the platform.
import { type Body, type Ledge, LedgeError } from "@ledge/client";

type HouseAccountTerms = Extract<Body<"openAccount">, { kind: "house" }>;

/**
 * The id of the house account with this code and currency, which is opened under `idempotencyKey` unless it exists.
 *
 * @throws {LedgeError} when the platform refuses; Error when the account exists and is not in this API key's list.
 */
export async function findOrOpenHouseAccount(ledge: Ledge, terms: HouseAccountTerms, idempotencyKey: string): Promise<string> {
  try {
    return (await ledge.post("/v1/accounts", { body: terms, idempotencyKey })).data.id;
  } catch (error) {
    if (!(error instanceof LedgeError) || error.code !== "house_account_exists") throw error;
  }
  const { code, currency } = terms;
  for await (const account of ledge.list("/v1/accounts", { params: { query: { kind: "house", currency } } })) {
    if (account.code === code) return account.id;
  }
  throw new Error(`House account ${code} in ${currency} exists, but the platform's list does not show it to this key.`);
}
