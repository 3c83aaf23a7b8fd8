// The resources that the fuzz test uses: ids of resources in every state, by the names that the contract has for them.
import { type IdKind, prefixes } from "@ledge/shared/ids";
import { transferOf } from "../test-bank.ts";
import { nothing, type ScenarioContext } from "../refusals/scenario.ts";
import { balancedLegs } from "../refusals/valid-requests.ts";
import { deliveryOf, endpointOf } from "../refusals/webhooks.ts";
import type { Pools } from "./values.ts";

/** Creates the resources. Two ids of each kind name nothing, or a resource of another kind. */
export async function poolsOf(context: ScenarioContext): Promise<Pools> {
  const { bank, must } = context;
  const idOf = async (path: string, body?: object): Promise<string> => (await must("POST", path, body)).json.id;
  const [rich, poor, frozen, closed] = [
    await bank.customerWith("1000000"),
    await bank.customerWith("0", "500"),
    await bank.customerWith("10"),
    await bank.customerWith("0"),
  ];
  await must("POST", `/v1/accounts/${frozen.account}/freeze`);
  await must("POST", `/v1/accounts/${closed.account}/close`);
  const koruna = await context.houseAccount({ currency: "CZK" });
  const [one, other] = [await bank.pay(rich.account, poor.account, "100"), await bank.pay(bank.cash, rich.account, "7")];
  const holds = [
    await idOf("/v1/holds", transferOf(rich.account, bank.cash, "10")),
    await idOf("/v1/holds", transferOf(rich.account, poor.account, "20")),
    await idOf("/v1/holds", transferOf(rich.account, bank.cash, "30")),
  ];
  await must("POST", `/v1/holds/${holds[2]}/release`);
  const transaction = await idOf("/v1/transactions", balancedLegs(bank.cash, rich.account, "5"));
  const delivery = await deliveryOf(context);
  const events = (await must("GET", "/v1/events?limit=3")).json.data.map(({ id }: { id: string }) => id);
  const ids: Partial<Record<IdKind, readonly string[]>> = {
    account: [rich.account, poor.account, frozen.account, closed.account, bank.cash, koruna],
    customer: [rich.customer, poor.customer],
    transfer: [one.id, other.id],
    hold: holds,
    transaction: [transaction],
    apiKey: [await idOf("/v1/api-keys", { name: "till", scopes: ["accounts:read"] })],
    event: events,
    webhookEndpoint: [(await endpointOf(context)).json.id, delivery.endpoint],
    webhookDelivery: [delivery.id],
  };
  const named = Object.entries(ids).map(([kind, known]) => [
    `${kind.charAt(0).toUpperCase()}${kind.slice(1)}Id`,
    [...known, nothing(kind as IdKind), `${prefixes[kind as IdKind]}_00000000000000000000000000`],
  ]);
  return {
    ...Object.fromEntries(named),
    url: [context.receiver.at("/fuzz"), "https://192.0.2.1/", "https://user:x@hooks.ledge-test.net/"],
  };
}
