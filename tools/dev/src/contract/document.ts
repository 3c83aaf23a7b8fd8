// The contract as our tools look into it: an OpenAPI 3.1 document, typed as far as they do. No code.
import type { JsonSchema } from "./examples.ts";

export type Named<Value> = Readonly<Record<string, Value>>;

export interface Media {
  readonly schema: JsonSchema;
  readonly examples?: Named<unknown>;
  readonly example?: unknown;
}

interface Answer {
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
  readonly responses: Named<Answer>;
}

export interface Components {
  readonly schemas: Named<JsonSchema>;
  readonly [kind: string]: Named<unknown>;
}

/** What a receiver is sent and may answer: nothing of it is an operation of ours. */
export type WebhookOperation = Omit<Operation, "responses"> & { readonly responses: Named<{ readonly $ref: string }> };

/** An OpenAPI 3.1 document as far as our tools look into it. */
export interface Contract {
  readonly openapi: string;
  readonly info: Named<unknown>;
  readonly servers: readonly JsonSchema[];
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Named<Named<Operation>>;
  /** What is sent to receivers, by type of event (OpenAPI 3.1.0, section 4.8.1). */
  readonly webhooks: Named<Named<WebhookOperation>>;
  readonly components: Components;
  readonly "x-ledge-everywhere": Named<unknown>;
}
