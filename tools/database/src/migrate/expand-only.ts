// Decides which migrations may be applied while the previous runtime still serves: those that only add. It uses Postgres's own parser, and refuses
// statements that the parser does not see into (DO blocks). A migration that removes something says `-- phase: contract` and is applied after its
// release serves all requests.
import { parse } from "libpg-query";
import type { Migration } from "./database-text.ts";

const CONTRACT = /^-- phase: contract$/m;

type Tree = Record<string, Record<string, unknown>>;

/** Statements that remove or rename something, or whose content cannot be parsed. */
const REFUSED: Readonly<Record<string, string>> = {
  DropStmt: "drops what the runtime before may use",
  DropOwnedStmt: "drops what the runtime before may use",
  RenameStmt: "renames what the runtime before may use",
  AlterObjectSchemaStmt: "moves what the runtime before may use",
  TruncateStmt: "empties a table",
  DeleteStmt: "deletes rows",
  DoStmt: "is a DO block, which cannot be judged",
  AlterEnumStmt: "changes an enum's values",
  AlterDomainStmt: "changes what a domain admits",
  CreateTrigStmt: "adds a trigger, which fires for the runtime before, too",
  RuleStmt: "adds a rule, which rewrites queries of the runtime before",
  CreatePolicyStmt: "adds a policy, which hides rows from the runtime before",
};

/** Subcommands of ALTER TABLE that are allowed: they add a column that needs no value, drop a requirement, or set storage. */
const ALLOWED_COMMANDS = new Set([
  "AT_AddColumn",
  "AT_ColumnDefault",
  "AT_DropNotNull",
  "AT_SetStatistics",
  "AT_SetRelOptions",
  "AT_ResetRelOptions",
  "AT_ValidateConstraint",
]);

export type Phase = "expand" | "contract";

export const phaseOf = ({ sql }: Migration): Phase => (CONTRACT.test(sql) ? "contract" : "expand");

/**
 * Splits pending migrations into those before the release and those after it.
 *
 * @throws when a contracting one comes before an expanding one: they belong in two releases.
 */
export function byPhase(pending: readonly Migration[]): Record<Phase, Migration[]> {
  const first = pending.findIndex((migration) => phaseOf(migration) === "contract");
  const expand = first === -1 ? [...pending] : pending.slice(0, first);
  const contract = first === -1 ? [] : pending.slice(first);
  const late = contract.find((migration) => phaseOf(migration) === "expand");
  if (late !== undefined) {
    throw new Error(`Migration ${late.name} expands after ${contract[0]?.name} contracts: release the commit between them first.`);
  }
  return { expand, contract };
}

/** Statements in these migrations that could break the previous runtime, as sentences. Empty: none was found. */
export async function faultsOfExpansion(migrations: readonly Migration[]): Promise<string[]> {
  const faults = await Promise.all(
    migrations
      .filter((migration) => phaseOf(migration) === "expand")
      .map(async ({ name, sql }) => (await faultsIn(sql)).map((fault) => `${name}: ${fault}`)),
  );
  return faults.flat();
}

/** @throws when the text is not SQL. */
async function faultsIn(sql: string): Promise<string[]> {
  const { stmts = [] } = (await parse(sql)) as unknown as { stmts?: { stmt: Tree; stmt_location?: number; stmt_len?: number }[] };
  const bytes = Buffer.from(sql);
  const made = new Set(stmts.flatMap(({ stmt }) => nameOf(stmt["CreateStmt"]?.["relation"])));
  return stmts.flatMap(({ stmt, stmt_location: from = 0, stmt_len: length }) => {
    // The previous runtime does not use tables that the migration itself creates.
    const { relation, table } = Object.values(stmt)[0] ?? {};
    if (nameOf(relation ?? table).some((name) => made.has(name))) return [];
    const text = bytes.subarray(from, length === undefined ? undefined : from + length).toString();
    return faultsOf(stmt).map((fault) => `“${firstLine(text)}” ${fault}`);
  });
}

function nameOf(relation: unknown): string[] {
  const { schemaname, relname } = (relation ?? {}) as { schemaname?: string; relname?: string };
  return relname === undefined ? [] : [`${schemaname ?? ""}.${relname}`];
}

const firstLine = (text: string): string =>
  text
    .split("\n")
    .find((line) => line.trim() !== "" && !line.trim().startsWith("--"))
    ?.trim() ?? "";

function faultsOf(statement: Tree): string[] {
  const [kind, body] = Object.entries(statement)[0] ?? ["", {}];
  const refused = REFUSED[kind];
  if (refused !== undefined) return [refused];
  if (kind === "GrantStmt" && body["is_grant"] !== true) return ["revokes what the runtime before may need"];
  if (kind === "GrantRoleStmt" && body["is_grant"] !== true) return ["revokes what the runtime before may need"];
  if (kind === "IndexStmt" && body["unique"] === true) return ["demands uniqueness of what the runtime before writes"];
  if (kind === "AlterTableStmt")
    return ((body["cmds"] ?? []) as Tree[]).flatMap((command) => commandFaults(command["AlterTableCmd"] ?? {}));
  return [];
}

function commandFaults(command: Record<string, unknown>): string[] {
  const subtype = String(command["subtype"]);
  if (!ALLOWED_COMMANDS.has(subtype)) return [`changes what the runtime before relies on (${subtype.replace(/^AT_/, "")})`];
  if (subtype !== "AT_AddColumn") return [];
  const column = ((command["def"] as Tree | undefined)?.["ColumnDef"] ?? {}) as { colname?: string; constraints?: Tree[] };
  const kinds = new Set((column.constraints ?? []).map((constraint) => String(constraint["Constraint"]?.["contype"])));
  const demands = ["CONSTR_NOTNULL", "CONSTR_PRIMARY"].some((kind) => kinds.has(kind));
  const isFilled = ["CONSTR_DEFAULT", "CONSTR_IDENTITY", "CONSTR_GENERATED"].some((kind) => kinds.has(kind));
  if (demands && !isFilled) return [`adds column ${column.colname} that must have a value, and gives it no default`];
  return [];
}
