// Postings of GET /v1/transactions against the records: exactly one record must cover each.
import type { AuditRecord } from "@ledge/shared/contracts/audit-record";
import { prefixes } from "@ledge/shared/ids";
import { z } from "zod";
import { Finding } from "./finding.ts";
import { TransactionCounts } from "./id-counts.ts";
import { readLines } from "./read-lines.ts";

const DONE = "done";
/** What a record names a posting by: a transaction of legs, or a transfer, whose transaction in the journal has the same UUID. */
const POSTINGS = [`${prefixes.transaction}_`, `${prefixes.transfer}_`];
/** Of a page, what matters here. */
const page = z.object({ data: z.array(z.object({ id: z.string() })) });

interface Posting {
  readonly id: string;
  readonly place: string;
}

export interface Postings {
  readonly count: number;
  /** @throws {Finding} when the record covers a posting that another one covers. */
  cover(record: AuditRecord, place: string): void;
  /** @throws {Finding} for the first posting that no record covers. */
  judge(): Promise<void>;
}

/** @param files pages, one a line. @throws {Finding} for a line that is no page. */
export async function readPostings(files: readonly string[]): Promise<Postings> {
  const counts = new TransactionCounts();
  for await (const { id, place } of postingsIn(files)) if (!counts.add(id)) throw new Finding(`${place}: ${id} is no id of a transaction`);
  return {
    count: counts.size,
    cover({ id, outcome, resources }, place) {
      if (outcome !== DONE) return;
      for (const resource of resources.filter((one) => POSTINGS.some((prefix) => one.startsWith(prefix))))
        if ((counts.cover(resource) ?? 0) > 1)
          throw new Finding(`${place}: record ${id} covers ${resource}, which an earlier record covers`);
    },
    async judge() {
      for await (const { id, place } of postingsIn(files)) if (!counts.isCovered(id)) throw new Finding(`${place}: no record covers ${id}`);
    },
  };
}

async function* postingsIn(files: readonly string[]): AsyncGenerator<Posting> {
  for await (const { text, place } of readLines(files)) {
    const { success, data } = page.safeParse(jsonOf(text));
    if (!success) throw new Finding(`${place} is no page of transactions`);
    for (const { id } of data.data) yield { id, place };
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
