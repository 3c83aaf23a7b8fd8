// Collects the events that a command emits and appends them in the commit of its effect and its key, or not at all (law 18).
import type { Call } from "@ledge/shared/context";
import type { EventData, EventType } from "@ledge/shared/contracts/events";
import { sql } from "drizzle-orm";
import type { Database } from "../database/connect.ts";
import type { Work } from "../database/work.ts";
import { requestUuid } from "./origin.ts";

export interface EventDraft {
  readonly type: EventType;
  /** UUID of the resource that it is about. */
  readonly resource: string;
  readonly data: object;
  readonly accounts: readonly TouchedAccount[];
}

/** UUID of an account that an event touches, and its version after it. */
interface TouchedAccount {
  readonly id: string;
  readonly version: number;
}

/** The arguments of a command that emits events: it must emit one of every change. */
export interface EmittingWork extends Work {
  readonly emit: <Type extends EventType>(
    type: Type,
    resource: string,
    data: EventData<Type>,
    accounts?: readonly TouchedAccount[],
  ) => void;
}

/** `work` with `emit`, and the events that were emitted so far. */
export function collectingEvents(work: Work): { readonly work: EmittingWork; readonly drafts: readonly EventDraft[] } {
  const drafts: EventDraft[] = [];
  const emit: EmittingWork["emit"] = (type, resource, data, accounts = []) => void drafts.push({ type, resource, data, accounts });
  return { work: { ...work, emit }, drafts };
}

/**
 * Appends inside the caller's transaction, which holds the locks of the resources that the events are about.
 *
 * @param call the request that caused the events, whose principal is their actor; null: the platform acts by itself.
 */
export async function appendEvents(database: Database, call: Call | null, drafts: readonly EventDraft[], occurredAt: Date): Promise<void> {
  if (drafts.length === 0) return;
  const rows = drafts.map(({ type, resource, data, accounts }) => {
    const [ids, versions] = [accounts.map((account) => account.id), accounts.map((account) => account.version)];
    return sql`(${type}, ${resource}, ${arrayOf(ids)}::uuid[], ${arrayOf(versions)}::bigint[],
                ${call?.principal.id ?? null}::uuid, ${call === null ? null : requestUuid(call)}::uuid, ${call?.traceId ?? null}::uuid, ${JSON.stringify(data)}, ${occurredAt.toISOString()})`;
  });
  // By the columns of the grant alone: Drizzle would name the others too, which the runtime may not write.
  await database.execute(sql`
    INSERT INTO outbox.pending (type, resource, accounts, versions, actor, request_id, trace_id, data, occurred_at)
    VALUES ${sql.join(rows, sql`, `)}`);
}

const arrayOf = (values: readonly (string | number)[]): string => `{${values.join(",")}}`;
