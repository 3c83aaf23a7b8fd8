// The requests of the collection, in an order in which they succeed: each takes its ids from earlier answers. Every operation of the contract is
// here at least once (tests/unit/postman-collection), in the folder of its tag; the rest of a request comes from the contract.

export interface Step {
  readonly operation: string;
  /** The name of the request, for an operation with several; left out: the operation's summary. */
  readonly name?: string;
  /** The name of the request's example, where it has several. */
  readonly form?: string;
  /** Members that replace those of the example. */
  readonly body?: Readonly<Record<string, unknown>>;
  /** The variable in the path; left out: the one of the id's type. */
  readonly id?: string;
  /** Variables that the answer sets, each with its member: `data.0.id` is the first item's id. */
  readonly keeps?: Readonly<Record<string, string>>;
  /** Repeats the request, once a second, until a listed item has this value, or until it succeeds. */
  readonly awaits?: { readonly member: string; readonly value: string } | "success";
}

/** From the institution to the customer, and back. */
const [HOUSE_ACCOUNT, CUSTOMER] = ["{{house_account_id}}", "{{account_id}}"];
const paysIn = { source_account: HOUSE_ACCOUNT, destination_account: CUSTOMER };
const paysOut = { source_account: CUSTOMER, destination_account: HOUSE_ACCOUNT };
const customerAccount = { customer_id: "{{customer_id}}" };
/** In minor units: the two holds together are less than the transfers before them have paid in. */
const HELD = "100";

export const steps: readonly Step[] = [
  { operation: "createCustomer", keeps: { customer_id: "id" } },
  { operation: "listCustomers" },
  { operation: "getCustomer" },
  { operation: "updateCustomer" },
  { operation: "decideVerification" },

  // A code belongs to one account for ever: a second run needs another one.
  {
    ...{ operation: "openAccount", name: "Open a house account", form: "house", body: { code: "cash.{{$guid}}" } },
    keeps: { house_account_id: "id" },
  },
  { operation: "openAccount", name: "Open a customer's account", form: "customer", body: customerAccount, keeps: { account_id: "id" } },
  { operation: "listAccounts" },
  { operation: "getAccount" },
  { operation: "updateAccount" },
  { operation: "freezeAccount" },
  { operation: "unfreezeAccount" },
  { operation: "getBalance" },
  { operation: "listEntries" },
  { operation: "getStatement" },
  {
    ...{ operation: "openAccount", name: "Open an account to close", form: "customer", body: customerAccount },
    keeps: { empty_account_id: "id" },
  },
  { operation: "closeAccount", id: "empty_account_id" },

  { operation: "createTransfer", body: paysIn, keeps: { transfer_id: "id" } },
  { operation: "listTransfers" },
  { operation: "getTransfer" },
  { operation: "getTransferReceipt" },
  { operation: "createTransferBatch", body: { transfers: [{ ...paysIn, amount: "1050", currency: "EUR" }] } },
  { operation: "reverseTransfer" },

  { operation: "createHold", name: "Hold money to capture", body: { ...paysOut, amount: HELD }, keeps: { hold_id: "id" } },
  { operation: "listHolds" },
  { operation: "getHold" },
  { operation: "captureHold", body: { amount: HELD } },
  { operation: "createHold", name: "Hold money to release", body: { ...paysOut, amount: HELD }, keeps: { hold_id: "id" } },
  { operation: "releaseHold" },

  {
    operation: "createTransaction",
    body: {
      entries: [
        { account: HOUSE_ACCOUNT, direction: "debit", amount: "1050", currency: "EUR" },
        { account: CUSTOMER, direction: "credit", amount: "1050", currency: "EUR" },
      ],
    },
    keeps: { transaction_id: "id" },
  },
  { operation: "listTransactions" },
  { operation: "getTransaction" },
  { operation: "getTrialBalance" },

  { operation: "listEvents", keeps: { event_id: "data.0.id" } },
  { operation: "redriveEvents" },

  { operation: "createWebhookEndpoint", body: { url: "{{webhook_url}}" }, keeps: { webhook_endpoint_id: "id" } },
  { operation: "listWebhookEndpoints" },
  { operation: "getWebhookEndpoint" },
  { operation: "updateWebhookEndpoint", body: { url: "{{webhook_url}}" } },
  { operation: "rotateWebhookSecret" },
  { operation: "pingWebhookEndpoint" },
  {
    operation: "listWebhookDeliveries",
    keeps: { webhook_delivery_id: "data.0.id" },
    awaits: { member: "status", value: "delivered" },
  },
  { operation: "redeliverWebhook" },
  { operation: "deleteWebhookEndpoint" },

  { operation: "listAuditRecords", keeps: { audit_record_id: "data.0.record.id" } },
  { operation: "exportAuditRecords" },
  { operation: "getAuditRecord" },
  { operation: "getAuditProof", awaits: "success" },

  { operation: "exportEntries" },
  { operation: "exportTransactions" },
  { operation: "exportTransfers" },
  { operation: "exportEvents" },
  { operation: "exportCustomers" },
  { operation: "exportAccounts" },

  { operation: "createApiKey", body: { customer_id: "{{customer_id}}" }, keeps: { api_key_id: "id" } },
  { operation: "listApiKeys" },
  { operation: "getApiKey" },
  // The time in the example has passed. Without a time the old key stays valid for a day.
  { operation: "rotateApiKey", body: { previous_key_until: undefined } },
  { operation: "revokeApiKey" },

  { operation: "getHealth" },
  { operation: "getReadiness" },
  { operation: "getMetrics" },
  { operation: "listRequests", keeps: { request_id: "data.0.id" } },
  { operation: "getRequest" },
  { operation: "getContract" },
];
