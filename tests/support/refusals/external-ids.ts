// The refusals of writes that ask for their external id alone.
import { randomUUID } from "node:crypto";
import { altered, type Scenario, type Scenarios, type ScenarioContext, type Sent } from "./scenario.ts";
import { validRequests } from "./valid-requests.ts";

const operations = ["createCustomer", "createHold", "createTransaction", "createTransfer", "openAccount", "reverseTransfer"] as const;

/** The valid request of an operation, with more members. */
async function withMembers(operation: (typeof operations)[number], context: ScenarioContext, members: object): Promise<Sent> {
  const sent = await (validRequests[operation] as (context: ScenarioContext) => Promise<Sent>)(context);
  return altered(sent, { body: { ...(sent.options.body as object), ...members } });
}

const exists = (operation: (typeof operations)[number]): Scenario => ({
  what: "an external id that an earlier write has asked for alone",
  async prepare(context) {
    const sent = await withMembers(operation, context, { external_id: randomUUID(), external_id_unique: true });
    await context.must(sent.method, sent.path, sent.options.body as object);
    return sent;
  },
});

const lacking = (operation: (typeof operations)[number]): Scenario[] =>
  [{ external_id_unique: true }, { external_id_unique: true, external_id: null }].map((members) => ({
    what: `no external id that could be alone: ${JSON.stringify(members)}`,
    prepare: (context) => withMembers(operation, context, members),
  }));

export const externalIds: Scenarios = Object.fromEntries(
  operations.map((operation) => [operation, { external_id_exists: [exists(operation)], validation_failed: lacking(operation) }]),
);
