// Creates one resource of each kind on an empty platform, so that a generator that reads lists finds ids.
import { createLedge } from "@ledge/client";
import type { Platform } from "./platform.ts";

/** @throws LedgeError when the platform refuses. */
export async function seed({ url, operatorKey }: Platform): Promise<void> {
  const ledge = createLedge({ url: url.origin, apiKey: operatorKey });
  const { data: customer } = await ledge.post("/v1/customers", { body: { type: "person", name: "Ada Lovelace" } });
  const terms = { currency: "EUR", normal_side: "debit", allow_negative: true } as const;
  const { data: cash } = await ledge.post("/v1/accounts", { body: { kind: "house", code: "cash", ...terms } });
  const { data: account } = await ledge.post("/v1/accounts", { body: { kind: "customer", customer_id: customer.id, currency: "EUR" } });
  const sides = { source_account: cash.id, destination_account: account.id, currency: "EUR" };
  await ledge.post("/v1/transfers", { body: { ...sides, amount: "100000" } });
  await ledge.post("/v1/holds", { body: { ...sides, amount: "5000" } });
  const { data: endpoint } = await ledge.post("/v1/webhook-endpoints", { body: { url: `${url.origin}/healthz`, events: ["ping"] } });
  await ledge.post("/v1/webhook-endpoints/{id}/ping", { params: { path: { id: endpoint.id } } });
}
