// Commands that run in sets: what payments.run_commands takes, which runs a whole set in one transaction, each item under its key, and how its
// outcomes are answered. The database decides under the locks of what a command changes, so that each of several racing captures, releases,
// reversals and sweeps sees what the one before it did (laws 8 and 9).
import { type DryRunCall, isWrite, type WriteCall } from "@ledge/shared/context";
import type { OperationId, refusals as ownRefusals } from "@ledge/shared/contracts/refusals";
import { encodeId } from "@ledge/shared/ids";
import type { EntityTags } from "@ledge/shared/precondition";
import type { ProblemCode } from "@ledge/shared/problem";
import { accepted, type Result, type WriteOutcome } from "@ledge/shared/result";
import { knownRefusal } from "../database/known-refusal.ts";
import type { Load } from "../database/turns.ts";
import { requestUuid } from "../outbox/origin.ts";
import { reusedKey } from "./exactly-once.ts";

/** The UUID of nothing (RFC 9562, section 5.9). A request for it is sent all the same, because its key may stand for another request (law 13). */
export const NO_RESOURCE = "00000000-0000-0000-0000-000000000000";

/** What a command asks for, as payments.command has it; what is left out is NULL. */
export interface Asked {
  /** A UUID: the hold, or the transfer that is reversed; NO_RESOURCE for a malformed id. */
  readonly target?: string;
  readonly source_account?: string;
  readonly destination_account?: string;
  /** Integer minor units; the function judges sign and range. Null: all that is left. */
  readonly amount?: string | null;
  readonly currency?: string;
  readonly description?: string | null;
  readonly external_id?: string | null;
  readonly metadata?: Readonly<Record<string, string>> | null;
  readonly expires_at?: string | null;
  readonly effective_at?: string | null;
  readonly is_final?: boolean;
  /** Of a transaction, in their order. */
  readonly legs?: readonly Leg[];
}

interface Leg {
  readonly ordinal: number;
  readonly account: string;
  readonly direction: "debit" | "credit";
  readonly amount: string;
  readonly currency: string;
}

export interface AskedBy {
  readonly principal: string;
  /** Null, as the fingerprint is: a dry run. */
  readonly key: string | null;
  /** Hex of 32 bytes, with the `\x` of Postgres. */
  readonly fingerprint: string | null;
  /** UUID. */
  readonly request_id: string;
  readonly trace_id: string;
  readonly acting_customer: string | null;
  readonly backdating_days: number | null;
}

export interface CommandRequest extends AskedBy, Asked {
  readonly operation: string;
  readonly seed: string;
  readonly if_match: readonly string[] | null;
  readonly if_none_match: readonly string[] | null;
}

export interface CommandAnswer {
  readonly ordinal: number;
  /** Under the key; a refusal that is not recorded may be a success later. */
  readonly recorded: boolean;
  readonly replayed: boolean;
  readonly reused: boolean;
  /** A refusal's code, or what the command's `show` takes. */
  readonly outcome: { readonly refusal?: string; readonly request_id: string };
}

/** One operation. */
export interface Command {
  /** @throws Bug when an id of the body is malformed: the contract's schemas let none through. */
  readonly ask: (...args: never) => Asked;
  /** The answer's value, made of the recorded outcome alone, so that every retry gets the same bytes. */
  readonly show: (stored: never) => unknown;
  readonly refusals: readonly ProblemCode[];
}

/** Commands of a contract, each with the arguments and the value of its operation. */
export type CommandsOf<Core, Names extends keyof Core & OperationId> = {
  readonly [Name in Names]: Core[Name] extends (call: WriteCall, ...args: infer Args) => Promise<Result<infer Value>>
    ? {
        readonly ask: (...args: Args) => Asked;
        readonly show: (stored: never) => Value;
        readonly refusals: readonly (typeof ownRefusals)[Name][number][];
      }
    : never;
};

export type CommandOutcome<One extends Command> = WriteOutcome<ReturnType<One["show"]>, One["refusals"][number] | "forbidden">;

/** Who asks, by which request and under which key, for a function of the database that writes the key's row. */
export const askedBy = (call: DryRunCall): AskedBy => ({
  principal: call.principal.id,
  key: isWrite(call) ? call.idempotency.key : null,
  fingerprint: isWrite(call) ? `\\x${call.idempotency.fingerprint}` : null,
  request_id: requestUuid(call),
  trace_id: call.traceId,
  acting_customer: call.principal.customerId,
  backdating_days: call.backdatingDays,
});

/** @param seed a UUID whose random bits become those of a transfer's id; of a hold, its id. */
export const commandRequest = (operation: string, call: DryRunCall, asked: Asked, seed: string): CommandRequest => ({
  operation,
  ...askedBy(call),
  seed,
  if_match: tagsOf(call.precondition.ifMatch),
  if_none_match: tagsOf(call.precondition.ifNoneMatch),
  ...asked,
});

/**
 * What a leg of a transaction counts for in a set, where a placed hold is 1. Legs are posted one by one, under the locks of all accounts of the
 * set: each costs as much as several holds, and a row that one transaction of the database changes a hundred times is found ever slower.
 */
const LEG_WEIGHT = 8;
/** Commands on one hold or original run one after the other, each with statements of its own, and anyone who may capture it can send hundreds. */
const TARGET_WEIGHT = 4;

/** Characters of metadata that count as much as a placed hold or a transfer: to keep, to parse and to write. */
const CHARACTERS_PER_WEIGHT = 512;
/** Legs that take as much memory as a placed hold. */
const LEGS_PER_SIZE = 8;

/** What metadata adds to the weight and the size of what carries it: else a set of the largest would be tens of megabytes. */
export function weightOfMetadata(metadata: Readonly<Record<string, string>> | null | undefined): number {
  const characters = Object.entries(metadata ?? {}).reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  return Math.floor(characters / CHARACTERS_PER_WEIGHT);
}

/** What a command counts for in a set. */
export function weightOf({ legs = [], target, metadata }: CommandRequest): Load {
  const ofMetadata = weightOfMetadata(metadata);
  const weight = legs.length > 0 ? LEG_WEIGHT * legs.length : target === undefined ? 1 : TARGET_WEIGHT;
  return { weight: weight + ofMetadata, size: 1 + Math.floor(legs.length / LEGS_PER_SIZE) + ofMetadata };
}

const tagsOf = (tags: EntityTags | null): readonly string[] | null => (tags === "any" ? ["*"] : tags);

/**
 * Refusals that a command may have beside its own. They are not recorded, because the same request may succeed later, or because its key says already that
 * it was refused.
 */
const unrecorded = ["forbidden", "outcome_expired", "precondition_failed"] as const;

/** @throws Bug when the function refused with a code that the operation does not have. */
export function commandOutcome<One extends Command>(
  call: WriteCall,
  command: One,
  { recorded, replayed, reused, outcome }: CommandAnswer,
): CommandOutcome<One> {
  if (reused) return reusedKey(call) as CommandOutcome<One>;
  const about = { recorded, replayed, requestId: encodeId("request", outcome.request_id) };
  return { ...commandResult(command, outcome), ...about } as CommandOutcome<One>;
}

/** What the function decided. @throws Bug when it refused with a code that the operation does not have. */
export const commandResult = ({ show, refusals }: Command, outcome: CommandAnswer["outcome"]): Result<unknown> =>
  outcome.refusal === undefined ? accepted(show(outcome as never)) : knownRefusal(outcome.refusal, [...refusals, ...unrecorded]);
