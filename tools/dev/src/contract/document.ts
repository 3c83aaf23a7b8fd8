// Types of the parts of an OpenAPI 3.1 document that the tools of this package read.
import type { JsonSchema } from "./examples.ts";

export type Named<Value> = Readonly<Record<string, Value>>;

export interface Media {
  readonly schema: JsonSchema;
  readonly examples?: Named<unknown>;
  readonly example?: unknown;
}

interface ResponseObject {
  readonly description: string;
  readonly headers?: Named<JsonSchema>;
  readonly content?: Named<Media>;
}

export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly security: readonly Named<readonly string[]>[];
  readonly parameters?: readonly JsonSchema[];
  readonly requestBody?: { readonly required: boolean; readonly content: Named<Media> };
  readonly responses: Named<ResponseObject>;
}

export interface Components {
  readonly schemas: Named<JsonSchema>;
  readonly [kind: string]: Named<unknown>;
}

/** What a webhook receiver is sent and may answer. It is no operation of the API. */
export type WebhookOperation = Omit<Operation, "responses"> & { readonly responses: Named<{ readonly $ref: string }> };

export interface Contract {
  readonly openapi: string;
  readonly info: Named<unknown>;
  readonly servers: readonly JsonSchema[];
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Named<Named<Operation>>;
  /** The requests to webhook receivers, by event type (OpenAPI 3.1.0, section 4.8.1). */
  readonly webhooks: Named<Named<WebhookOperation>>;
  readonly components: Components;
  readonly "x-ledge-everywhere": Named<unknown>;
}
