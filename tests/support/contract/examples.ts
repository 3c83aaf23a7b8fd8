// Checks every example of a contract against its schema: those of parameters, headers, requests, answers, webhooks and named schemas, by JSON Schema
// 2020-12 with formats. OpenAPI linters check only some of these places and no formats.
import { Ajv2020 } from "ajv/dist/2020.js";
import { default as addFormats } from "ajv-formats";

/** A parsed contract, in which a test can plant faults. */
type Document = Readonly<Record<string, unknown>>;

export interface ExamplesFound {
  /** The number of examples that were checked. */
  readonly checked: number;
  /** One line per example that does not match its schema, with the places of both. */
  readonly faults: readonly string[];
}

const ID = "https://contract.test/";

export function checkExamples(document: Document): ExamplesFound {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  (addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
  ajv.addSchema({ ...document, $id: ID }, ID);
  const faults: string[] = [];
  let checked = 0;
  const check = (pointer: string, value: unknown): void => {
    checked += 1;
    const validate = ajv.getSchema(`${ID}#${pointer}`);
    if (validate === undefined) faults.push(`${pointer}: there is no schema`);
    else if (validate(value) !== true)
      faults.push(...(validate.errors ?? []).map((one) => `${pointer}${one.instancePath}: ${one.message}`));
  };
  for (const { pointer, holder } of holdersOf(document, "")) {
    // A parameter, a header or a media type has its schema beside its examples. A schema carries examples of itself.
    const schemaAt = "schema" in holder ? `${pointer}/schema` : pointer;
    if ("example" in holder) check(schemaAt, holder["example"]);
    for (const example of Object.values((holder["examples"] ?? {}) as Record<string, Named>)) check(schemaAt, valueOf(example, document));
  }
  return { checked, faults };
}

interface Named {
  readonly $ref?: string;
  readonly value?: unknown;
}

interface Holder {
  /** JSON Pointer (RFC 6901), as a fragment of a URI. */
  readonly pointer: string;
  readonly holder: Document;
}

/** Every object that carries examples. Within an example, and among the members of a schema, `example` is an ordinary name. */
function* holdersOf(value: unknown, pointer: string, areMembers = false): Generator<Holder> {
  if (typeof value !== "object" || value === null) return;
  const holder = value as Document;
  const isExamplesComponent = pointer === "/components/examples";
  if (isExamplesComponent) return;
  if (!areMembers && !Array.isArray(value) && ("example" in holder || "examples" in holder)) yield { pointer, holder };
  for (const [name, member] of Object.entries(holder)) {
    if (!areMembers && (name === "example" || name === "examples")) continue;
    const named = name === "properties" || (pointer === "/components" && name === "schemas");
    yield* holdersOf(member, `${pointer}/${escape(name)}`, named && !areMembers);
  }
}

function valueOf(example: Named, document: Document): unknown {
  if (example.$ref === undefined) return example.value;
  const names = example.$ref.slice("#/".length).split("/");
  const found = names.reduce<unknown>((at, name) => (at as Document)[name], document) as Named;
  return found.value;
}

const escape = (name: string): string => encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"));
