// `npm run rotate:credential -- LEDGE_KEY` and `npm run credentials`, of the operators' keys of a real platform.
import { createLedge } from "@ledge/client";
import { sightOperatorKeys } from "@ledge/delivery/credentials/operator-keys";
import { replace, type Place } from "@ledge/delivery/rotate-credential/replacement";
import { smokeKey } from "@ledge/delivery/rotate-credential/smoke-key";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Ledge, startLedge } from "../support/ledge.ts";

const DAY_MS = 86_400_000;
const ENVIRONMENTS = ["dev", "rotation-dev"];
let ledge: Ledge;
beforeAll(async () => void (ledge = await startLedge()));
afterAll(() => ledge?.close());

const make = async (name: string, more: object = {}): Promise<{ id: string; token: string }> =>
  (await ledge.request("POST", "/v1/api-keys", { body: { name, scopes: ["operator"], ...more } })).json;
const statusWith = async (token: string): Promise<number> => (await ledge.request("GET", "/v1/customers", { token })).status;
const live = async (): Promise<{ id: string; name: string }[]> =>
  (await ledge.request("GET", "/v1/api-keys?limit=100")).json.data.filter(
    ({ name, revoked_at: revoked }: { name: string; revoked_at: unknown }) => name === "smoke test" && revoked === null,
  );

let held: Map<string, string>;
beforeEach(async () => {
  for (const { id } of await live()) await ledge.request("DELETE", `/v1/api-keys/${id}`);
  held = new Map();
});

/** @returns whether it came to its end. @param steps it is killed after so many. */
async function run(steps = Infinity): Promise<boolean> {
  let done = 0;
  const place = {
    ...{ environment: {}, given: () => ledge.operatorKey, apis: { ledge: ledge.url.origin }, wait: async () => undefined, now: new Date() },
  } as unknown as Place;
  const holders = {
    environments: ENVIRONMENTS,
    secretNames: async () => ["LEDGE_KEY"],
    setSecret: async (environment: string, _name: string, value: string) => void held.set(environment, value),
    file: { isThere: false, write: () => undefined, forgetBefore: () => undefined },
  };
  try {
    await replace(smokeKey, place, holders, () => {
      done += 1;
      if (done === steps) throw new Error("killed");
    });
    return true;
  } catch (error) {
    if ((error as Error).message !== "killed") throw error;
    return false;
  }
}

describe("the operator's key of the smoke test", () => {
  test("gets a successor: what GitHub holds is taken whenever it is killed, and in the end it alone is in force, of the same principal", async () => {
    const { id, token } = await make("smoke test");
    for (const environment of ENVIRONMENTS) held.set(environment, token);
    let steps = 1;
    for (; !(await run(steps)); steps += 1)
      for (const one of held.values()) expect(await statusWith(one), `after ${steps} steps`).toBe(200);
    expect(steps).toBeGreaterThan(5);
    const [successor, ...others] = await live();
    expect(others).toEqual([]);
    const [key = "", ...more] = new Set(held.values());
    expect([more, await statusWith(key)]).toEqual([[], 200]);
    // Within seconds: the edge remembers what it knew of a key.
    await expect.poll(() => statusWith(token)).toBe(401);
    const { json } = await ledge.request("GET", `/v1/api-keys/${successor?.id}`);
    expect(json).toMatchObject({ principal: id, expires_at: null, rotated_to: null });
  });

  test("is refused when there is none, and when there are two that nobody can distinguish", async () => {
    await expect(run()).rejects.toThrow("There are 0 operator's keys called “smoke test”");
    await make("smoke test");
    await make("smoke test");
    await expect(run()).rejects.toThrow("There are 2 operator's keys called “smoke test”");
    expect(await live()).toHaveLength(2);
  });
});

describe("an operator's key", () => {
  const alertsIn = async (days: number): Promise<string[]> => {
    const client = createLedge({ url: ledge.url.origin, apiKey: ledge.operatorKey });
    return (await sightOperatorKeys(client, "dev", new Date(Date.now() + days * DAY_MS))).flatMap(({ alert }) => alert ?? []);
  };

  test("is due by its end, or by its age; one of another scope, or that has ended, is not looked at", async () => {
    const { id } = await make("smoke test", { expires_at: new Date(Date.now() + 100 * DAY_MS).toISOString() });
    await make("a till", { scopes: ["accounts:read"], expires_at: new Date(Date.now() + 30 * DAY_MS).toISOString() });
    expect(await alertsIn(78)).toEqual([]);
    const due = await alertsIn(80);
    expect(due).toEqual([
      expect.stringMatching(new RegExp(`^${id} \\(smoke test\\) expires on .*: npm run rotate:credential -- --env dev LEDGE_KEY$`)),
    ]);
    expect(await alertsIn(101)).toEqual([]);
    expect(await alertsIn(345)).toEqual([
      expect.stringMatching(/^key_\w+ \(.*\) is 345 days old, of 365 at the most: POST \/v1\/api-keys\/key_\w+\/rotate$/),
    ]);
  });
});
