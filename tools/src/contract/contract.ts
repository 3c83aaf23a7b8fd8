// Merges the contract out of the routes: each Worker's app describes its part, the same code that serves it.
import { isDeepStrictEqual } from "node:util";
import { examplesOf, type JsonSchema } from "./examples.ts";

type Named<Value> = Readonly<Record<string, Value>>;

export interface Media {
  readonly schema: JsonSchema;
  readonly examples?: Named<unknown>;
  readonly example?: unknown;
}

export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly security: readonly Named<readonly string[]>[];
  readonly parameters?: readonly JsonSchema[];
  readonly requestBody?: { readonly required: boolean; readonly content: Named<Media> };
  readonly responses: Named<{ readonly description: string; readonly headers?: Named<JsonSchema>; readonly content?: Named<Media> }>;
}

export interface Components {
  readonly schemas: Named<JsonSchema>;
  readonly [kind: string]: Named<unknown>;
}

/** An OpenAPI 3.1 document as far as our tools look into it. */
export interface Contract {
  readonly openapi: string;
  readonly info: Named<unknown>;
  readonly servers: readonly JsonSchema[];
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Named<Named<Operation>>;
  readonly components: Components;
  readonly "x-ledge-everywhere": Named<unknown>;
}

/** Where each app lives. An index that exports a Durable Object cannot be loaded outside the runtime, its app can. */
const apps = {
  accounts: "accounts/src/index.ts",
  customers: "customers/src/index.ts",
  gateway: "gateway/src/local-app.ts",
  identity: "identity/src/index.ts",
  payments: "payments/src/index.ts",
  ledger: "ledger/src/index.ts",
  webhooks: "webhooks/src/app.ts",
};

/** In the order in which they are read. */
const tags = [
  { name: "Customers", description: "People and businesses, their contact data and verification. Never deleted." },
  { name: "Accounts", description: "Customers' and house accounts, their balances, entries and statements." },
  { name: "Transfers", description: "Money from one account to another, one by one or in batches, and back. The source is debited." },
  { name: "Holds", description: "Money kept free for a payee: captured, released or expired, exactly once." },
  { name: "Ledger", description: "For operators: transactions of many entries, the journal, the trial balance." },
  { name: "Events", description: "Everything that happened, in an order that is final." },
  { name: "Webhooks", description: "Events sent to URLs of yours, signed and in order." },
  { name: "API keys", description: "For operators: who may do what." },
  { name: "Operations", description: "Whether it runs, and this contract." },
];

/** What is answered where there is no operation to say so. */
const EVERYWHERE = {
  "unknown-path": { $ref: "#/components/responses/NotFound" },
  "unknown-method": { $ref: "#/components/responses/MethodNotAllowed" },
};

interface App {
  fetch(request: Request, env: object, context: object): Promise<Response>;
}

/** The whole contract, in a stable order. */
export async function buildContract(): Promise<Contract> {
  const parts = await Promise.all(Object.values(apps).map(partOf));
  const components = parts.map((part) => part.components).reduce(merge);
  const { schemas, ...others } = components;
  const paths = parts.flatMap((part) => Object.entries(part.paths)).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    openapi: "3.1.0",
    info: {
      title: "Ledge",
      version: "1.0.0",
      summary: "Core banking at the edge: customers, accounts, transfers.",
      description:
        "Amounts are strings of integer minor units. Every write needs an `Idempotency-Key`; every refusal is a problem document with a stable `code`. What may change within `/v1`, and what may not: docs/versioning.md.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/", description: "The origin that serves this contract" }],
    tags,
    paths: Object.fromEntries(paths.map(([path, methods]) => [path, mapValues(methods, (one) => withExamples(one, schemas))])),
    components: {
      schemas: sorted(schemas),
      ...others,
      responses: mentioned(others, paths),
      securitySchemes: { apiKey: { type: "http", scheme: "bearer", description: "An API key: `Authorization: Bearer ledge_…`" } },
    },
    "x-ledge-everywhere": EVERYWHERE,
  };
}

async function partOf(path: string): Promise<Contract> {
  const url = new URL(`../../../workers/${path}`, import.meta.url);
  const { default: app } = (await import(url.href)) as { default: App };
  const response = await app.fetch(new Request("https://app.internal/internal/contract"), {}, { props: { caller: "gateway" } });
  if (!response.ok) throw new Error(`${path} did not give its part of the contract: ${response.status}`);
  return (await response.json()) as Contract;
}

/** Workers may name the same thing, but not two things alike. */
function merge(some: Components, others: Components): Components {
  const kinds = [...new Set([...Object.keys(some), ...Object.keys(others)])];
  const merged = kinds.map((kind) => {
    const [ours, theirs] = [some[kind] ?? {}, others[kind] ?? {}];
    const differing = Object.keys(ours).filter((name) => name in theirs && !isDeepStrictEqual(ours[name], theirs[name]));
    if (differing.length > 0) throw new Error(`two different ${kind} are named ${differing.join(", ")}`);
    return [kind, { ...ours, ...theirs }] as const;
  });
  return Object.fromEntries(merged) as unknown as Components;
}

function withExamples(operation: Operation, schemas: Named<JsonSchema>): Operation {
  const json = (content: Named<Media> | undefined): Named<Media> | undefined =>
    content &&
    mapValues(content, (media, type) => (type === "application/json" ? { ...media, examples: examplesOf(media.schema, schemas) } : media));
  const { requestBody, responses } = operation;
  const answered = mapValues(responses, (response) =>
    response.content === undefined ? response : { ...response, content: json(response.content) },
  );
  return {
    ...operation,
    ...(requestBody === undefined ? {} : { requestBody: { ...requestBody, content: json(requestBody.content) } }),
    responses: answered,
  } as Operation;
}

const mapValues = <From, To>(record: Named<From>, change: (value: From, name: string) => To): Record<string, To> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value, name)]));

/** Answers that an operation, or everything, refers to: a code that is never alone in its status has no answer of its own. */
function mentioned(components: Named<Named<unknown>>, paths: unknown): Named<unknown> {
  const text = JSON.stringify([paths, EVERYWHERE]);
  const { responses = {} } = components;
  return Object.fromEntries(Object.entries(responses).filter(([name]) => text.includes(`"#/components/responses/${name}"`)));
}

const sorted = <Value>(record: Named<Value>): Named<Value> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
