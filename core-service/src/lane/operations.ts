// Every command and query that a lane runs, by the name it has on every floor. Transfers are not here: they are group-committed.
import * as changeAccountStatus from "../accounts/change-account-status.ts";
import * as openAccount from "../accounts/open-account.ts";
import * as readAccounts from "../accounts/read-accounts.ts";
import * as updateAccount from "../accounts/update-account.ts";
import * as createCustomer from "../customers/create-customer.ts";
import * as decideVerification from "../customers/decide-verification.ts";
import * as readCustomers from "../customers/read-customers.ts";
import * as updateCustomer from "../customers/update-customer.ts";
import type { Work } from "../database/work.ts";
import * as countEvents from "../feed/count-events.ts";
import * as deadLetters from "../feed/dead-letters.ts";
import * as createApiKey from "../identity/create-api-key.ts";
import * as readApiKeys from "../identity/read-api-keys.ts";
import * as revokeApiKey from "../identity/revoke-api-key.ts";
import * as rotateApiKey from "../identity/rotate-api-key.ts";
import * as createTransaction from "../ledger/create-transaction.ts";
import * as readLedger from "../ledger/read-ledger.ts";
import * as readEvents from "../feed/read-events.ts";
import * as changeHolds from "../payments/change-holds.ts";
import * as createTransferBatch from "../payments/create-transfer-batch.ts";
import * as readHolds from "../payments/read-holds.ts";
import * as readStatement from "../payments/read-statement.ts";
import * as readTransfers from "../payments/read-transfers.ts";
import * as reverseTransfer from "../payments/reverse-transfer.ts";
import * as changeEndpoints from "../webhooks/change-endpoints.ts";
import * as deliver from "../feed/deliver.ts";
import * as readWebhooks from "../webhooks/read-webhooks.ts";
import * as redeliver from "../webhooks/redeliver.ts";
import { ready } from "./ready.ts";

export const operations = {
  ready,
  ...openAccount,
  ...changeAccountStatus,
  ...readAccounts,
  ...updateAccount,
  ...createCustomer,
  ...decideVerification,
  ...readCustomers,
  ...updateCustomer,
  ...createApiKey,
  ...readApiKeys,
  ...revokeApiKey,
  ...rotateApiKey,
  ...createTransaction,
  ...readLedger,
  ...changeHolds,
  ...createTransferBatch,
  ...readHolds,
  ...readStatement,
  ...readTransfers,
  ...reverseTransfer,
  ...readEvents,
  ...changeEndpoints,
  ...deliver,
  ...countEvents,
  ...deadLetters,
  ...redeliver,
  getWebhookEndpoint: readWebhooks.getWebhookEndpoint,
  listWebhookEndpoints: readWebhooks.listWebhookEndpoints,
  listWebhookDeliveries: readWebhooks.listWebhookDeliveries,
};

export type Operations = typeof operations;
export type OperationName = keyof Operations;
/** An operation's arguments as its caller gives them: the lane adds the work. */
export type OperationArguments<Name extends OperationName> = Parameters<Operations[Name]> extends [Work, ...infer Rest] ? Rest : never;
