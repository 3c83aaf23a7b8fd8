// The matrix of operations × principals × ids, made from the contract: what belongs to somebody else and what does not exist are one answer, by status,
// headers and body, and change nothing (law 26). By time it is measured: `npm run test:hostile -- --timing`.
import contract from "@ledge/openapi/ledge.v1.json" with { type: "json" };
import type { AuditRecord } from "@ledge/shared/contracts/audit-record";
import { encodeId, ID_SUFFIX, type IdKind, newUuid, prefixes } from "@ledge/shared/ids";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Ledge, LedgeResponse } from "../support/ledge.ts";
import { operations } from "../support/refusals/contract.ts";
import { allScopes, get, type Prepare, type ScenarioContext, send, type Sent } from "../support/refusals/scenario.ts";
import { type ScenarioPlatform, startScenarios } from "../support/refusals/scenario-platform.ts";
import { validRequests } from "../support/refusals/valid-requests.ts";
import { settled } from "../support/refusals/webhooks.ts";

let platform: ScenarioPlatform;
let ledge: Ledge;
let context: ScenarioContext;
let admin: ScenarioPlatform["admin"];
let digest: ScenarioPlatform["digest"];

beforeAll(async () => {
  platform = await startScenarios();
  ({ ledge, context, admin, digest } = platform);
});
afterAll(() => platform.close());

/** Filters of lists that take an id; each with a list of the same kind of thing that somebody else has. */
const filters: Readonly<Record<string, Prepare>> = {
  "listAccounts?customer_id": async ({ bank }) => get(`/v1/accounts?customer_id=${(await bank.customerWith("1")).customer}`),
  "listTransfers?account": async ({ bank }) => get(`/v1/transfers?account=${(await bank.customerWith("1")).account}`),
  "listHolds?account": async ({ bank }) => get(`/v1/holds?account=${(await bank.customerWith("1")).account}`),
  "listEvents?account": async ({ bank }) => get(`/v1/events?account=${(await bank.customerWith("1")).account}`),
  "listEvents?after": async ({ must }) => get(`/v1/events?after=${(await must("GET", "/v1/events?limit=1")).json.data[0].id}`),
  "listRequests?principal": async (context) => get(`/v1/requests?principal=${(await recorded(context)).principal}`),
  "listRequests?before": async (context) => get(`/v1/requests?before=${(await recorded(context)).request_id}`),
  "listAuditRecords?principal": async (context) => get(`/v1/audit/records?principal=${(await recorded(context)).principal}`),
  "listAuditRecords?request_id": async (context) => get(`/v1/audit/records?request_id=${(await recorded(context)).request_id}`),
  "listAuditRecords?resource": async (context) => get(`/v1/audit/records?resource=${(await recorded(context)).resources[0]}`),
};

/** A record of a write. */
async function recorded({ bank, must }: ScenarioContext): Promise<AuditRecord> {
  const { customer } = await bank.customerWith("0");
  return (await must("GET", `/v1/audit/records?resource=${customer}&operation=createCustomer`)).json.data[0].record;
}

const ANY_ID = new RegExp(`\\b(?:${Object.values(prefixes).join("|")})_${ID_SUFFIX}`, "g");
const kindOf = (id: string): IdKind =>
  (Object.entries(prefixes) as [IdKind, string][]).find(([, prefix]) => prefix === id.slice(0, id.lastIndexOf("_")))?.[0] as IdKind;
const idsOf = ({ path, options }: Sent): string[] => [...new Set(`${path} ${JSON.stringify(options.body ?? "")}`.match(ANY_ID))];

/** The same request about something that does not exist. */
function withMissing(sent: Sent, id: string): Sent {
  const missing = encodeId(kindOf(id), newUuid());
  const { path, options } = JSON.parse(JSON.stringify(sent).replaceAll(id, missing)) as Sent;
  return { ...sent, path, options };
}

/** What a client sees, without what differs between two requests for the same: ids, the request's own id, times, and what is left of its rate. */
const seen = ({ status, headers, text }: LedgeResponse): unknown => ({
  status,
  headers: [...headers].filter(([name]) => !["date", "request-id", "ratelimit"].includes(name)).sort(),
  text: text.replaceAll(ANY_ID, "…").replace(/"request_id":"[^"]*"/, ""),
});

const table = [
  ...Object.entries(validRequests).filter(([operationId]) =>
    operations.some((one) => one.operationId === operationId && one.scope !== "public"),
  ),
  ...Object.entries(filters),
];

describe.each(["a customer's key", "a key without scopes for it", "no key"] as const)("to %s", (principal) => {
  const tokenFor = async ([operationId]: readonly [string, Prepare]): Promise<string | null> => {
    if (principal === "no key") return null;
    if (principal === "a customer's key") return await context.keyWith(allScopes, (await context.bystander("500")).customer);
    const { scope } = operations.find((one) => one.operationId === operationId.split("?")[0]) as (typeof operations)[number];
    return await context.keyWith(allScopes.filter((one) => !scope.includes(one)));
  };

  test.each(table)("%s answers the same about what is somebody else's and what does not exist", async (name, prepare) => {
    const token = await tokenFor([name, prepare]);
    const sent = await prepare(context);
    await settled(admin);
    for (const id of idsOf(sent)) {
      const before = await digest();
      const ask = async (one: Sent): Promise<LedgeResponse> => await send(ledge, { ...one, options: { ...one.options, token } });
      const [foreign, missing] = [await ask(sent), await ask(withMissing(sent, id))];
      expect(seen(foreign), `${name}: ${id}`).toEqual(seen(missing));
      // A list of what is somebody else's is empty; all else is refused.
      if (foreign.status < 300) expect(foreign.json).toMatchObject({ data: [] });
      expect((await digest()).books).toEqual(before.books);
    }
  });
});

test("the institution's own key gets what each of these requests asks for, so that it is there to be seen", async () => {
  for (const [name, prepare] of table) {
    const { status, text } = await send(ledge, await prepare(context));
    expect(status, `${name}: ${text}`).toBeLessThan(300);
  }
});

test("every parameter of a query that takes an id is in the table", () => {
  const { schemas, parameters } = contract.components as unknown as Record<string, Record<string, any>>;
  const named = (found: any): any => {
    const name = found?.$ref?.split("/").at(-1) as string | undefined;
    return name === undefined ? found : (parameters?.[name] ?? schemas?.[name]);
  };
  const wanted = Object.values(contract.paths as Record<string, Record<string, any>>).flatMap((methods) =>
    Object.values(methods).flatMap(({ operationId, parameters: own = [] }) =>
      own
        .map(named)
        .filter((one: any) => one.in === "query" && named(one.schema)?.pattern?.includes(ID_SUFFIX))
        .map((one: any) => `${operationId}?${one.name}`),
    ),
  );
  expect(wanted.sort()).toEqual(Object.keys(filters).sort());
});
