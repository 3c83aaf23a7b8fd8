// Neon's API v2 on loopback, for one project: a branch is a real database on a real Postgres, created from its parent as a template. An operation is
// not finished at the first poll.
import { randomBytes } from "node:crypto";
import pg from "pg";
import { type Compute, startCompute } from "./compute.ts";
import { type OrganisationKey, organisationKeys } from "./keys.ts";
import { ok, refused } from "./answers.ts";
import { type StandInResponse, json, type Route, serve, type StandIn } from "../http.ts";

export const PROJECT_ID = "quiet-river-12345678";

interface NeonBranch {
  readonly id: string;
  readonly name: string;
  /** The name of the database behind the branch. */
  readonly databaseName: string;
  readonly compute: Compute;
  /** When Neon deletes it; null: never. */
  readonly expiresAt: string | null;
}

export interface NeonStandIn extends StandIn {
  readonly branches: readonly NeonBranch[];
  readonly keys: OrganisationKey[];
  /** The parent of all branches. */
  readonly rootBranch: string;
  /** Of its compute, with the port. */
  readonly host: string;
  /** Every password of the owner that was answered. */
  readonly passwords: readonly string[];
  /** Sets the expiry of a branch, as the console does. */
  expireAt(name: string, at: Date): void;
  /** Simulates that the expiry of a branch has passed. */
  deleteExpired(name: string): Promise<void>;
  /** An operation that Neon begins by itself, or somebody else does. */
  begin(action: string): void;
}

const id = (kind: string): string => `${kind}-${randomBytes(8).toString("hex")}`;
/**
 * The status of an operation at each poll; the last one stays. `failed` is one that Neon tries again; `skipped` and `cancelled` are ends, as `finished` is:
 * https://neon.com/docs/manage/operations, and OperationStatus of @neondatabase/api-client 2.7.3.
 */
const STATUSES: Readonly<Record<string, readonly string[]>> = {
  create_branch: ["running", "finished"],
  start_compute: ["scheduling", "failed", "running", "finished"],
  delete_timeline: ["running", "skipped"],
  apply_config: ["running", "running", "cancelled"],
};
const ENDS: readonly unknown[] = ["finished", "skipped", "cancelled", "error"];
const LOCKED = 423;
const OWNER = "neondb_owner";
const DAY_MS = 86_400_000;
const MOST_EXPIRY_DAYS = 30;
/** RFC 3339 with a time zone, whose fraction of a second is dropped. */
const TIMESTAMP = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

/**
 * Why an expiry is refused, or null. Source: https://neon.com/docs/guides/branch-expiration (2026-07-15), "Timestamp format
 * requirements" and "Restrictions": with a time zone, in the future, within 30 days.
 */
function expiryFault(expiresAt: string): string | null {
  if (!TIMESTAMP.test(expiresAt)) return "expires_at must be an RFC 3339 timestamp with a time zone";
  const inMs = Date.parse(expiresAt) - Date.now();
  return inMs > 0 && inMs <= MOST_EXPIRY_DAYS * DAY_MS ? null : "expires_at must be in the future, within 30 days";
}

/**
 * @param adminUrl of the Postgres, as an administrator who may create databases; its database is the root branch's.
 * @param database how the database is called within every branch.
 */
