// The order in which the collection's requests work: each takes what it names from the answers before it. Every operation of the contract is
// here at least once (tests/unit/postman), in the folder of its tag; what is not said here is the contract's.

export interface Step {
  readonly operation: string;
  /** Where one operation is there twice; its summary if left out. */
  readonly name?: string;
  /** Which of the request's examples, where it has several. */
  readonly form?: string;
  /** Members in place of the example's. */
  readonly body?: Readonly<Record<string, unknown>>;
  /** The variable in the path, in place of the one of the id's kind. */
  readonly id?: string;
  /** Variables that are set by the answer, each with the member that it is: `data.0.id` is the first item's. */
  readonly keeps?: Readonly<Record<string, string>>;
  /** Asks again, once a second, until a listed item has this value: what happens by itself takes its time. */
  readonly awaits?: { readonly member: string; readonly value: string };
}

/** From the institution to the customer, and back. */
const [HOUSE, CUSTOMER] = ["{{house_account_id}}", "{{account_id}}"];
const paysIn = { source_account: HOUSE, destination_account: CUSTOMER };
const paysOut = { source_account: CUSTOMER, destination_account: HOUSE };
const customerAccount = { customer_id: "{{customer_id}}" };
/** Less than what the transfers before have paid in: two holds are placed. */
const HELD = "100";

export const steps: readonly Step[] = [
  { operation: "createCustomer", keeps: { customer_id: "id" } },
  { operation: "listCustomers" },
  { operation: "getCustomer" },
  { operation: "updateCustomer" },
  { operation: "decideVerification" },

  // A code is its account's alone, for good: a second run needs another.
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
        { account: HOUSE, direction: "debit", amount: "1050", currency: "EUR" },
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

  { operation: "createApiKey", body: { customer_id: "{{customer_id}}" }, keeps: { api_key_id: "id" } },
  { operation: "listApiKeys" },
  { operation: "getApiKey" },
  // The example's time has passed by now: without one the old key is taken for a day.
  { operation: "rotateApiKey", body: { previous_key_until: undefined } },
  { operation: "revokeApiKey" },

  { operation: "getHealth" },
  { operation: "getReadiness" },
  { operation: "getContract" },
];
