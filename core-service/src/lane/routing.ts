// Which lane a call takes. By account for postings, so that a hot account's transfers meet in one batch; spread for the rest.
import type { Call, WriteCall } from "@ledge/shared/context";
import type { ChangedHold, CreateHold } from "@ledge/shared/contracts/holds";
import type { CreateTransfer, PostedTransfer } from "@ledge/shared/contracts/transfers";
import type { Outcome } from "@ledge/shared/result";
import { letGo } from "@ledge/shared/let-go";
import { shardOf } from "@ledge/shared/shard";
import type { Lane } from "./lane.ts";
import type { OperationArguments, OperationName, Operations } from "./operations.ts";

function lane(env: Env, name: string): DurableObjectStub<Lane> {
  return env.LANES.get(env.LANES.idFromName(name), { locationHint: env.LANE_LOCATION_HINT });
}

export function postTransfer(env: Env, call: WriteCall, input: CreateTransfer): Promise<Outcome<PostedTransfer>> {
  const shard = shardOf(input.source_account, Number(env.POSTING_LANES));
  return lane(env, `posting-${shard}`).postTransfer(call, input) as Promise<Outcome<PostedTransfer>>;
}

export function placeHold(env: Env, call: WriteCall, input: CreateHold): Promise<Outcome<ChangedHold>> {
  const shard = shardOf(call.requestId, Number(env.RECORD_LANES));
  return lane(env, `records-${shard}`).createHold(call, input) as Promise<Outcome<ChangedHold>>;
}

/** Runs an operation on a record lane. `call` spreads the load; an operation without one (a look-up) is spread by `spreadBy`. */
export function runOperation<Name extends OperationName>(
  env: Env,
  spreadBy: string,
  name: Name,
  ...args: OperationArguments<Name>
): ReturnType<Operations[Name]> {
  const shard = shardOf(spreadBy, Number(env.RECORD_LANES));
  const answer = lane(env, `records-${shard}`).run(name, args as never) as Promise<unknown>;
  return answer.then(letGo) as ReturnType<Operations[Name]>;
}

/** An operation on behalf of a call: its first argument, and what spreads it. */
export function runFor<Name extends OperationName>(
  env: Env,
  call: Call,
  name: Name,
  ...rest: OperationArguments<Name> extends [Call, ...infer Rest] ? Rest : never
): ReturnType<Operations[Name]> {
  return runOperation(env, call.requestId, name, ...([call, ...rest] as unknown as OperationArguments<Name>));
}
