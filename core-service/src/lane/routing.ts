// Which lane a call takes. By account for postings, so that a hot account's transfers meet in one batch; spread for the rest.
import type { RefusalOf } from "@ledge/shared/contracts/refusals";
import type { Call, WriteCall } from "@ledge/shared/context";
import type { ChangedHold, CreateHold } from "@ledge/shared/contracts/holds";
import type { CreateTransfer, PostedTransfer } from "@ledge/shared/contracts/transfers";
import type { Outcome } from "@ledge/shared/result";
import { letGo } from "@ledge/shared/let-go";
import { shardOf } from "@ledge/shared/shard";
import type { Lane } from "./lane.ts";
import type { OperationAnswers, OperationArguments, OperationName } from "./operations.ts";

/** What is called of a lane. The runtime's type of a stub wraps every answer, as if it held stubs itself; answers are data alone. */
type LaneStub = Pick<Lane, "createHold" | "postTransfer" | "run">;

function lane(env: Env, name: string): LaneStub {
  return env.LANES.get(env.LANES.idFromName(name), { locationHint: env.LANE_LOCATION_HINT }) as unknown as LaneStub;
}

export function postTransfer(
  env: Env,
  call: WriteCall,
  input: CreateTransfer,
): Promise<Outcome<PostedTransfer, RefusalOf<"createTransfer">>> {
  const shard = shardOf(input.source_account, Number(env.POSTING_LANES));
  return lane(env, `posting-${shard}`).postTransfer(call, input);
}

export function placeHold(env: Env, call: WriteCall, input: CreateHold): Promise<Outcome<ChangedHold, RefusalOf<"createHold">>> {
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
  return letGo(await lane(env, `records-${shard}`).run(name, args));
}

/** What spreads the operations over the lanes: a call's request, what is looked up where there is no call, or else the domain. */
function spreadBy(domain: string, [first]: readonly unknown[]): string {
  if (typeof first === "string") return first;
  return isCall(first) ? first.requestId : domain;
}

const isCall = (value: unknown): value is Call => typeof value === "object" && value !== null && "requestId" in value;
