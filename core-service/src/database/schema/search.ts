// Drizzle's description of schema `search`. The search's queries name its tables in SQL: most of each is the statement's own.
import { bigint, boolean, integer, pgSchema, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, integer64 } from "../column-types.ts";

const search = pgSchema("search");

/** @internal Compared with the database; queries name it in SQL. */
export const documents = search.table(
  "documents",
  {
    slot: integer("slot").notNull(),
    viewer: uuid("viewer").notNull(),
    id: uuid("id").notNull(),
    kind: text("kind").notNull(),
    title: text("title"),
    reference: text("reference"),
    status: text("status").notNull(),
    currency: text("currency"),
    amount: bigint("amount", { mode: "bigint" }),
    parties: uuid("parties").array().notNull(),
    terms: text("terms").array().notNull(),
    recordedAt: instant("recorded_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.slot, table.viewer, table.id] })],
);

/** @internal Compared with the database; queries name it in SQL. */
export const terms = search.table(
  "terms",
  { slot: integer("slot").notNull(), term: text("term").notNull(), id: uuid("id").notNull() },
  (table) => [primaryKey({ columns: [table.slot, table.term, table.id] })],
);

/** @internal Compared with the database; queries name it in SQL. */
export const state = search.table("state", {
  singleton: boolean("singleton").primaryKey().default(true),
  serving: integer("serving").notNull().default(0),
  generation: integer64("generation").notNull().default(0),
  stage: text("stage"),
  filling: text("filling"),
  filledThrough: uuid("filled_through"),
  beganAt: instant("began_at"),
});
