// Places, captures and releases holds. The database decides under the accounts' locks, so that each of several racing captures, releases and
// sweeps sees what the one before it did (law 8).
import { type RefusalOf, refusals } from "@ledge/shared/contracts/refusals";
import type { WriteCall } from "@ledge/shared/context";
import type { CapturedHold, CaptureHold, ChangedHold, CreateHold } from "@ledge/shared/contracts/holds";
import { holdTag } from "@ledge/shared/entity-tags";
import { decodeId, encodeId } from "@ledge/shared/ids";
import type { ProblemCode } from "@ledge/shared/problem";
import { accepted, refused, type Result, type WriteOutcome, type WriteRefusal } from "@ledge/shared/result";
import { Bug } from "../database/failure.ts";
import { knownRefusal } from "../database/known-refusal.ts";
import type { Work } from "../database/work.ts";
import { type CommandWork, exactlyOnce } from "../idempotency/exactly-once.ts";
import { capture, findHold, type HoldOutcome, type HoldRow, lockHold, placeHold, release } from "./hold-queries.ts";
import { showChangedHold } from "./show-hold.ts";
import { type PartyRoles, partyRolesOf } from "./party-roles.ts";

export const createHold = (work: Work, call: WriteCall, input: CreateHold): Promise<WriteOutcome<ChangedHold, RefusalOf<"createHold">>> =>
  exactlyOnce(work, call, "createHold", async ({ database, newId }) => {
    const [source, destination] = [decodeId("account", input.source_account), decodeId("account", input.destination_account)];
    if (source === null || destination === null) throw new Bug("a malformed account id passed the schema");
    const id = newId();
    const outcome = await placeHold(database, call, {
      id,
      actingCustomer: call.principal.customerId,
      source,
      destination,
      amount: input.amount,
      currency: input.currency,
      description: input.description ?? null,
      externalId: input.external_id ?? null,
      metadata: input.metadata ?? {},
      expiresAt: input.expires_at ?? null,
    });
    if (outcome.refusal !== null) return knownRefusal(outcome.refusal, refusals.createHold);
    const row = await found(await findHold(database, id));
    return accepted(showChangedHold(row, true, outcome));
  });

export const captureHold = (
  work: Work,
  call: WriteCall,
  holdId: string,
  input: CaptureHold,
): Promise<WriteOutcome<CapturedHold, RefusalOf<"captureHold">>> =>
  exactlyOnce(work, call, "captureHold", async (inside) => {
    // The external id and metadata of a transfer belong to its payer: a payee neither sees nor sets them.
    const setsPayersOwn = input.external_id !== undefined || input.metadata !== undefined;
    const mayCapture = ({ isPayee, isPayer }: PartyRoles): boolean => isPayee && (isPayer || !setsPayersOwn);
    const changed = await resolve(
      inside,
      call,
      holdId,
      mayCapture,
      (uuid) =>
        capture(inside.database, call, {
          holdId: uuid,
          seed: inside.newId(),
          actingCustomer: call.principal.customerId,
          amount: input.amount ?? null,
          final: input.final ?? input.amount === undefined,
          description: input.description ?? null,
          externalId: input.external_id ?? null,
          metadata: input.metadata ?? null,
        }),
      refusals.captureHold,
    );
    if (!changed.ok) return changed;
    const { hold, transfer } = changed.value;
    if (transfer === null) throw new Bug("a capture without its transfer");
    return accepted({ ...hold, transfer: encodeId("transfer", transfer) });
  });

export const releaseHold = (work: Work, call: WriteCall, holdId: string): Promise<WriteOutcome<ChangedHold, RefusalOf<"releaseHold">>> =>
  exactlyOnce(work, call, "releaseHold", async (inside) => {
    const isPayee = (caller: PartyRoles): boolean => caller.isPayee;
    const changed = await resolve(inside, call, holdId, isPayee, (uuid) => release(inside.database, call, uuid), refusals.releaseHold);
    return changed.ok ? accepted(changed.value.hold) : changed;
  });

interface Resolved {
  readonly hold: ChangedHold;
  /** UUID of the transfer that a capture posted. */
  readonly transfer: string | null;
}

async function resolve<Code extends ProblemCode>(
  work: CommandWork,
  call: WriteCall,
  holdId: string,
  may: (caller: PartyRoles) => boolean,
  change: (uuid: string) => Promise<HoldOutcome>,
  known: readonly Code[],
): Promise<Result<Resolved, Code | "forbidden" | "not_found" | WriteRefusal>> {
  const uuid = decodeId("hold", holdId);
  const before = uuid === null ? null : await findHold(work.database, uuid);
  const caller = before === null ? null : await partyRolesOf(work, call, before);
  if (before === null || caller === null) return refused("not_found");
  // The payer has promised the money: only the payee may capture or release it.
  if (!may(caller)) return refused("forbidden");
  const unmet = work.isConditional ? work.unmet(tagOf(await lockHold(work.database, call, before.id))) : null;
  if (unmet !== null) return unmet;
  const outcome = await change(before.id);
  if (outcome.refusal !== null) return knownRefusal(outcome.refusal, known);
  const row = await found(await findHold(work.database, before.id));
  return accepted({ hold: showChangedHold(row, caller.isPayer, outcome), transfer: outcome.transfer });
}

const tagOf = ({ status, capturedMinor }: HoldRow): string => holdTag({ status, captured_amount: capturedMinor.toString() });

async function found(row: HoldRow | null): Promise<HoldRow> {
  if (row === null) throw new Bug("a hold that was written is not there");
  return row;
}
