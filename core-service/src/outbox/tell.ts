// How a command tells of what it did: the events it drafts are appended with its key, in one commit, or not at all (law 18).
import type { Call } from "@ledge/shared/context";
import type { EventData, EventType } from "@ledge/shared/events";
import { sql } from "drizzle-orm";
import type { Database } from "../database/connect.ts";
import type { Work } from "../database/work.ts";

export interface EventDraft {
  readonly type: EventType;
  /** UUID of what it is about. */
  readonly resource: string;
  readonly data: object;
  readonly accounts: readonly TouchedAccount[];
}

/** UUID of an account that an event touches, and its version after it. */
export interface TouchedAccount {
  readonly id: string;
  readonly version: number;
}

/** What a command works with: it must tell of everything it changes. */
export interface TellingWork extends Work {
  readonly tell: <Type extends EventType>(
    type: Type,
    resource: string,
    data: EventData<Type>,
    accounts?: readonly TouchedAccount[],
  ) => void;
}

/** `work` with a place for what is told, and what was told so far. */
export function telling(work: Work): { readonly work: TellingWork; readonly drafts: readonly EventDraft[] } {
  const drafts: EventDraft[] = [];
  const tell: TellingWork["tell"] = (type, resource, data, accounts = []) => void drafts.push({ type, resource, data, accounts });
  return { work: { ...work, tell }, drafts };
}

/**
 * Appends inside the caller's transaction, which holds the locks of what the events are about.
 *
 * @param call whose request it is, and so who the actor is; null: nobody's, the platform acts by itself.
 */
export async function appendEvents(database: Database, call: Call | null, drafts: readonly EventDraft[], occurredAt: Date): Promise<void> {
  if (drafts.length === 0) return;
  const rows = drafts.map(({ type, resource, data, accounts }) => {
    const [ids, versions] = [accounts.map((account) => account.id), accounts.map((account) => account.version)];
    return sql`(${type}, ${resource}, ${arrayOf(ids)}::uuid[], ${arrayOf(versions)}::bigint[],
                ${call?.principal.id ?? null}::uuid, ${call?.requestId ?? null}, ${call?.traceId ?? null}, ${JSON.stringify(data)}, ${occurredAt.toISOString()})`;
  });
  // Column by column, as the grant is: Drizzle would name the others too, and the runtime may not.
  await database.execute(sql`
    INSERT INTO outbox.pending (type, resource, accounts, versions, actor, request_id, trace_id, data, occurred_at)
    VALUES ${sql.join(rows, sql`, `)}`);
}

const arrayOf = (values: readonly (string | number)[]): string => `{${values.join(",")}}`;
