// Reads by id that a lane makes in groups: what waits while a statement is in flight is found by the next one. A read that arrives during a
// statement must not be answered by it, because what its caller has just written may be missing there.
import { accountReads } from "../accounts/operations.ts";
import type { Connection } from "../database/connect.ts";
import { findSet, type ReadById, shown, type Wanted } from "../database/read-by-id.ts";
import { paymentReads } from "../payments/operations.ts";
import type { Result } from "@ledge/shared/result";
import { batchSpan, type WaitingSpan } from "./batch-span.ts";
import { commitBatch } from "./commit-batch.ts";
import { GroupCommit, type GroupCommitOptions } from "./group-commit.ts";

export const readsById = { ...accountReads, ...paymentReads };

export type ReadName = keyof typeof readsById;
export type ReadAnswer<Name extends ReadName> = Result<ReturnType<(typeof readsById)[Name]["show"]>, "not_found">;

/** A row of any read, which only its own `show` knows. */
type AnyRead = ReadById<object, unknown>;

export class GroupedReads {
  readonly #groups = new Map<ReadName, GroupCommit<Wanted, object | null>>();
  readonly #options: GroupCommitOptions<Wanted>;
  readonly #version: () => string;
  readonly #use: <T>(task: (connection: Connection) => Promise<T>) => Promise<T>;

  /** @param use runs a task on the lane's connection. @param version of the lane. */
  constructor(
    use: <T>(task: (connection: Connection) => Promise<T>) => Promise<T>,
    options: GroupCommitOptions<Wanted>,
    version: () => string,
  ) {
    this.#use = use;
    this.#version = version;
    this.#options = options;
  }

  async read<Name extends ReadName>(name: Name, wanted: Wanted, owner: string, span: WaitingSpan): Promise<ReadAnswer<Name>> {
    const read = readsById[name] as unknown as AnyRead;
    return shown(read, await this.#groupOf(name, read).submit(wanted, owner, span)) as ReadAnswer<Name>;
  }

  #groupOf(name: ReadName, read: AnyRead): GroupCommit<Wanted, object | null> {
    const known = this.#groups.get(name);
    if (known !== undefined) return known;
    const find = (items: readonly Wanted[]) => this.#use(({ database }) => findSet<object>(database, read, items));
    const group = new GroupCommit<Wanted, object | null>((batch) => commitBatch(find, batch), {
      ...this.#options,
      around: (spans, commit) => batchSpan(name, this.#version(), spans, commit),
    });
    this.#groups.set(name, group);
    return group;
  }
}
