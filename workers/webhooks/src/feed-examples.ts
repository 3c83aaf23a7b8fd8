// Examples of lines of the feed's exports.
import type { EventOf, EventType } from "@ledge/shared/contracts/events";
import { example, otherExample } from "@ledge/shared/schema";

const AT = "2026-11-22T10:00:00.000Z";

const envelope = {
  id: example("event"),
  version: 1,
  occurred_at: AT,
  actor: example("apiKey"),
  request_id: example("request"),
  trace_id: "4bf92f3577b34da6a3ce929d0e0e4736",
} as const;

export const feedExamples: { readonly [Type in "account.opened" | "customer.created" | "transfer.posted"]: EventOf<Type & EventType> } = {
  "account.opened": {
    ...envelope,
    type: "account.opened",
    resource: example("account"),
    accounts: [{ id: example("account"), version: 0 }],
    data: {
      id: example("account"),
      kind: "house",
      customer_id: null,
      code: "cash",
      currency: "EUR",
      normal_side: "debit",
      overdraft_limit: null,
      status: "open",
      name: null,
      metadata: {},
      opened_on: "2026-11-22",
      created_at: AT,
      balance: { currency: "EUR", posted: "0", pending_in: "0", pending_out: "0", available: "0", version: 0, as_of: AT },
    },
  },
  "customer.created": {
    ...envelope,
    type: "customer.created",
    resource: example("customer"),
    accounts: [],
    data: {
      id: example("customer"),
      type: "person",
      name: "Ada Lovelace",
      email: null,
      external_id: null,
      metadata: {},
      verification: "pending",
      verification_reason: null,
      version: 1,
      created_at: AT,
      updated_at: AT,
    },
  },
  "transfer.posted": {
    ...envelope,
    type: "transfer.posted",
    resource: example("transfer"),
    accounts: [
      { id: example("account"), version: 2 },
      { id: otherExample("account"), version: 1 },
    ],
    data: {
      id: example("transfer"),
      status: "posted",
      source_account: example("account"),
      destination_account: otherExample("account"),
      amount: "1050",
      currency: "EUR",
      description: "Rent",
      external_id: null,
      metadata: {},
      reversal_of: null,
      hold: null,
      reversed_amount: "0",
      effective_at: AT,
      created_at: AT,
    },
  },
};
