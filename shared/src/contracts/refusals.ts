// Why each operation of the API can be refused, beside what every operation can be (workers/kit/src/contract-part.ts). It is said here
// alone: the published contract is made from these lists, and the types of commands and queries hold core-service to them.
import type { ProblemCode } from "../problem.ts";

/** Why the ledger refuses to move or to hold money between two accounts. */
const posting = [
  "account_closed",
  "account_frozen",
  "account_not_found",
  "amount_not_positive",
  "amount_out_of_range",
  "currency_mismatch",
  "insufficient_funds",
  "same_account",
] as const;

/** By operationId. */
export const refusals = {
  // identity
  createApiKey: ["customer_not_found"],
  getApiKey: ["not_found"],
  listApiKeys: [],
  revokeApiKey: ["last_operator_key", "not_found"],
  rotateApiKey: ["api_key_rotated", "last_operator_key", "not_found"],
  // customers
  createCustomer: [],
  decideVerification: ["not_found", "verification_not_allowed"],
  getCustomer: ["not_found"],
  listCustomers: [],
  updateCustomer: ["not_found"],
  // accounts
  closeAccount: ["balance_not_zero", "not_found"],
  freezeAccount: ["account_closed", "not_found"],
  getAccount: ["not_found"],
  getBalance: ["not_found"],
  listAccounts: [],
  listEntries: ["not_found"],
  openAccount: ["customer_blocked", "customer_not_found", "house_account_exists", "too_many_accounts"],
  unfreezeAccount: ["account_closed", "not_found"],
  updateAccount: ["account_closed", "not_found", "overdraft_in_use", "overdraft_limit_required"],
  // payments
  captureHold: [
    "account_frozen",
    "amount_not_positive",
    "amount_out_of_range",
    "capture_exceeds_hold",
    "customer_blocked",
    "hold_expired",
    "hold_not_open",
    "not_found",
  ],
  createHold: [...posting, "customer_blocked", "hold_expired"],
  createTransferBatch: ["batch_item_failed"],
  createTransfer: [...posting, "customer_blocked", "value_date_before_opening", "value_date_not_allowed"],
  exportTransfers: ["not_final_yet"],
  getHold: ["not_found"],
  getStatement: ["amount_beyond_format", "not_found"],
  getTransfer: ["not_found"],
  listHolds: [],
  listTransfers: [],
  releaseHold: ["hold_expired", "hold_not_open", "not_found"],
  reverseTransfer: [
    "account_closed",
    "account_frozen",
    "amount_not_positive",
    "amount_out_of_range",
    "customer_blocked",
    "insufficient_funds",
    "not_found",
    "reversal_before_original",
    "reversal_exceeds_original",
    "transfer_not_reversible",
    "value_date_not_allowed",
  ],
  // ledger
  createTransaction: [...posting, "transaction_not_balanced", "value_date_before_opening"],
  exportEntries: ["not_final_yet"],
  exportTransactions: ["not_final_yet"],
  getTransaction: ["not_found"],
  getTrialBalance: [],
  listTransactions: [],
  // audit
  exportAuditRecords: [],
  getAuditProof: ["not_found", "not_sealed_yet"],
  getAuditRecord: ["not_found"],
  getTransferReceipt: ["not_found"],
  listAuditRecords: [],
  // webhooks
  createWebhookEndpoint: ["too_many_webhook_endpoints", "webhook_url_not_allowed"],
  deleteWebhookEndpoint: ["not_found"],
  exportAccounts: ["not_final_yet"],
  exportCustomers: ["not_final_yet"],
  exportEvents: ["not_final_yet"],
  getWebhookEndpoint: ["not_found"],
  listEvents: ["rate_limited"],
  listWebhookDeliveries: ["not_found"],
  listWebhookEndpoints: [],
  pingWebhookEndpoint: ["not_found", "webhook_endpoint_disabled"],
  redeliverWebhook: ["not_found", "webhook_delivery_pending", "webhook_endpoint_disabled"],
  redriveEvents: [],
  rotateWebhookSecret: ["not_found", "too_many_webhook_secrets"],
  updateWebhookEndpoint: ["not_found", "webhook_url_not_allowed"],
  // gateway
  getContract: [],
  getHealth: [],
  getMetrics: [],
  getReadiness: ["service_unavailable"],
  getRequest: ["not_found"],
  listRequests: [],
} as const satisfies Record<string, readonly ProblemCode[]>;

export type OperationId = keyof typeof refusals;

/** The refusals of an operation by core-service: its own codes, and those of any authenticated request. */
export type RefusalOf<Id extends OperationId> = (typeof refusals)[Id][number] | "forbidden" | "validation_failed";
