// A project's branches and its owner's password, by Neon's API v2. Only previews' branches are made and deleted here; projects and lasting branches are
// Terraform's.
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
const LOOPBACK = new Set(["127.0.0.1", "localhost"]);

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

  /**
   * Sets a new password for the owner of a branch's database, since Neon keeps none (`store_password`), and returns the owner's URL. It holds the
   * password: never print it. The reset cuts the owner's connections, and nothing that serves connects as the owner.
   */
  async ownerUrl(branchId: string, database: string): Promise<string> {
    const { databases } = await this.#get(
      `/branches/${branchId}/databases`,
      z.object({ databases: z.array(z.object({ name: z.string(), owner_name: z.string() })) }),
    );
    const owner = databases.find(({ name }) => name === database)?.owner_name;
    if (owner === undefined) throw new Error(`Neon: branch ${branchId} has no database named ${database}.`);
    const { endpoints } = await this.#get(
      `/branches/${branchId}/endpoints`,
      z.object({ endpoints: z.array(z.object({ host: z.string(), type: z.string() })) }),
    );
    const host = endpoints.find(({ type }) => type === "read_write")?.host;
    if (host === undefined) throw new Error(`Neon: branch ${branchId} has no compute that writes.`);
    const response = await this.#call("POST", `/branches/${branchId}/roles/${owner}/reset_password`);
    await this.#finished(response);
    const { role } = z.object({ role: z.object({ password: z.string() }) }).parse(response);
    const url = new URL(`postgres://${host}/${database}`);
    url.username = owner;
    url.password = encodeURIComponent(role.password);
    // A server on this machine speaks no TLS.
    if (!LOOPBACK.has(url.hostname)) url.searchParams.set("sslmode", "require");
    return url.toString();
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
