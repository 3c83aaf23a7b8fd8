// The detection of breaking changes of /v1: each kind is found by a planted change, and changes that only add pass (docs/versioning.md).
import current from "@ledge/openapi/ledge.v1.json" with { type: "json" };
import released from "@ledge/openapi/released/ledge.v1.json" with { type: "json" };
import declarations from "@ledge/openapi/breaking-changes.json" with { type: "json" };
import { breakingChanges, type Declaration, undeclared } from "@ledge/dev/contract/breaking-changes";
import { describe, expect, test } from "vitest";

type Change = (planted: any) => void;

/** The breaking changes that are found when the contract changes so. */
function changes(change: Change, before: Change = () => undefined): string[] {
  const [was, is] = [structuredClone(current), structuredClone(current)] as any[];
  before(was);
  before(is);
  change(is);
  return breakingChanges(was, is);
}
const schemas = (planted: any): any => planted.components.schemas;
const operation = (planted: any): any => planted.paths["/v1/transfers"].post;
const list = (planted: any): any => planted.paths["/v1/transfers"].get;
const problem = (planted: any): any => operation(planted).responses["422"].content["application/problem+json"].schema;

const eventData = (planted: any, name: string): any => schemas(planted)[name].properties.data;

function dropEvent(planted: any, type: string): void {
  const { Event: event } = schemas(planted);
  event.oneOf = event.oneOf.filter((form: any) => form.$ref !== event.discriminator.mapping[type]);
  delete event.discriminator.mapping[type];
}
function addEvent(planted: any): void {
  const $ref = "#/components/schemas/LoanGrantedEvent";
  schemas(planted).LoanGrantedEvent = structuredClone(schemas(planted).PingEvent);
  schemas(planted).LoanGrantedEvent.properties.type.const = "loan.granted";
  schemas(planted).Event.oneOf.push({ $ref });
  schemas(planted).Event.discriminator.mapping["loan.granted"] = $ref;
}
/** Events as one object whose type is one of these and whose data may be anything. */
function inOnePiece(planted: any, types: readonly string[]): any {
  const { PingEvent: event } = structuredClone(schemas(planted));
  Object.assign(event.properties, { type: { type: "string", enum: types }, resource: { type: "string" }, data: { type: "object" } });
  schemas(planted).Event = event;
  return planted;
}

describe("a breaking change is found:", () => {
  test.each<[string, Change, string]>([
    ["a removed operation", (c) => delete c.paths["/v1/transfers"].post, "operation-removed: POST /v1/transfers"],
    ["a removed path", (c) => delete c.paths["/v1/holds/{id}"], "operation-removed: GET /v1/holds/{id}"],
    ["another operationId", (c) => void (operation(c).operationId = "pay"), "operation-renamed: createTransfer"],
    ["credentials on a public operation", (c) => void (c.paths["/healthz"].get.security = [{ apiKey: [] }]), "security-changed: getHealth"],
    ["another scope", (c) => void (operation(c)["x-ledge-scope"] = "operator"), "security-changed: createTransfer"],
    [
      "a removed parameter",
      (c) => void (list(c).parameters = list(c).parameters.slice(1)),
      "parameter-removed: listTransfers query account",
    ],
    [
      "a parameter that becomes required",
      (c) => void (list(c).parameters[0].required = true),
      "parameter-required: listTransfers query account",
    ],
    [
      "a new required parameter",
      (c) => list(c).parameters.push({ name: "year", in: "query", required: true, schema: { type: "string" } }),
      "parameter-required: listTransfers query year",
    ],
    [
      "a lower limit of a parameter",
      (c) => void (list(c).parameters.find((one: any) => one.name === "limit").schema.maximum = 50),
      "narrowed: listTransfers query limit maximum",
    ],
    [
      "a new required body",
      (c) => void (c.paths["/v1/holds/{id}/release"].post.requestBody = { required: true, content: {} }),
      "body-required: releaseHold",
    ],
    [
      "a request in another media type",
      (c) => void (operation(c).requestBody.content = {}),
      "media-type-removed: createTransfer request application/json",
    ],
    [
      "a member that becomes required in a request",
      (c) => schemas(c).CreateTransfer.required.push("description"),
      "member-required: request CreateTransfer/description",
    ],
    [
      "a member that is removed from a request",
      (c) => delete schemas(c).CreateTransfer.properties.description,
      "member-removed: request CreateTransfer/description",
    ],
    ["a shorter text in a request", (c) => void (schemas(c).Name.maxLength = 10), "narrowed: request Name maxLength"],
    ["another pattern in a request", (c) => void (schemas(c).Amount.pattern = "^[0-9]+$"), "narrowed: request Amount pattern"],
    [
      "null that is no longer accepted",
      (c) => void (schemas(c).UpdateAccount.properties.name = { type: "string", minLength: 1, maxLength: 200 }),
      "null-refused: request UpdateAccount/name",
    ],
    ["a value that is removed from a request", (c) => schemas(c).Side.enum.pop(), 'value-removed: request Side "credit"'],
    ["a form that is removed from a request", (c) => schemas(c).OpenAccount.oneOf.pop(), "form-removed: request OpenAccount"],
    ["an object that becomes closed", (c) => void (schemas(c).MetadataInput.additionalProperties = false), "closed: request MetadataInput"],
    ["a member that is removed from answers", (c) => delete schemas(c).Transfer.properties.hold, "member-removed: answer Transfer/hold"],
    [
      "a member that becomes optional in answers",
      (c) => void (schemas(c).Transfer.required = ["id"]),
      "member-optional: answer Transfer/amount",
    ],
    ["another type", (c) => void (schemas(c).Version.type = "string"), "type-changed: answer Version"],
    [
      "null that answers may newly have",
      (c) => void (schemas(c).Balance.properties.version = { anyOf: [{ $ref: "#/components/schemas/Version" }, { type: "null" }] }),
      "null-added: answer Balance/version",
    ],
    ["a value that is removed from answers", (c) => schemas(c).AccountStatus.enum.pop(), 'value-removed: answer AccountStatus "closed"'],
    [
      "a list of values where any value was allowed",
      (c) => void (schemas(c).ApiKey.properties.name.enum = ["till"]),
      "values-changed: answer ApiKey/name",
    ],
    [
      "a new form of an answer",
      (c) => schemas(c).BatchItem.oneOf.push({ type: "null" }, { type: "string" }),
      "form-added: answer BatchItem",
    ],
    ["a removed event", (c) => void dropEvent(c, "ping"), 'form-removed: answer Event "ping"'],
    [
      "an event whose data are another resource",
      (c) => void (eventData(c, "PingEvent").$ref = eventData(c, "HoldPlacedEvent").$ref),
      "member-removed: answer",
    ],
    ["a rule that answers no longer follow", (c) => delete schemas(c).Instant.format, "widened: answer Instant format"],
    ["a removed status", (c) => delete operation(c).responses["409"], "status-removed: createTransfer 409"],
    [
      "another success",
      (c) => void (operation(c).responses["202"] = operation(c).responses["201"]),
      "success-status-added: createTransfer 202",
    ],
    [
      "an answer in fewer media types",
      (c) => delete c.paths["/v1/accounts/{id}/statement"].get.responses["200"].content["text/csv"],
      "media-type-removed: getStatement 200 text/csv",
    ],
    ["a removed header", (c) => delete operation(c).responses["201"].headers.Location, "header-removed: createTransfer 201 Location"],
    ["a header that becomes optional", (c) => void (c.components.headers.ETag.required = false), "header-removed: openAccount 201 ETag"],
    [
      "a removed code of a problem",
      (c) => void (problem(c).properties.code.enum = ["same_account"]),
      "problem-code-removed: createTransfer 422 insufficient_funds",
    ],
    ["a code that is removed from all problems", (c) => schemas(c).ProblemCode.enum.pop(), "value-removed: answer ProblemCode"],
  ])("%s", (_what, change, found) => {
    expect(
      changes(change).some((one) => one.startsWith(found)),
      changes(change).join("\n"),
    ).toBe(true);
  });
});

