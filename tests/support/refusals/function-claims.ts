// The refusal of functions whose external id is another's already.
import { randomUUID } from "node:crypto";
import { openGround, wantedTransfer, writes } from "../claiming-writes.ts";
import { post } from "../ledger-fixture.ts";
import type { FunctionScenario } from "./function-movements.ts";

/** An external id that an earlier write of the same operation has asked for alone. */
export const claimedAs =
  (operation: string): FunctionScenario =>
  async ({ admin, runtime }) => {
    const make = writes[operation] as (typeof writes)[string];
    const [ground, wanted] = [await openGround(admin), { externalId: randomUUID() }];
    await make(ground, wanted).send(admin);
    return async () => (await make(ground, wanted).send(runtime)).refusal;
  };
/** The same, of an item of an atomic batch. */
export const claimedInBatch: FunctionScenario = async ({ admin, runtime }) => {
  const item = { ordinal: 0, ...wantedTransfer(await openGround(admin), { externalId: randomUUID() }) };
  await post(admin, [item]);
  return async () =>
    (await runtime.query("SELECT payments.post_batch($1::json, true) AS answer", [JSON.stringify([item])])).rows[0].answer.refusal;
};
