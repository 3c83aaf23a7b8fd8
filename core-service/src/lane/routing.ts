// Chooses the lane of a call: by source account for transfers, so that the transfers of a busy account share batches; spread evenly for the rest.
import type { RefusalOf } from "@ledge/shared/contracts/refusals";
import type { Call, WriteCall } from "@ledge/shared/context";
import type { ChangedHold, CreateHold } from "@ledge/shared/contracts/holds";
import type { CreateTransfer, PostedTransfer } from "@ledge/shared/contracts/transfers";
import type { WriteOutcome } from "@ledge/shared/result";
import { disposeAnswer } from "@ledge/shared/dispose-answer";
import { shardOf } from "@ledge/shared/shard";
import type { Lane } from "./lane.ts";
import type { OperationAnswers, OperationArguments, OperationName } from "./operations.ts";

/** The RPC methods of a lane. The runtime's type of a stub wraps every answer, as if it held stubs itself; these answers are data alone. */
type LaneStub = Pick<Lane, "createHold" | "postTransfer" | "run">;

function lane(env: Env, name: string): LaneStub {
  return env.LANES.get(env.LANES.idFromName(name), { locationHint: env.LANE_LOCATION_HINT }) as unknown as LaneStub;
}

export function postTransfer(
  env: Env,
  call: WriteCall,
  input: CreateTransfer,
): Promise<WriteOutcome<PostedTransfer, RefusalOf<"createTransfer">>> {
  const shard = shardOf(input.source_account, Number(env.POSTING_LANES));
  return lane(env, `posting-${shard}`).postTransfer(call, input);
}

export function placeHold(env: Env, call: WriteCall, input: CreateHold): Promise<WriteOutcome<ChangedHold, RefusalOf<"createHold">>> {
  const shard = shardOf(call.requestId, Number(env.RECORD_LANES));
  return lane(env, `records-${shard}`).createHold(call, input);
}

/** Runs an operation on a record lane. */
export async function runOnLane<Name extends OperationName>(
  env: Env,
  domain: string,
  name: Name,
  args: OperationArguments[Name],
): Promise<OperationAnswers[Name]> {
  const shard = shardOf(spreadBy(domain, args), Number(env.RECORD_LANES));
  return disposeAnswer(await lane(env, `records-${shard}`).run(name, args));
}

/** The value that spreads operations over the lanes: a call's request id, else the value that is looked up, else the domain. */
function spreadBy(domain: string, [first]: readonly unknown[]): string {
  if (typeof first === "string") return first;
  return isCall(first) ? first.requestId : domain;
}

const isCall = (value: unknown): value is Call => typeof value === "object" && value !== null && "requestId" in value;