describe("no breaking change is", () => {
  test.each<[string, Change]>([
    ["the same contract", () => undefined],
    ["a new operation", (c) => void (c.paths["/v1/loans"] = { get: list(c) })],
    [
      "a new optional parameter",
      (c) => list(c).parameters.push({ name: "year", in: "query", required: false, schema: { type: "string" } }),
    ],
    ["a new optional member of a request", (c) => void (schemas(c).CreateTransfer.properties.purpose = { type: "string" })],
    ["a new member of an answer", (c) => void (schemas(c).Transfer.properties.purpose = { type: "string" })],
    ["a new value", (c) => schemas(c).AccountStatus.enum.push("dormant")],
    ["a new type of event", addEvent],
    ["a new code", (c) => problem(c).properties.code.enum.push("limit_exceeded")],
    ["a new refusal", (c) => void (operation(c).responses["451"] = operation(c).responses["403"])],
    ["a longer text in a request", (c) => void (schemas(c).CreateTransfer.properties.description.maxLength = 900)],
    ["other words", (c) => void (schemas(c).Amount.description = "Cents")],
    ["a new form of a request", (c) => schemas(c).OpenAccount.oneOf.push({ type: "object", properties: {} })],
    ["null that is accepted", (c) => void (schemas(c).CreateTransfer.properties.description.type = ["string", "null"])],
  ])("%s", (_what, change) => {
    expect(changes(change)).toEqual([]);
  });
});

describe("an object that is split into forms by a discriminator", () => {
  const types = Object.keys(current.components.schemas.Event.discriminator.mapping);

  test("is no breaking change while every formerly allowed value has a form", () => {
    expect(breakingChanges(inOnePiece(structuredClone(current), types), current as never)).toEqual([]);
  });

  test("is a breaking change when a value has no form", () => {
    const was = inOnePiece(structuredClone(current), [...types, "loan.granted"]);
    expect(breakingChanges(was, current as never)).toContain('form-removed: answer Event "loan.granted"');
  });

  test("is a breaking change when a form makes a required member optional", () => {
    const is: any = structuredClone(current);
    schemas(is).PingEvent.required = ["id"];
    expect(breakingChanges(inOnePiece(structuredClone(current), types), is).join("\n")).toContain("member-optional");
  });
});

describe("a declaration", () => {
  const declared: Declaration = { change: "operation-removed: GET /v1/loans", reason: "Nobody has one", date: "2026-11-23" };

  test("allows its change and no other", () => {
    expect(undeclared([declared.change], [declared])).toEqual([]);
    expect(undeclared([declared.change, "status-removed: getLoan 404"], [declared])).toEqual(["not declared: status-removed: getLoan 404"]);
  });

  test("needs its change, a reason and a date", () => {
    expect(undeclared([], [declared])).toEqual([`declared, but not a change: ${declared.change}`]);
    expect(undeclared([declared.change], [{ ...declared, reason: " " }])).toEqual([`declared without a reason: ${declared.change}`]);
    expect(undeclared([declared.change], [{ ...declared, date: "soon" }])).toEqual([`declared without a date: ${declared.change}`]);
  });

  test("exists for every change since the release", () => {
    expect(undeclared(breakingChanges(released as never, current as never), declarations)).toEqual([]);
  });
});
