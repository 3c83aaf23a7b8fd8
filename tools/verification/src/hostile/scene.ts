// The platform under attack: the product's bundles on a database of their own, beside the empty Worker of the controls, with keys for each attack.
import { postJson } from "../bench/end-to-end-api.ts";
import type { Platform } from "../bench/end-to-end-platform.ts";
import type { Scene } from "./attacks.ts";

const LONG_BATCHES = 5;
const BATCH = 1_000;

/** What the attacks need, made through the API. @throws unless every request succeeds. */
export async function setScene({ target }: Platform): Promise<Scene> {
  const { accounts } = target;
  const keyWith = async (...scopes: readonly string[]): Promise<string> =>
    (await postJson<{ token: string }>(target, "/v1/api-keys", { name: "hostile", scopes })).token;
  const longAccount = accounts.at(-1) as string;
  const payment = { source_account: longAccount, destination_account: accounts[0], amount: "1", currency: "EUR" };
  for (let batch = 0; batch < LONG_BATCHES; batch += 1) {
    await postJson(target, "/v1/transfer-batches", { mode: "independent", transfers: Array.from({ length: BATCH }, () => payment) });
  }
  return {
    tokens: {
      payer: await keyWith("transfers:write"),
      reader: await keyWith("accounts:read", "transfers:read"),
      listener: await keyWith("events:read"),
      hooks: await keyWith("webhooks:write", "events:read"),
    },
    accounts,
    longAccount,
  };
}
