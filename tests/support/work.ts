// The context that the core's commands and queries need, over a plain connection: the real database, and calls as the gateway makes them.
import { randomUUID } from "node:crypto";
import type { WriteCall } from "@ledge/shared/context";
import { encodeId, newUuid } from "@ledge/shared/ids";
import { drizzle } from "drizzle-orm/node-postgres";
import type pg from "pg";
import type { Database } from "../../core-service/src/database/connect.ts";
import type { Work } from "../../core-service/src/database/work.ts";
import { operations } from "../../core-service/src/lane/operations.ts";
import { fingerprint, PRINCIPAL } from "./ledger-fixture.ts";
import { unconditional } from "./unconditional.ts";

export const workOn = (client: pg.Client): Work => ({
  database: drizzle(client) as unknown as Database,
  now: () => new Date(),
  newId: newUuid,
  limits: { webhookEndpoints: 1_000, customerAccounts: 1_000 },
});

/** Opens an account without an overdraft limit as the product does, so that its entries can be listed. @returns its public id. */
export async function openUnlimited(work: Work): Promise<string> {
  const terms = {
    kind: "house" as const,
    code: `h${randomUUID()}`,
    currency: "EUR",
    normal_side: "debit" as const,
    allow_negative: true,
    opened_on: "1900-01-01",
  };
  const opened = await operations.openAccount(work, writeCall(), terms);
  if (!opened.ok) throw new Error(`an account was refused: ${opened.refusal.code}`);
  return opened.value.id;
}

/** The id of a key, where a test is not about which. */
export const KEY_ID = "0123abcd";

/** A new request of an operator, under its own key. */
export function writeCall(): WriteCall {
  const key = randomUUID();
  return {
    requestId: encodeId("request", key),
    traceId: key.replaceAll("-", ""),
    principal: { id: PRINCIPAL, keyId: PRINCIPAL, scopes: ["operator"], customerId: null },
    idempotency: { key, fingerprint: fingerprint(key).slice(2) },
    backdatingDays: null,
    precondition: unconditional,
  };
}
