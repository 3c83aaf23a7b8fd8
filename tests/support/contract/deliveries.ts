// Checks deliveries against `webhooks` of the contract: the headers are present, and the body is the event of its type.
import contract from "@ledge/openapi/ledge.v1.json" with { type: "json" };
import type { Received } from "@ledge/verification/webhook-receiver/receiver";
import { Ajv2020 } from "ajv/dist/2020.js";
import { default as addFormats } from "ajv-formats";

const ID = "https://contract.test/";
const ajv = new Ajv2020({ strict: false, allErrors: true });
(addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
ajv.addSchema({ ...contract, $id: ID }, ID);

interface Header {
  readonly name: string;
  readonly required: boolean;
}
interface Sent {
  readonly parameters: readonly { readonly $ref: string }[];
  readonly requestBody: { readonly content: { readonly "application/json": { readonly schema: { readonly $ref: string } } } };
}
const webhooks: Readonly<Record<string, { readonly post: Sent }>> = contract.webhooks;

/** One line per fault; none when the delivery matches the contract. */
export function deliveryFaults({ headers, json }: Pick<Received, "headers" | "json">): string[] {
  const sent = webhooks[json.type]?.post;
  if (sent === undefined) return [`the contract does not say that ${json.type} is sent`];
  const named: Readonly<Record<string, Header>> = contract.components.parameters;
  const inHeaders = sent.parameters.flatMap(({ $ref }) => {
    const { name, required } = named[$ref.replace("#/components/parameters/", "")] as Header;
    const value: unknown = headers[name];
    return required || value !== undefined ? [{ place: name, schema: `${ID}${$ref}/schema`, value }] : [];
  });
  const body = { place: "the body", schema: `${ID}${sent.requestBody.content["application/json"].schema.$ref}`, value: json as unknown };
  return [...inHeaders, body].flatMap(({ place, schema, value }) =>
    ajv.validate(schema, value) === true ? [] : [`${place}: ${ajv.errorsText()}`],
  );
}
