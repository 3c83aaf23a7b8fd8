// Neon's API v2 on loopback, for one project: a branch is a real database on a real Postgres, created from its parent as a template. An operation is
// not finished at the first poll.
import { randomBytes } from "node:crypto";
import pg from "pg";
import { type StandInResponse, json, type Route, serve, type StandIn } from "../http.ts";

export const PROJECT_ID = "quiet-river-12345678";

interface NeonBranch {
  readonly id: string;
  readonly name: string;
  /** The name of the database behind the branch. */
  readonly databaseName: string;
}

export interface NeonStandIn extends StandIn {
  readonly branches: readonly NeonBranch[];
  /** The parent of all branches. */
  readonly rootBranch: string;
  /** An operation that Neon begins by itself, or somebody else does. */
  begin(action: string): void;
}

const refused = (status: number, _: number, message: string): StandInResponse => ({ status, body: { code: "", message } });
const ok = (body: unknown): StandInResponse => ({ status: 200, body });
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

/**
 * @param adminUrl of the Postgres, as an administrator who may create databases; its database is the root branch's.
 * @param database how the database is called within every branch.
 */
export async function startNeon(token: string, adminUrl: string, database: string): Promise<NeonStandIn> {
  const root: NeonBranch = { id: id("br"), name: "main", databaseName: new URL(adminUrl).pathname.slice(1) };
  const branches = [root];
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
    ["GET", on("/branches"), ({ query }) => ok({ branches: branches.filter(({ name }) => name.includes(query.get("search") ?? "")) })],
    [
      "POST",
      on("/branches"),
      async (call) => {
        const busy = locked();
        if (busy !== null) return busy;
        const { branch: wanted, endpoints } = json<{ branch: { name: string; parent_id: string }; endpoints: { type: string }[] }>(call);
        const parent = branch(wanted.parent_id);
        if (parent === undefined) return notFound;
        if (endpoints[0]?.type !== "read_write") return refused(400, 0, "a branch needs a read_write endpoint");
        if (branches.some(({ name }) => name === wanted.name)) return refused(409, 0, "branch with this name already exists");
        const made: NeonBranch = { id: id("br"), name: wanted.name, databaseName: `branch_${randomBytes(6).toString("hex")}` };
        await asAdmin(adminUrl, `CREATE DATABASE ${made.databaseName} TEMPLATE ${parent.databaseName}`);
        branches.push(made);
        return { status: 201, body: { branch: made, operations: [started("create_branch"), started("start_compute")] } };
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
        await asAdmin(adminUrl, `DROP DATABASE ${found.databaseName} WITH (FORCE)`);
        branches.splice(branches.indexOf(found), 1);
        return ok({ branch: found, operations: [started("delete_timeline")] });
      },
    ],
    [
      "GET",
      on("/branches/([^/]+)/databases"),
      (_, [wanted = ""]) =>
        branch(wanted) === undefined ? notFound : ok({ databases: [{ name: database, owner_name: new URL(adminUrl).username }] }),
    ],
    [
      "GET",
      on("/connection_uri"),
      ({ query }) => {
        const found = branch(query.get("branch_id"));
        if (found === undefined || query.get("database_name") !== database) return notFound;
        const uri = new URL(adminUrl);
        uri.pathname = `/${found.databaseName}`;
        return ok({ uri: uri.toString() });
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
  return { ...(await serve("/api/v2", token, routes, refused)), branches, rootBranch: root.id, begin: (action) => void started(action) };
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
