// What the resources of a record are, by its operation: the database keeps UUIDs, and the record, whose form is frozen, has public ids. A rule of the
// past must never change: the hash of its records is in the tree.
import type { OperationId } from "@ledge/shared/contracts/refusals";
import { decodeId, type IdKind } from "@ledge/shared/ids";

/** Writes that leave a row of their key, and acts of the platform itself. */
type Recorded =
  | Exclude<OperationId, `export${string}` | `get${string}` | `list${string}`>
  | ("disableWebhookEndpoint" | "expireHold")
  | ("closeMigrator" | "endLoginSessions" | "openMigrator" | "publishLogin" | "revokeLogin" | "setLoginPassword");

/** The kinds of a record's resources in their order; the last one is that of all further ones. */
const resourceKinds: Readonly<Record<Recorded, readonly IdKind[]>> = {
  captureHold: ["hold", "transfer"],
  closeAccount: ["account"],
  closeMigrator: ["credential"],
  createApiKey: ["apiKey"],
  createCustomer: ["customer"],
  createHold: ["hold"],
  createTransaction: ["transaction"],
  createTransfer: ["transfer"],
  createTransferBatch: ["transfer"],
  createWebhookEndpoint: ["webhookEndpoint"],
  decideVerification: ["customer"],
  deleteWebhookEndpoint: ["webhookEndpoint"],
  disableWebhookEndpoint: ["webhookEndpoint"],
  endLoginSessions: ["credential"],
  expireHold: ["hold"],
  freezeAccount: ["account"],
  openAccount: ["account"],
  openMigrator: ["credential"],
  pingWebhookEndpoint: ["webhookEndpoint"],
  publishLogin: ["credential"],
  redeliverWebhook: ["webhookDelivery"],
  redriveEvents: [],
  releaseHold: ["hold"],
  reverseTransfer: ["transfer"],
  revokeApiKey: ["apiKey"],
  revokeLogin: ["credential"],
  rotateApiKey: ["apiKey"],
  rotateWebhookSecret: ["webhookEndpoint"],
  setLoginPassword: ["credential"],
  unfreezeAccount: ["account"],
  updateAccount: ["account"],
  updateCustomer: ["customer"],
  updateWebhookEndpoint: ["webhookEndpoint"],
};

/** The kind of a record's resource. @param place from 0. @returns undefined for what the operation does not have. */
export function kindOfResource(operation: string, place: number): IdKind | undefined {
  const kinds: readonly IdKind[] = Object.hasOwn(resourceKinds, operation) ? resourceKinds[operation as Recorded] : [];
  return kinds[Math.min(place, kinds.length - 1)];
}

/** A transfer is a transaction too, under the same UUID. */
const ALIKE: readonly IdKind[] = ["transaction", "transfer"];

/** The operations that may be about a resource, by the kind of its public id. */
export function operationsAbout(id: string): readonly string[] {
  const isOfKind = (kind: IdKind): boolean =>
    decodeId(kind, id) !== null || (ALIKE.includes(kind) && ALIKE.some((one) => decodeId(one, id) !== null));
  return Object.entries(resourceKinds).flatMap(([operation, kinds]) => (kinds.some(isOfKind) ? [operation] : []));
}
