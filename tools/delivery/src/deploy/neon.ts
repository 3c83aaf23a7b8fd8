// A preview's database: a branch of the environment's, by Neon's API v2. Only previews' branches are made and deleted here; projects and
// lasting branches are Terraform's.
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { ApiError, callApi, type Cloud, type Wait } from "./api.ts";

export const PERMISSIONS = "access to the project of this environment's own organisation";

const NOT_FOUND = 404;
const POLL_MS = 1_000;
/** A branch is ready within seconds. */
const READY_WITHIN_MS = 120_000;
/**
 * An operation in one of these is over. Neon skips and cancels what the state of a branch no longer needs: whether what was asked for is there, the
 * next step asks. `failed` is no end: Neon tries such an operation again (neon.com/docs/manage/operations).
 */
const ENDS = new Set(["finished", "skipped", "cancelled"]);
const FATAL = "error";

const Branch = z.object({ id: z.string(), name: z.string() });
const Operation = z.object({ id: z.string(), action: z.string(), status: z.string() });

export class Neon {
  readonly #cloud: Cloud;
  readonly #project: string;
  readonly #wait: Wait;
  readonly #now: () => number;

  constructor(cloud: Cloud, projectId: string, wait: Wait = delay, now: () => number = Date.now) {
    this.#cloud = cloud;
    this.#project = `/projects/${projectId}`;
    this.#wait = wait;
    this.#now = now;
  }

  /** The branch's id, or null. */
  async branch(name: string): Promise<string | null> {
    const { branches } = await this.#get(`/branches?search=${encodeURIComponent(name)}`, z.object({ branches: z.array(Branch) }));
    return branches.find((branch) => branch.name === name)?.id ?? null;
  }

  /** Makes a branch with a compute and waits until both are ready. @throws {ApiError} when Neon does not finish in time. */
  async createBranch(name: string, parentId: string): Promise<void> {
    const response = await this.#call("POST", "/branches", {
      branch: { name, parent_id: parentId },
      endpoints: [{ type: "read_write" }],
    });
    await this.#finished(response);
  }

  /** Deletes a branch and its computes; one that is deleted already is fine. */
  async deleteBranch(id: string): Promise<void> {
    try {
      await this.#finished(await this.#call("DELETE", `/branches/${id}`));
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== NOT_FOUND) throw error;
    }
  }

  /** The URL of a branch's database as the database's owner. It holds a password: never print it. */
  async ownerUrl(branchId: string, database: string): Promise<string> {
    const { databases } = await this.#get(
      `/branches/${branchId}/databases`,
      z.object({ databases: z.array(z.object({ name: z.string(), owner_name: z.string() })) }),
    );
    const owner = databases.find(({ name }) => name === database)?.owner_name;
    if (owner === undefined) throw new Error(`Neon: branch ${branchId} has no database named ${database}.`);
    const query = new URLSearchParams({ branch_id: branchId, database_name: database, role_name: owner });
    const { uri } = await this.#get(`/connection_uri?${query}`, z.object({ uri: z.string() }));
    return uri;
  }

  /** Waits for the operations that a call started. */
  async #finished(response: unknown): Promise<void> {
    const { operations } = z.object({ operations: z.array(Operation) }).parse(response ?? { operations: [] });
    const deadline = this.#now() + READY_WITHIN_MS;
    for (const { id, action } of operations) {
      for (;;) {
        const { operation } = await this.#get(`/operations/${id}`, z.object({ operation: Operation }));
        if (ENDS.has(operation.status)) break;
        if (operation.status === FATAL) throw new ApiError(`Neon: ${action} ended as ${operation.status}.`, 409, []);
        if (this.#now() >= deadline)
          throw new ApiError(`Neon: ${action} is ${operation.status} after ${READY_WITHIN_MS / 1_000} s.`, 0, []);
        await this.#wait(POLL_MS);
      }
    }
  }

  async #get<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    return schema.parse(await this.#call("GET", path));
  }

  async #call(method: string, path: string, body?: unknown): Promise<unknown> {
    return await callApi(this.#cloud, method, `${this.#project}${path}`, body, this.#wait);
  }
}
