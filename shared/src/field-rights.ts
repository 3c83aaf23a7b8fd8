// Who reads and who writes the members of bodies, where that is not everyone who may call the operation. A schema says it in its meta, so the
// contract says it too; what depends on the principal alone is judged here, for requests and for answers, and nowhere else.
import { z } from "zod";
import { allows, type Principal } from "./context.ts";

/**
 * institution: every key that is bound to no customer. payer and owner: the institution, and the customer whose money or account it is; who that
 * is the data say, so core-service judges it and shows others null or nothing.
 */
type Reader = "institution" | "payer" | "owner";
type Writer = "institution" | "operator" | "payer";

const READ = "x-ledge-read";
const WRITE = "x-ledge-write";

const READERS: Readonly<Record<Reader, string>> = {
  institution: "Shown to the institution alone: left out for a key that is bound to a customer",
  payer: "It belongs to the payer: shown to the payer and to the institution",
  owner: "Shown to the account's owner and to the institution",
};
const WRITERS: Readonly<Record<Writer, string>> = {
  institution: "Set by the institution alone: `forbidden` for a key that is bound to a customer",
  operator: "For operators alone: `forbidden` for every other key",
  payer: "It belongs to the payer: a key that is bound to the payee cannot set it",
};

/** A member of an answer that not every caller sees. */
export const readBy = <Schema extends z.ZodType>(reader: Reader, schema: Schema): Schema => marked(schema, READ, reader, READERS[reader]);

/** A member of a request, or a form of one, that not every caller may send. */
export const writtenBy = <Schema extends z.ZodType>(writer: Writer, schema: Schema): Schema =>
  marked(schema, WRITE, writer, WRITERS[writer]);

function marked<Schema extends z.ZodType>(schema: Schema, mark: string, who: string, words: string): Schema {
  const described = markOf(schema, "description");
  return schema.meta({ [mark]: who, description: described === undefined ? words : `${described}. ${words}` });
}

/** Whether a member is left out of answers to a key that is bound to a customer. */
export const isInstitutions = (member: z.ZodType): boolean => markOf(member, READ) === "institution";

/** A mark of a schema, or of what it makes optional or nullable. */
function markOf(schema: z.ZodType, mark: string): string | undefined {
  const own = schema.meta()?.[mark];
  if (typeof own === "string") return own;
  const inner = innerOf(schema);
  return inner === null ? undefined : markOf(inner, mark);
}

const innerOf = (schema: z.ZodType): z.ZodType | null =>
  schema instanceof z.ZodOptional || schema instanceof z.ZodNullable ? (schema.unwrap() as z.ZodType) : null;

/** What of an answer's value a principal may see. */
export const shownTo = <Value>(principal: Principal, schema: z.ZodType, value: Value): Value =>
  principal.customerId === null ? value : ((withoutOf(schema)?.(value) ?? value) as Value);

type Without = (value: unknown) => unknown;
/** By schema, because schemas last and requests are many. Null: everyone may see all of it. */
const known = new WeakMap<z.ZodType, Without | null>();

function withoutOf(schema: z.ZodType): Without | null {
  let without = known.get(schema);
  if (without === undefined) known.set(schema, (without = makeWithout(schema)));
  return without;
}

function makeWithout(schema: z.ZodType): Without | null {
  const inner = innerOf(schema);
  if (inner !== null) return withoutOf(inner);
  if (schema instanceof z.ZodArray) {
    const item = withoutOf(schema.element as z.ZodType);
    return item === null ? null : (value) => (Array.isArray(value) ? value.map(item) : value);
  }
  if (schema instanceof z.ZodUnion) {
    // What one form hides, none shows: a value that fits two forms must not be seen through the other.
    const forms = schema.options.flatMap((form) => withoutOf(form as z.ZodType) ?? []);
    return forms.length === 0 ? null : (value) => forms.reduce((left, form) => form(left), value);
  }
  if (!(schema instanceof z.ZodObject)) return null;
  const members = new Map<string, Without | "hidden">();
  for (const [name, member] of Object.entries(schema.shape as Record<string, z.ZodType>)) {
    const without = isInstitutions(member) ? "hidden" : withoutOf(member);
    if (without !== null) members.set(name, without);
  }
  if (members.size === 0) return null;
  return (value) => (typeof value === "object" && value !== null ? Object.fromEntries(visible(value, members)) : value);
}

function* visible(value: object, members: ReadonlyMap<string, Without | "hidden">): Generator<[string, unknown]> {
  for (const [name, member] of Object.entries(value)) {
    const without = members.get(name);
    if (without !== "hidden") yield [name, without === undefined ? member : without(member)];
  }
}

/** The members of a valid body that a principal may not write, as JSON Pointers (RFC 6901). */
export function forbiddenMembers(principal: Principal, schema: z.ZodType, body: unknown): readonly string[] {
  return [...forbiddenIn(principal, schema, body, "")];
}

function* forbiddenIn(principal: Principal, schema: z.ZodType, value: unknown, at: string): Generator<string> {
  if (!mayWrite(principal, markOf(schema, WRITE))) {
    yield at;
    return;
  }
  const inner = innerOf(schema);
  if (inner !== null) yield* forbiddenIn(principal, inner, value, at);
  else if (schema instanceof z.ZodUnion) {
    const form = schema.options.find((one) => (one as z.ZodType).safeParse(value).success);
    if (form !== undefined) yield* forbiddenIn(principal, form as z.ZodType, value, at);
  } else if (schema instanceof z.ZodArray && Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* forbiddenIn(principal, schema.element as z.ZodType, item, `${at}/${index}`);
  } else if (schema instanceof z.ZodObject && typeof value === "object" && value !== null) {
    for (const [name, member] of Object.entries(schema.shape as Record<string, z.ZodType>)) {
      if (Object.hasOwn(value, name)) yield* forbiddenIn(principal, member, (value as Record<string, unknown>)[name], `${at}/${name}`);
    }
  }
}

const mayWrite = (principal: Principal, writer: string | undefined): boolean =>
  (writer !== "institution" || principal.customerId === null) && (writer !== "operator" || allows(principal, "operator"));
