// The schemas that all contracts share: ids, money, metadata, pages. Schemas both check requests and describe the contract: one with an id in
// its meta is a named schema there, and examples are composed of the examples of their parts.
import { z } from "zod";
import { LIST_ONE_PUBLISHED, minorUnitDecimals } from "./currencies.ts";
import { type IdKind, idPattern, kinds, prefixes } from "./ids.ts";
import { minorUnitsPattern, nonNegativePattern } from "./money.ts";
import { line, text } from "./text.ts";

const METADATA_MAX_MEMBERS = 50;
const METADATA_KEY_MAX_LENGTH = 40;
const PAGE_MAX = 100;
const PAGE_DEFAULT = 25;

const exampleSuffix = "01jd2m8xk7e9vbt3q5w6y8z0ac";
/** The id of a second resource of the same kind in one example. */
const otherExampleSuffix = "01jd2m9c4hf6et1wkz0r7p3n8d";

/** The id in the examples of a kind, and another one for examples that have two. */
export const example = (kind: IdKind): string => `${prefixes[kind]}_${exampleSuffix}`;
export const otherExample = (kind: IdKind): string => `${prefixes[kind]}_${otherExampleSuffix}`;

const idSchema = (kind: IdKind) =>
  z
    .string()
    .regex(idPattern(kind), `must be a ${prefixes[kind]}_… id`)
    .meta({
      id: `${kind.charAt(0).toUpperCase()}${kind.slice(1)}Id`,
      description: `TypeID with prefix ${prefixes[kind]}`,
      example: example(kind),
    });
const ids = Object.fromEntries(kinds.map((kind) => [kind, idSchema(kind)])) as Record<IdKind, ReturnType<typeof idSchema>>;

export const id = (kind: IdKind) => ids[kind];

/** A signed integer of minor units; the ledger judges whether it is positive and fits int64. */
export const amount = z
  .string()
  .regex(minorUnitsPattern, 'must be a string of integer minor units, such as "1050"')
  .meta({ id: "Amount", description: "Integer minor units as a string", example: "1050" });

/** A limit or balance: not negative. */
export const nonNegativeAmount = z
  .string()
  .regex(nonNegativePattern, "must be a string of integer minor units from 0 to 9223372036854775807")
  .meta({ id: "NonNegativeAmount", description: "Non-negative integer minor units as a string, within 64 bits", example: "0" });

/** A currency that a client sends: one of the present list. */
export const currency = z
  .enum([...minorUnitDecimals.keys()].sort() as [string, ...string[]], "must be a currency of ISO 4217's list one, such as EUR")
  .meta({
    id: "Currency",
    description: `ISO 4217 list one as of ${LIST_ONE_PUBLISHED}, without funds, metals and units of account`,
    example: "EUR",
  });

/** A currency in an answer: it may have left the list since. */
export const currencyCode = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .meta({ id: "CurrencyCode", description: "ISO 4217 currency code", example: "EUR" });

/**
 * What is judged before the members are, because then none of them is. Zod's record drops a member named `__proto__` silently. And of too many members
 * each may be at fault: all those of a batch together would overflow the stack, over which Zod spreads them.
 */
const judgeWhole = (value: unknown, context: z.RefinementCtx): unknown => {
  if (typeof value !== "object" || value === null) return value;
  if (Object.hasOwn(value, "__proto__")) context.addIssue({ code: "custom", message: "must not have a member __proto__" });
  if (Object.keys(value).length > METADATA_MAX_MEMBERS)
    context.addIssue({ code: "custom", message: `must have at most ${METADATA_MAX_MEMBERS} members` });
  return value;
};

export const metadata = z.preprocess(judgeWhole, z.record(line(METADATA_KEY_MAX_LENGTH).meta({ not: { const: "__proto__" } }), text)).meta({
  id: "MetadataInput",
  description: `Up to ${METADATA_MAX_MEMBERS} string members of your own; no member may be named __proto__`,
  maxProperties: METADATA_MAX_MEMBERS,
  example: { order: "A-1001" },
});

/** Metadata in an answer. */
export const keptMetadata = z
  .record(z.string(), z.string())
  .meta({ id: "Metadata", description: "String members of your own", example: { order: "A-1001" } });

/** The number of changes of a resource. */
export const version = z.number().int().min(0).meta({ id: "Version", description: "Grows by one with every change", example: 1 });

const LIMIT_WORDS = `must be a whole number from 1 to ${PAGE_MAX}`;
/** Plain digits only: Number() would also read "0x10", "1e1" and " 5 ". */
const plainNumber = (value: unknown): unknown => (typeof value === "string" && /^[1-9][0-9]{0,8}$/.test(value) ? Number(value) : value);

/** A position (an id or a version; in a range of time, with its end), the id of a key, and the MAC that binds it to its list. Clients get it from a page; opaque to them. */
const cursorPattern =
  /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9]{1,16})(?:@[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{12}Z)?~[0-9a-f]{40}$/;

export const pageQuery = {
  limit: z
    .preprocess(plainNumber, z.number(LIMIT_WORDS).int(LIMIT_WORDS).min(1, LIMIT_WORDS).max(PAGE_MAX, LIMIT_WORDS))
    .default(PAGE_DEFAULT)
    .meta({ description: "Items per page, 1 to 100", example: PAGE_DEFAULT }),
  cursor: z.string().regex(cursorPattern, "must be the next_cursor of a page of this list").optional().meta({
    description: "The next_cursor of the page before. A client cannot make one itself",
    example: "0193445d-3a67-7256-9dda-3ac64c2b0cdf~5b0e7d213f1c9a0d5be24c7786d1a9b0c4e2f857",
  }),
};

/** The paging arguments of core-service: the Worker verifies the cursor, and core-service gets the position in it. */
export interface PageRequest {
  readonly limit: number;
  /** Exclusive position: an id or a version, newest first. */
  readonly before: string | null;
}

export const page = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({
    data: z.array(item),
    has_more: hasMore,
    next_cursor: z.string().nullable().meta({ description: "null: this is the last page" }),
    unreadable,
  });

/** Ids of the items of a page that cannot be shown. */
export const unreadable = z
  .array(z.string())
  .min(1)
  .optional()
  .meta({
    description:
      "Only after a fault of the platform: ids (of entries, versions) of items of this page that cannot be shown; the other items are in data. Please report them",
    example: ["trf_01jd2m8xk7e9vbt3q5w6y8z0ac"],
  });

export const hasMore = z.boolean().meta({ description: "Whether there is a next page", example: false });

/** A page as core-service returns it: `next` is the position to continue from, null at the end. */
export interface Page<Item> {
  readonly data: readonly Item[];
  readonly next: string | null;
  /** Public ids of rows of this page that cannot be shown; absent: all can. */
  readonly unreadable?: readonly string[];
}
