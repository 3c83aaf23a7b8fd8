// What the contract says of headers: whoever builds a client from it alone can make every conditional change.
import contract from "@ledge/openapi/ledge.v1.json" with { type: "json" };
import { describe, expect, test } from "vitest";

interface Described {
  readonly operationId: string;
  readonly parameters: readonly (Parameter | { readonly $ref: string })[];
  readonly responses: Readonly<Record<string, { readonly headers?: object }>>;
}
interface Parameter {
  readonly in: string;
  readonly name: string;
  readonly required?: boolean;
}
const named: Readonly<Record<string, Parameter>> = contract.components.parameters;
const resolved = (one: Parameter | { readonly $ref: string }): Parameter =>
  "$ref" in one ? (named[one.$ref.replace("#/components/parameters/", "")] as Parameter) : one;
const operations = Object.entries(contract.paths).flatMap(([path, methods]) =>
  Object.entries(methods as unknown as Record<string, Described>).map(([method, described]) => ({ method, path, ...described })),
);
const namesOf = (found: readonly Described[]): string[] => found.map(({ operationId }) => operationId).sort();
const taking = (header: string, isRequired = false): string[] =>
  namesOf(
    operations.filter(({ parameters }) =>
      parameters.map(resolved).some((one) => one.in === "header" && one.name === header && (one.required === true || !isRequired)),
    ),
  );
const requiring = (header: string): string[] => taking(header, true);

describe("the contract", () => {
  test("asks every write and no read for an Idempotency-Key", () => {
    expect(requiring("Idempotency-Key")).toEqual(namesOf(operations.filter(({ method }) => method !== "get")));
  });

  test("asks for If-Match exactly where its lack is refused, and lets every write that names a resource, and every read with a tag, have conditions", () => {
    const refusing = operations.filter(({ responses }) => "428" in responses);
    expect(requiring("If-Match")).toEqual(namesOf(refusing));
    expect(namesOf(refusing)).toEqual(["updateAccount", "updateCustomer", "updateWebhookEndpoint"]);
    const naming = operations.filter(({ method, path, responses }) => (method === "get" ? "304" in responses : path.includes("{id}")));
    expect([taking("If-Match"), taking("If-None-Match")]).toEqual([namesOf(naming), namesOf(naming)]);
  });

  test("says of every write, and of every read with a tag, that a condition may not hold", () => {
    const conditional = operations.filter(({ method, responses }) => method !== "get" || "304" in responses);
    expect(namesOf(operations.filter(({ responses }) => "412" in responses))).toEqual(namesOf(conditional));
  });

  test("names where a created resource is exactly for those that can be read there", () => {
    const created = operations.filter(({ responses }) => "Location" in (responses["201"]?.headers ?? {}));
    const creating = ["createApiKey", "createCustomer", "createHold", "createTransaction", "createTransfer", "createWebhookEndpoint"];
    expect(namesOf(created)).toEqual([...creating, "openAccount", "reverseTransfer", "rotateApiKey"].sort());
  });

  test("says which answers carry an ETag: every one that shows by itself what a request can change, and its own", () => {
    const tagged = operations.filter(({ responses }) => ["200", "201"].some((status) => "ETag" in (responses[status]?.headers ?? {})));
    const customers = ["createCustomer", "decideVerification", "getCustomer", "updateCustomer"];
    const accounts = ["closeAccount", "freezeAccount", "getAccount", "openAccount", "unfreezeAccount", "updateAccount"];
    const endpoints = ["createWebhookEndpoint", "getWebhookEndpoint", "rotateWebhookSecret", "updateWebhookEndpoint"];
    const keys = ["createApiKey", "getApiKey", "revokeApiKey", "rotateApiKey"];
    const money = ["captureHold", "createHold", "createTransfer", "getHold", "getTransfer", "releaseHold", "reverseTransfer"];
    expect(namesOf(tagged)).toEqual([...customers, ...accounts, ...endpoints, ...keys, ...money, "getContract"].sort());
    // A read that has one can be answered with 304, and with that tag again.
    const reads = tagged.filter(({ method }) => method === "get");
    expect(namesOf(operations.filter(({ responses }) => "ETag" in (responses["304"]?.headers ?? {})))).toEqual(namesOf(reads));
  });
});
