// The Postman collection that is generated from the contract: it has every operation, each request after those that it depends on, and never sends a
// key twice. tests/interoperability runs it on the platform.
import contract from "@ledge/openapi/ledge.v1.json" with { type: "json" };
import { postmanCollection } from "@ledge/dev/contract/postman/collection";
import { describe, expect, test } from "vitest";

const GIVEN = ["base_url", "api_key", "webhook_url"];
const collection: any = postmanCollection(contract as never);

const requestsOf = (planted: any): any[] => planted.item.flatMap((folder: any) => folder.item);
const pathOf = ({ request }: any): string => `/${request.url.path.join("/")}`.replaceAll(/:(\w+)/g, "{$1}");
const keysOf = ({ request }: any): string[] =>
  request.header.filter((one: any) => one.key === "Idempotency-Key").map((one: any) => one.value as string);

/** The faults of a collection, as lines. */
function faultsOf(planted: any): string[] {
  const asked = requestsOf(planted);
  const there = new Set(asked.map((one) => `${one.request.method} ${pathOf(one)}`));
  const operations = Object.entries(contract.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const known = new Set(GIVEN);
  return [
    ...operations
      .filter((one) => !there.has(one))
      .map((one) => `${one} is not in the collection: add it to tools/dev/src/contract/postman/steps.ts`),
    ...asked.flatMap((one) => {
      // A disabled filter is sent when a user enables it after a run.
      const { query: _off, ...url } = one.request.url;
      const used = [...JSON.stringify({ ...one.request, url }).matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name as string);
      const unknown = used.filter((name) => !known.has(name)).map((name) => `${one.name} uses ${name} before an answer has set it`);
      for (const [, name] of JSON.stringify(one.event).matchAll(/set\(\\"(\w+)\\"/g)) known.add(name as string);
      const wanted = one.request.method === "GET" || one.request.url.path.join("/") === "v1/search" ? [] : ["{{$guid}}"];
      const keys = JSON.stringify(keysOf(one)) === JSON.stringify(wanted) ? [] : [`${one.name} sends the key ${keysOf(one)}`];
      return [...unknown, ...keys];
    }),
    ...[...JSON.stringify(planted).matchAll(/\w+_01jd2m\w+|ledge_[A-Za-z0-9]+/g)].map(
      ([value]) => `${value} is nobody's id or somebody's key`,
    ),
  ];
}

function planted(change: (copy: any) => void): string[] {
  const copy = structuredClone(collection);
  change(copy);
  return faultsOf(copy);
}
const named = (copy: any, name: string): any => requestsOf(copy).find((one) => one.name === name);

describe("the Postman collection", () => {
  test("has every operation, each request after those that it depends on, and a new key with every write", () => {
    expect(faultsOf(collection)).toEqual([]);
  });

  test("carries no API key", () => {
    expect(collection.variable.find((one: any) => one.key === "api_key").value).toBe("");
  });

  test("has the format that Postman's runner reads", () => {
    expect(collection.info.schema).toBe("https://schema.getpostman.com/json/collection/v2.1.0/collection.json");
  });

  test.each<[string, (copy: any) => void, string]>([
    ["a missing operation", (c) => void c.item[0].item.pop(), "POST /v1/customers/{id}/verification is not in the collection"],
    ["a request before those that it depends on", (c) => void c.item[0].item.reverse(), "uses customer_id before an answer has set it"],
    [
      "a key that is sent with every request",
      (c) => void (named(c, "Create a customer").request.header[0].value = "order-A-1001-payment"),
      "Create a customer sends the key order-A-1001-payment",
    ],
    ["a write without a key", (c) => void named(c, "Create a customer").request.header.shift(), "Create a customer sends the key "],
    [
      "an id of the contract's examples",
      (c) => void (named(c, "Read a customer").request.url.variable[0].value = "cus_01jd2m8xk7e9vbt3q5w6y8z0ac"),
      "cus_01jd2m8xk7e9vbt3q5w6y8z0ac is nobody's id",
    ],
  ])("is faulty with %s", (_what, change, fault) => {
    expect(planted(change).join("\n")).toContain(fault);
  });
});