export async function startNeon(token: string, adminUrl: string, database: string): Promise<NeonStandIn> {
  const rootDatabase = new URL(adminUrl).pathname.slice(1);
  const compute = (behind: string): Promise<Compute> => startCompute(adminUrl, database, behind);
  const root: NeonBranch = {
    id: id("br"),
    name: "main",
    databaseName: rootDatabase,
    compute: await compute(rootDatabase),
    expiresAt: null,
  };
  const passwords: string[] = [];
  // The role of Neon's console makes roles and databases, and is no superuser: https://neon.com/docs/manage/roles
  await asAdmin(adminUrl, `CREATE ROLE ${OWNER} LOGIN CREATEROLE CREATEDB`);
  await asAdmin(adminUrl, `ALTER DATABASE ${root.databaseName} OWNER TO ${OWNER}`);
  const branches = [root];
  const shown = ({ id, name, expiresAt }: NeonBranch) => ({ id, name, ...(expiresAt === null ? {} : { expires_at: expiresAt }) });
  const replace = (old: NeonBranch, expiresAt: string | null): NeonBranch => {
    const changed = { ...old, expiresAt };
    branches[branches.indexOf(old)] = changed;
    return changed;
  };
  const named = (name: string): NeonBranch => branches.find((one) => one.name === name) as NeonBranch;
  const operations = new Map<string, { action: string; polls: number }>();
  const statusOf = ({ action, polls }: { action: string; polls: number }): string => {
    const statuses = STATUSES[action] ?? [];
    return statuses[Math.min(Math.max(polls, 1), statuses.length) - 1] ?? "finished";
  };
  /** While operations of a project run, it takes no other ("Locked: project has running operations"). A refused change counts as a poll: time passes. */
  const locked = (): StandInResponse | null => {
    const running = [...operations.values()].filter((one) => !ENDS.includes(statusOf(one)));
    for (const one of running) one.polls += 1;
    return running.length === 0 ? null : refused(LOCKED, 0, "project already has running operations, scheduling of new ones is prohibited");
  };
  const started = (action: string) => {
    const operation = id("op");
    operations.set(operation, { action, polls: 0 });
    return { id: operation, action, status: "running" };
  };
  const branch = (wanted: string | null): NeonBranch | undefined => branches.find((one) => one.id === wanted);
  const notFound = refused(404, 0, "branch not found");
  const project = `/projects/${PROJECT_ID}`;
  const on = (path: string): RegExp => new RegExp(`^${project}${path}$`);
  const routes: Route[] = [
    [
      "GET",
      on("/branches"),
      ({ query }) => ok({ branches: branches.filter(({ name }) => name.includes(query.get("search") ?? "")).map(shown) }),
    ],
    [
      "POST",
      on("/branches"),
      async (call) => {
        const busy = locked();
        if (busy !== null) return busy;
        const { branch: wanted, endpoints } = json<{ branch: WantedBranch; endpoints: { type: string }[] }>(call);
        const parent = branch(wanted.parent_id);
        if (parent === undefined) return notFound;
        // "create children from expiring branches": refused (the same page, "Restrictions").
        if (parent.expiresAt !== null) return refused(400, 0, "cannot create a child of a branch that expires");
        const expiresAt = wanted.expires_at ?? null;
        const fault = expiresAt === null ? null : expiryFault(expiresAt);
        if (fault !== null) return refused(400, 0, fault);
        if (endpoints[0]?.type !== "read_write") return refused(400, 0, "a branch needs a read_write endpoint");
        if (branches.some(({ name }) => name === wanted.name)) return refused(409, 0, "branch with this name already exists");
        const databaseName = `branch_${randomBytes(6).toString("hex")}`;
        const made: NeonBranch = { id: id("br"), name: wanted.name, databaseName, compute: await compute(databaseName), expiresAt };
        await asAdmin(adminUrl, `CREATE DATABASE ${made.databaseName} TEMPLATE ${parent.databaseName} OWNER ${OWNER}`);
        branches.push(made);
        return { status: 201, body: { branch: shown(made), operations: [started("create_branch"), started("start_compute")] } };
      },
    ],
    [
      "PATCH",
      on("/branches/([^/]+)"),
      (call, [wanted = ""]) => {
        const found = branch(wanted);
        const busy = locked();
        if (busy !== null) return busy;
        const { expires_at: expiresAt } = json<{ branch: { expires_at: string } }>(call).branch;
        if (found === undefined) return notFound;
        if (found === root) return refused(400, 0, "cannot set the expiry of the default branch");
        const fault = expiryFault(expiresAt);
        if (fault !== null) return refused(400, 0, fault);
        return ok({ branch: shown(replace(found, expiresAt)), operations: [] });
      },
    ],
    [
      "DELETE",
      on("/branches/([^/]+)"),
      async (_, [wanted = ""]) => {
        const found = branch(wanted);
        const busy = locked();
        if (busy !== null) return busy;
        if (found === undefined) return notFound;
        if (found === root) return refused(422, 0, "cannot delete the root branch");
        await found.compute.stop();
        await asAdmin(adminUrl, `DROP DATABASE ${found.databaseName} WITH (FORCE)`);
        branches.splice(branches.indexOf(found), 1);
        return ok({ branch: shown(found), operations: [started("delete_timeline")] });
      },
    ],
    [
      "GET",
      on("/branches/([^/]+)/databases"),
      (_, [wanted = ""]) => (branch(wanted) === undefined ? notFound : ok({ databases: [{ name: database, owner_name: OWNER }] })),
    ],
    [
      "GET",
      on("/branches/([^/]+)/endpoints"),
      (_, [wanted = ""]) => {
        const found = branch(wanted);
        return found === undefined ? notFound : ok({ endpoints: [{ host: found.compute.host, type: "read_write" }] });
      },
    ],
    // Neon keeps no password of a role here (`store_password`): a new one is the only way to get one, and it is answered this once.
    [
      "POST",
      on("/branches/([^/]+)/roles/([^/]+)/reset_password"),
      async (_, [wanted = "", role = ""]) => {
        const busy = locked();
        if (busy !== null) return busy;
        if (branch(wanted) === undefined || role !== OWNER) return notFound;
        const password = `npg_${randomBytes(12).toString("hex")}`;
        passwords.push(password);
        await asAdmin(adminUrl, `ALTER ROLE ${OWNER} PASSWORD '${password}'`);
        return ok({ role: { name: role, branch_id: wanted, password }, operations: [started("apply_config")] });
      },
    ],
    [
      "GET",
      on("/operations/([^/]+)"),
      (_, [wanted = ""]) => {
        const operation = operations.get(wanted);
        if (operation === undefined) return refused(404, 0, "operation not found");
        operation.polls += 1;
        const status = statusOf(operation);
        return ok({ operation: { id: wanted, action: operation.action, status } });
      },
    ],
  ];
  const keys: OrganisationKey[] = [];
  const served = await serve("/api/v2", token, [...routes, ...organisationKeys(keys, token)], refused, ({ token: given }) =>
    keys.some(({ key }) => key === given),
  );
  const stop = async (): Promise<void> => {
    await Promise.all([served.stop(), ...branches.map((one) => one.compute.stop())]);
  };
  return {
    ...served,
    stop,
    branches,
    keys,
    rootBranch: root.id,
    passwords,
    host: root.compute.host,
    expireAt: (name, at) => void replace(named(name), at.toISOString()),
    deleteExpired: async (name) => {
      const [expired] = branches.splice(branches.indexOf(named(name)), 1);
      await expired?.compute.stop();
    },
    begin: (action) => void started(action),
  };
}

interface WantedBranch {
  readonly name: string;
  readonly parent_id: string;
  readonly expires_at?: string;
}

async function asAdmin(adminUrl: string, sql: string): Promise<void> {
  const url = new URL(adminUrl);
  url.pathname = "/postgres";
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
