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
  /** When Neon deletes it; null: never. */
  readonly expiresAt: string | null;
}

export interface NeonStandIn extends StandIn {
  readonly branches: readonly NeonBranch[];
  /** The parent of all branches. */
  readonly rootBranch: string;
  /** Sets the expiry of a branch, as the console does. */
  expireAt(name: string, at: Date): void;
  /** Simulates that the expiry of a branch has passed. */
  deleteExpired(name: string): void;
}

const refused = (status: number, _: number, message: string): StandInResponse => ({ status, body: { code: "", message } });
const ok = (body: unknown): StandInResponse => ({ status: 200, body });
const id = (kind: string): string => `${kind}-${randomBytes(8).toString("hex")}`;
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

/** The number of polls at which an operation is still running. */
const POLLS_UNTIL_FINISHED = 1;

/**
 * @param adminUrl of the Postgres, as an administrator who may create databases; its database is the root branch's.
 * @param database how the database is called within every branch.
 */
export async function startNeon(token: string, adminUrl: string, database: string): Promise<NeonStandIn> {
  const root: NeonBranch = { id: id("br"), name: "main", databaseName: new URL(adminUrl).pathname.slice(1), expiresAt: null };
  const branches = [root];
  const shown = ({ id, name, expiresAt }: NeonBranch) => ({ id, name, ...(expiresAt === null ? {} : { expires_at: expiresAt }) });
  const replace = (old: NeonBranch, expiresAt: string | null): NeonBranch => {
    const changed = { ...old, expiresAt };
    branches[branches.indexOf(old)] = changed;
    return changed;
  };
  const named = (name: string): NeonBranch => branches.find((one) => one.name === name) as NeonBranch;
  const operations = new Map<string, { action: string; polls: number }>();
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
        const made: NeonBranch = { id: id("br"), name: wanted.name, databaseName: `branch_${randomBytes(6).toString("hex")}`, expiresAt };
        await asAdmin(adminUrl, `CREATE DATABASE ${made.databaseName} TEMPLATE ${parent.databaseName}`);
        branches.push(made);
        return { status: 201, body: { branch: shown(made), operations: [started("create_branch"), started("start_compute")] } };
      },
    ],
    [
      "PATCH",
      on("/branches/([^/]+)"),
      (call, [wanted = ""]) => {
        const found = branch(wanted);
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
        const status = operation.polls > POLLS_UNTIL_FINISHED ? "finished" : "running";
        return ok({ operation: { id: wanted, action: operation.action, status } });
      },
    ],
  ];
  return {
    ...(await serve("/api/v2", token, routes, refused)),
    branches,
    rootBranch: root.id,
    expireAt: (name, at) => void replace(named(name), at.toISOString()),
    deleteExpired: (name) => void branches.splice(branches.indexOf(named(name)), 1),
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
