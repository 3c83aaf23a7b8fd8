// The contract's headers: a client that is built from the contract alone can make every conditional change.
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
  test("takes an Idempotency-Key of every write and of no read, and requires it but of those that can be tried without", () => {
    const writes = operations.filter(({ method }) => method !== "get");
    const isTryable = ({ parameters }: Described) => parameters.map(resolved).some(({ name }) => name === "dry_run");
    expect(taking("Idempotency-Key")).toEqual(namesOf(writes));
    expect(requiring("Idempotency-Key")).toEqual(namesOf(writes.filter((one) => !isTryable(one))));
    expect(namesOf(writes.filter(isTryable))).toEqual(
      ["captureHold", "createHold", "createTransaction", "createTransfer", "createTransferBatch", "releaseHold", "reverseTransfer"].sort(),
    );
  });

  test("requires If-Match exactly where its absence is refused, and allows preconditions on every write that names a resource and on every read with a tag", () => {
    const refusing = operations.filter(({ responses }) => "428" in responses);
    expect(requiring("If-Match")).toEqual(namesOf(refusing));
    expect(namesOf(refusing)).toEqual(["updateAccount", "updateCustomer", "updateWebhookEndpoint"]);
    const naming = operations.filter(({ method, path, responses }) => (method === "get" ? "304" in responses : path.includes("{id}")));
    expect([taking("If-Match"), taking("If-None-Match")]).toEqual([namesOf(naming), namesOf(naming)]);
  });

  test("declares for every write, and for every read with a tag, that a precondition may fail", () => {
    const conditional = operations.filter(({ method, responses }) => method !== "get" || "304" in responses);
    expect(namesOf(operations.filter(({ responses }) => "412" in responses))).toEqual(namesOf(conditional));
  });

  test("declares Location exactly for created resources that can be read there", () => {
    const created = operations.filter(({ responses }) => "Location" in (responses["201"]?.headers ?? {}));
    const creating = ["createApiKey", "createCustomer", "createHold", "createTransaction", "createTransfer", "createWebhookEndpoint"];
    expect(namesOf(created)).toEqual([...creating, "openAccount", "reverseTransfer", "rotateApiKey"].sort());
  });

  test("declares an ETag for every answer that shows, alone, a resource that a request can change", () => {
    const tagged = operations.filter(({ responses }) => ["200", "201"].some((status) => "ETag" in (responses[status]?.headers ?? {})));
    const customers = ["createCustomer", "decideVerification", "getCustomer", "updateCustomer"];
    const accounts = ["closeAccount", "freezeAccount", "getAccount", "openAccount", "unfreezeAccount", "updateAccount"];
    const endpoints = ["createWebhookEndpoint", "getWebhookEndpoint", "rotateWebhookSecret", "updateWebhookEndpoint"];
    const keys = ["createApiKey", "getApiKey", "revokeApiKey", "rotateApiKey"];
    const money = ["captureHold", "createHold", "createTransfer", "getHold", "getTransfer", "releaseHold", "reverseTransfer"];
    expect(namesOf(tagged)).toEqual([...customers, ...accounts, ...endpoints, ...keys, ...money, "getContract"].sort());
    // A read with a tag can be answered with 304 and the same tag.
    const reads = tagged.filter(({ method }) => method === "get");
    expect(namesOf(operations.filter(({ responses }) => "ETag" in (responses["304"]?.headers ?? {})))).toEqual(namesOf(reads));
  });
});
