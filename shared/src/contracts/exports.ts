// Exports: the final rows of a range of time, in one order that never changes, as lines. core-service reads them a page at a time, and a Worker writes
// them; a piece is made by core-service, and a Worker only passes it back.
import { time } from "../instants.ts";

/** The query parameters of every export. What it goes on after is a position, whose form is each export's own. */
export const exportRange = {
  from: time.meta({ description: "Inclusive" }),
  to: time.meta({ description: "Exclusive, not in the future. A range that can still grow is `not_final_yet`" }),
};

/** Of which resources an export of the feed has events; null: of all. */
export type Subject = "account" | "customer" | null;

/** Instants, the first inclusive and the second exclusive. */
export interface ExportRange {
  readonly from: string;
  readonly to: string;
}

/** A row and its place: the id by which an export goes on after it. */
export interface ExportedRow<Item> {
  readonly place: string;
  /** null: it cannot be shown, which must not hold up the rows behind it (law 30). */
  readonly item: Item | null;
}

/** What is to come of an export of postings. UUIDs. */
export interface PostingPiece {
  /** Inclusive: the first posting to come. */
  readonly first: string;
  /** How many lines of that posting were exported already. */
  readonly skip: number;
  /** Exclusive. */
  readonly end: string;
  /** How many postings the next page may have. */
  readonly most: number;
}

/** What is to come of an export of the feed: positions (after, through]. */
export interface FeedPiece {
  readonly after: number;
  readonly through: number;
  readonly subject: Subject;
  /** How many events the next page may have. */
  readonly most: number;
}

export interface ExportedPage<Item, Piece> {
  readonly rows: readonly ExportedRow<Item>[];
  /** null at the end. */
  readonly next: Piece | null;
}
