// A search: first what has the text as its id or its whole external id, then what has a text that begins with it. Each page costs at most so much,
// whatever was asked: it may end before it is full, and says where the next one goes on.
import { allows, type Call, type Principal } from "@ledge/shared/context";
import { type FoundType, foundTypes, type Hit, type HitsPage, type Search } from "@ledge/shared/contracts/search";
import { decodeId, encodeId, firstUuidAt, type IdKind } from "@ledge/shared/ids";
import type { PageRequest } from "@ledge/shared/schema";
import { type SQL, sql } from "drizzle-orm";
import type { Database } from "../database/connect.ts";
import { cutPage } from "../database/page.ts";
import { readInstant } from "../database/stored-values.ts";
import type { Work } from "../database/work.ts";
import { beginReading, findByPrefix, findById, findExact, type HitRow, type Reading, type Scope } from "./queries.ts";

const kindOf = {
  customer: "customer",
  account: "account",
  transfer: "transfer",
  hold: "hold",
  transaction: "transaction",
  webhook_endpoint: "webhookEndpoint",
} as const satisfies Record<FoundType, IdKind>;

/** Before all ids, whichever way they are read. */
const [LOWEST, HIGHEST] = ["00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff"];
/** An id has the time of its making, by the clock of whoever has made it; of recording, the database's. They never differ by as much. */
const CLOCKS_MS = 86_400_000;

/** The hits of a page, from a position on. It repeats itself if a rebuild has replaced the model meanwhile, which it may have read half of. */
export async function searchResources({ database }: Work, { principal }: Call, search: Search, page: PageRequest): Promise<HitsPage> {
  for (;;) {
    const reading = await beginReading(database, search.text);
    const found = await findPage(database, principal, reading, search, page);
    if ((await beginReading(database, "")).generation !== reading.generation) continue;
    const cut = cutPage(found.hits, page.limit, {
      show: ({ row }) => showHit(row),
      positionOf: ({ phase, row }) => (phase === "id" ? `exact/${startOf(search)}` : `${phase}/${row.id}`),
      idOf: ({ row }) => idOf(row),
    });
    return { ...cut, next: cut.next ?? found.next, as_of: reading.asOf.toISOString() };
  }
}

interface Found {
  /** By what it was found. */
  readonly phase: "id" | "exact" | "other";
  readonly row: HitRow;
}

/** One hit more than a page has, if there are; `next`: where to go on although there are not. */
async function findPage(
  database: Database,
  principal: Principal,
  reading: Reading,
  search: Search,
  { limit, before }: PageRequest,
): Promise<{ readonly hits: readonly Found[]; readonly next: string | null }> {
  const [phase = "exact", after = null] = before?.split("/") ?? [];
  const pasted = foundTypes.map((type) => decodeId(kindOf[type], search.text)).find((uuid) => uuid !== null) ?? null;
  const scope = scopeOf(principal, reading, search);
  const others = pasted === null ? scope : { ...scope, filter: [...scope.filter, sql`id != ${pasted}`] };
  const hits: Found[] = [];
  const byId = before === null && pasted !== null ? await findById(database, scope, pasted) : null;
  if (byId !== null) hits.push({ phase: "id", row: byId });
  if (phase === "exact") {
    const exact = await findExact(database, others, search.text, after, limit + 1 - hits.length);
    hits.push(...exact.rows.map((row) => ({ phase, row }) as const));
    if (exact.end !== null) return { hits, next: `exact/${exact.end}` };
  }
  if (reading.prefix === "") return { hits, next: null };
  const rest = { ...others, filter: [...others.filter, sql`reference IS DISTINCT FROM ${search.text}`] };
  const other = await findByPrefix(database, rest, reading.prefix, phase === "other" ? after : null, limit + 1 - hits.length);
  hits.push(...other.rows.map((row) => ({ phase: "other", row }) as const));
  return { hits, next: other.end === null ? null : `other/${other.end}` };
}

const startOf = ({ sort }: Search): string => (sort === "newest" ? HIGHEST : LOWEST);

function scopeOf(principal: Principal, { slot }: Reading, search: Search): Scope {
  const { types, status, currency, amount_from: least, amount_to: most, from, to, customer, account } = search;
  const readable = foundTypes.filter((type) => mayRead(principal, type));
  const wanted = readable.filter((type) => types === undefined || types.includes(type));
  const filter: SQL[] = [];
  const limitTo = (value: unknown, condition: SQL): unknown => (value === undefined ? undefined : filter.push(condition));
  if (wanted.length < foundTypes.length) filter.push(sql`kind = ANY (${sql.param(`{${wanted.join(",")}}`)}::text[])`);
  limitTo(status, sql`status = ${status}`);
  limitTo(currency, sql`currency = ${currency}`);
  limitTo(least, sql`amount >= ${least}`);
  limitTo(most, sql`amount <= ${most}`);
  if (from !== undefined) filter.push(sql`recorded_at >= ${from}::timestamptz`, sql`id >= ${idAt(from, -CLOCKS_MS)}`);
  if (to !== undefined) filter.push(sql`recorded_at < ${to}::timestamptz`, sql`id < ${idAt(to, CLOCKS_MS)}`);
  if (customer !== undefined) filter.push(sql`${decodeId("customer", customer)} = ANY (parties)`);
  if (account !== undefined) filter.push(sql`${decodeId("account", account)} = ANY (parties)`);
  return { slot, customer: principal.customerId, newestFirst: search.sort === "newest", filter };
}

const idAt = (instant: string, laterMs: number): string => firstUuidAt(readInstant(instant).getTime() + laterMs);

/** Whether a principal may read what is found of a type. What everybody may who may search is not asked. */
function mayRead(principal: Principal, type: FoundType): boolean {
  if (type === "transaction") return allows(principal, "operator");
  return type !== "webhook_endpoint" || allows(principal, "webhooks:read");
}

const idOf = ({ id, kind }: HitRow): string => encodeId(kindOf[kind as FoundType], id);

const showHit = (row: HitRow): Hit => ({
  id: idOf(row),
  type: row.kind as FoundType,
  title: row.title,
  status: row.status,
  currency: row.currency,
  amount: row.amount,
  created_at: readInstant(row.recorded_at).toISOString(),
});
