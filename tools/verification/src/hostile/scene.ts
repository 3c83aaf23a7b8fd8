// The platform under attack: the product's bundles on a database of their own, beside the empty Worker of the controls, with keys for each attack.
import { randomUUID } from "node:crypto";
import type { Platform } from "../bench/end-to-end-platform.ts";
import type { Scene } from "./attacks.ts";

const LONG_BATCHES = 5;
const BATCH = 1_000;

/** What the attacks need, made through the API. @throws unless every request succeeds. */
export async function setScene({ target }: Platform): Promise<Scene> {
  const { host, port, token, accounts } = target;
  const must = async <Answer>(path: string, body: object): Promise<Answer> => {
    const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json", "Idempotency-Key": randomUUID() };
    const response = await fetch(`http://${host}:${port}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    if (response.status !== 201) throw new Error(`POST ${path} was answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as Answer;
  };
  const keyWith = async (...scopes: readonly string[]): Promise<string> =>
    (await must<{ token: string }>("/v1/api-keys", { name: "hostile", scopes })).token;
  const longAccount = accounts.at(-1) as string;
  const payment = { source_account: longAccount, destination_account: accounts[0], amount: "1", currency: "EUR" };
  for (let batch = 0; batch < LONG_BATCHES; batch += 1) {
    await must("/v1/transfer-batches", { mode: "independent", transfers: Array.from({ length: BATCH }, () => payment) });
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
