// Opens the accounts and webhook endpoints that a run works with, and funds the accounts: through the API, before any fault.
import { randomUUID } from "node:crypto";
import type { AnswersSeen } from "./answers-seen.ts";
import type { Receiver } from "../webhook-receiver/receiver.ts";
import { Resources } from "./resources.ts";
import { endpoints } from "./endpoints.ts";
import type { Effect, History, Intent } from "./history.ts";

const ACCOUNTS = 10;
/** In minor units: enough for a run of uniform transfers in both directions. */
const FUNDS = 50_000;
/** In minor units, about two transfers' worth: transfers are refused for lack of funds all the time. */
const HOT_FUNDS = 40;

export interface Api {
  readonly url: string;
  readonly apiKey: string;
  readonly seen: AnswersSeen;
}

/** @throws when the platform does not answer 201. */
async function post<T>(
  { url, apiKey, seen }: Api,
  path: string,
  body: object,
  key: string = randomUUID(),
): Promise<{ text: string; json: T }> {
  const headers = { Authorization: `Bearer ${apiKey}`, "Idempotency-Key": key, "Content-Type": "application/json" };
  const ended = seen.sent(new URL(path, url), "POST");
  const response = await fetch(`${url}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  ended(response);
  const text = await response.text();
  if (response.status !== 201) throw new Error(`The platform answered ${response.status} to ${path}: ${text}`);
  return { text, json: JSON.parse(text) as T };
}

export async function openAccounts(api: Api, history: History): Promise<Resources> {
  const open = async (code: string, allowNegative: boolean): Promise<string> => {
    const terms = { kind: "house", code, currency: "EUR", normal_side: "credit", allow_negative: allowNegative };
    return (await post<{ id: string }>(api, "/v1/accounts", terms)).json.id;
  };
  const vault = await open("vault", true);
  const accounts: string[] = [];
  for (let index = 0; index < ACCOUNTS; index += 1) accounts.push(await open(`account-${index}`, false));
  const hot = [await open("hot-1", false), await open("hot-2", false)] as const;
  const resources = new Resources(vault, accounts, hot);
  for (const [index, account] of [...accounts, ...hot].entries()) {
    const [mark, amount] = [`funds-${index}`, String(index < ACCOUNTS ? FUNDS : HOT_FUNDS)];
    const item = { source_account: vault, destination_account: account, amount, currency: "EUR", external_id: mark };
    const intended = [{ mark, amount }];
    const intent: Intent = {
      ...{ n: -index, kind: "transfer", key: randomUUID(), path: "/v1/transfers", body: JSON.stringify(item), intended },
    };
    history.invoke(intent);
    const { text, json } = await post<Effect>(api, intent.path, item, intent.key);
    history.end(intent, [{ status: 201, text }], [{ mark, amount: json.amount, id: json.id }]);
  }
  return resources;
}

/** Returns the endpoints' signing secrets, by path. */
export async function openEndpoints(api: Api, receiver: Receiver): Promise<Map<string, string>> {
  const secrets = new Map<string, string>();
  for (const { path, events, signature } of endpoints) {
    const made = await post<{ secret: string }>(api, "/v1/webhook-endpoints", { url: receiver.at(path), events, signature });
    secrets.set(path, made.json.secret);
  }
  return secrets;
}

/** Makes one more write. Its message has the consumers catch up on all that Miniflare's queue lost when it was killed; a real queue loses none. */
export async function writeLast(api: Api): Promise<void> {
  await post(api, "/v1/customers", { type: "person", name: "Omega" });
}
