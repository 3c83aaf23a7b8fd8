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
const FAILED = new Set(["failed", "error", "cancelled", "skipped"]);

const Branch = z.object({ id: z.string(), name: z.string(), expires_at: z.string().optional() });
const Operation = z.object({ id: z.string(), action: z.string(), status: z.string() });

export type Branch = z.infer<typeof Branch>;

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

  /** The branches whose name begins so: Neon finds those that contain it. */
  async branches(prefix: string): Promise<Branch[]> {
    const { branches } = await this.#get(`/branches?search=${encodeURIComponent(prefix)}`, z.object({ branches: z.array(Branch) }));
    return branches.filter(({ name }) => name.startsWith(prefix));
  }

  /** The branch of that very name, or null. */
  async branch(name: string): Promise<Branch | null> {
    return (await this.branches(name)).find((branch) => branch.name === name) ?? null;
  }

  /**
   * Makes a branch with a compute and waits until both are ready.
   *
   * @param expiresAt when Neon deletes it by itself: within 30 days (https://neon.com/docs/guides/branch-expiration).
   * @throws {ApiError} when Neon does not finish in time.
   */
  async createBranch(name: string, parentId: string, expiresAt: Date): Promise<void> {
    const response = await this.#call("POST", "/branches", {
      branch: { name, parent_id: parentId, expires_at: expiresAt.toISOString() },
      endpoints: [{ type: "read_write" }],
    });
    await this.#finished(response);
  }

  /** Moves the instant at which Neon deletes a branch by itself. */
  async setExpiry(id: string, expiresAt: Date): Promise<void> {
    await this.#finished(await this.#call("PATCH", `/branches/${id}`, { branch: { expires_at: expiresAt.toISOString() } }));
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
        if (operation.status === "finished") break;
        if (FAILED.has(operation.status)) throw new ApiError(`Neon: ${action} ended as ${operation.status}.`, 409, []);
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
