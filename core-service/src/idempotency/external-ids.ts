// External ids that a write asks to be unique (`external_id_unique`): of a principal, one per kind of resource. What moves money claims its ids inside its
// own function (idempotency.claim); what else is made claims its one id here.
import type { WriteCall } from "@ledge/shared/context";
import { encodeId } from "@ledge/shared/ids";
import { refusedBeside, type Refused } from "@ledge/shared/result";
import { and, eq } from "drizzle-orm";
import type { Database } from "../database/connect.ts";
import { Bug } from "../database/failure.ts";
import { externalIds } from "../database/schema/idempotency.ts";

type Kind = (typeof externalIds.$inferSelect)["kind"];

/** What a request says about its external id. */
interface WithExternalId {
  readonly external_id?: string | null | undefined;
  readonly external_id_unique?: boolean | undefined;
}

/** What a function of the database is asked of it: nothing, mostly. */
export const uniqueOf = ({ external_id_unique: isUnique }: WithExternalId): { readonly external_id_unique?: true } =>
  isUnique === true ? { external_id_unique: true } : {};

/**
 * Claims the external id of a request that asks for it, in the transaction of what is made. Of two that race, the later one waits until the earlier one
 * has ended. Null: it is claimed, or it was not asked for.
 *
 * @param id the UUID of what is made.
 */
export async function claimExternalId(
  database: Database,
  call: WriteCall,
  kind: Kind,
  input: WithExternalId,
  id: string,
): Promise<Refused<"external_id_exists"> | null> {
  if (input.external_id_unique !== true || typeof input.external_id !== "string") return null;
  const claim = { principal: call.principal.id, kind, externalId: input.external_id };
  const claimed = await database
    .insert(externalIds)
    .values({ ...claim, resource: id })
    .onConflictDoNothing()
    .returning({ resource: externalIds.resource });
  if (claimed.length > 0) return null;
  // A statement of its own, which sees what was committed while the one before it waited.
  const [holder] = await database
    .select({ resource: externalIds.resource })
    .from(externalIds)
    .where(and(eq(externalIds.principal, claim.principal), eq(externalIds.kind, kind), eq(externalIds.externalId, claim.externalId)));
  if (holder === undefined) throw new Bug("an external id that is claimed by nothing");
  return refusedBeside("external_id_exists", encodeId(kind, holder.resource));
}

/** What exists already where an operation is refused for it: the database keeps UUIDs. */
const existingKinds: Readonly<Record<string, Kind>> = {
  createCustomer: "customer",
  createHold: "hold",
  createTransaction: "transaction",
  createTransfer: "transfer",
  createTransferBatch: "transfer",
  openAccount: "account",
  reverseTransfer: "transfer",
};

/** The public id of what exists already, by the operation that was refused for it; null: nothing does. */
export function existingId(operation: string, uuid: string | null): string | null {
  if (uuid === null) return null;
  const kind = existingKinds[operation];
  if (kind === undefined) throw new Bug("an operation that is not refused for what exists");
  return encodeId(kind, uuid);
}
