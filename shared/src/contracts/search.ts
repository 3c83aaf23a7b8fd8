// The search contract: what is found by a prefix of its texts, and how far the search is behind what was committed.
import { z } from "zod";
import type { Call, WriteCall } from "../context.ts";
import { instant, time } from "../instants.ts";
import type { WriteOutcome } from "../result.ts";
import { amount, currency, currencyCode, id, nonNegativeAmount, page, type Page, type PageRequest } from "../schema.ts";
import { lines } from "../text.ts";
import type { CoreAnswered } from "./readiness.ts";
import type { RefusalOf } from "./refusals.ts";

/** As long as the longest name or external id: what is copied from one is found by it. */
const TEXT_MAX_LENGTH = 255;
const PAGE_MAX = 100;
const PAGE_DEFAULT = 25;

export const foundTypes = ["customer", "account", "transfer", "hold", "transaction", "webhook_endpoint"] as const;
const foundType = z.enum(foundTypes).meta({ id: "FoundType" });

/** Of resources of all types. */
const statuses = [
  ...(["pending", "rejected", "suspended", "verified", "open", "frozen", "closed", "posted"] as const),
  ...(["captured", "released", "expired", "enabled", "disabled"] as const),
] as const;

/** A position, the id of a key, and the MAC that binds both to the search. Clients get it from a page. */
const CURSOR = /^(?:exact|other)\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}~[0-9a-f]{40}$/;

export const searchResources = z
  .strictObject({
    text: lines(TEXT_MAX_LENGTH).meta({
      description:
        "What is looked for: the beginning of a name, a description, an external id, an e-mail address, a code, a URL, a name or a value of metadata, or of any word in them. Case, accents and the number of blanks do not matter; of a longer text the first 64 characters count. No character has a meaning of its own. A public id, or a whole external id, is found first",
      example: "love",
    }),
    types: z
      .array(foundType)
      .min(1)
      .max(foundTypes.length)
      .refine((value) => new Set(value).size === value.length, "must not repeat a type")
      .optional()
      .meta({
        description: "Only of these types; all that these credentials may read if left out",
        uniqueItems: true,
        example: ["customer"],
      }),
    status: z
      .enum(statuses)
      .optional()
      .meta({ description: "Only of this status; of a customer, that of the verification", example: "verified" }),
    currency: currency.optional().meta({ description: "Only of this currency" }),
    amount_from: nonNegativeAmount.optional().meta({ description: "Only of at least this amount, of whatever currency", example: "1000" }),
    amount_to: nonNegativeAmount.optional().meta({ description: "Only of at most this amount", example: "5000" }),
    from: time.optional().meta({ description: "Only created at or after" }),
    to: time.optional().meta({ description: "Only created before" }),
    customer: id("customer").optional().meta({ description: "Only what is of this customer" }),
    account: id("account").optional().meta({ description: "Only what is of this account" }),
    sort: z.enum(["newest", "oldest"]).default("newest").meta({ description: "By the time of creation", example: "newest" }),
    limit: z.number().int().min(1).max(PAGE_MAX).default(PAGE_DEFAULT).meta({ description: "Hits per page", example: PAGE_DEFAULT }),
    cursor: z.string().regex(CURSOR, "must be the next_cursor of a page of this search").optional().meta({
      description: "The next_cursor of the page before, with the same search",
      example: "other/0193445d-3a67-7256-9dda-3ac64c2b0cdf~5b0e7d213f1c9a0d5be24c7786d1a9b0c4e2f857",
    }),
  })
  .meta({ id: "SearchResources" });

const hit = z
  .strictObject({
    id: z.string().meta({ description: "A public id", example: "cus_01jd2m8xk7e9vbt3q5w6y8z0ac" }),
    type: foundType.meta({ example: "customer" }),
    title: z.string().nullable().meta({
      description: "What it is called: its name, description or code, else its external id. null: it has none that you may see",
      example: "Ada Lovelace",
    }),
    status: z.string().meta({ example: "verified" }),
    currency: currencyCode.nullable().meta({ description: "null: it has no single one", example: null }),
    amount: amount.nullable().meta({ description: "null: it has no single one", example: null }),
    created_at: instant,
  })
  .meta({ id: "Hit" });

export const hits = page(hit)
  .extend({
    as_of: instant.meta({
      description:
        "What was committed before this instant is found. What is newer is readable by its id at once, and found a second or two later",
    }),
  })
  .meta({ id: "Hits" });

export const rebuiltSearch = z
  .strictObject({ began_at: instant.meta({ description: "Since when the rebuild is under way" }) })
  .meta({ id: "RebuiltSearch" });

/** How far the search is behind, for operators. */
export const searchCounters = z
  .strictObject({
    behind: z.number().int().meta({ description: "Events of the feed that it has not applied", example: 0 }),
    behind_seconds: z.number().int().meta({ description: "The age of the oldest of them", example: 0 }),
    rebuild_began_at: instant.nullable().meta({ description: "Since when it is being rebuilt; null: it is not", example: null }),
    rebuilds: z.number().int().meta({ description: "How many rebuilds have ended", example: 0 }),
  })
  .meta({ id: "SearchCounters" });

export type FoundType = (typeof foundTypes)[number];
/** A search without its place in the pages. */
export type Search = Omit<z.infer<typeof searchResources>, "cursor" | "limit">;
export type Hit = z.infer<typeof hit>;
export type RebuiltSearch = z.infer<typeof rebuiltSearch>;
export type SearchCounters = z.infer<typeof searchCounters>;

/** A page of hits as core-service returns it. */
export interface HitsPage extends Page<Hit> {
  readonly as_of: string;
}

/** What core-service does for the search Worker. */
export interface SearchCore {
  searchResources(call: Call, search: Search, page: PageRequest): Promise<HitsPage>;
  /** Begins to build the model anew, unless it is being built. */
  rebuildSearch(call: WriteCall): Promise<WriteOutcome<RebuiltSearch, RefusalOf<"rebuildSearch">>>;
  /** Applies the next events, and if there are none does the next step of a rebuild. @returns whether nothing is left to do. */
  followFeed(): Promise<boolean>;
  countSearch(): Promise<SearchCounters>;
  ready(): Promise<CoreAnswered>;
}
