// Rules of the database's text that neither Postgres nor a linter checks: a function's file has that function alone, and migrations, whose meaning
// must never change, neither define nor call functions, which may change.
import { type DatabaseText, fileOf, type FunctionText, type Migration } from "./database-text.ts";
import { nameOf, type Node, relationOf, type Statement, statementsOf } from "./signatures.ts";

/** The schema in which a migration may create functions for its own use, which it drops again. */
const OWN_SCHEMA = "migrations.";

/** What breaks the rules, one fault per line. */
export async function faultsOfText({ migrations, functions }: DatabaseText): Promise<string[]> {
  const faults = await Promise.all([...functions.map(faultsOfFunction), ...migrations.map(faultsOfMigration)]);
  return faults.flat();
}

async function faultsOfFunction(text: FunctionText): Promise<string[]> {
  const subjects = (await statementsOf(text.sql)).map(subjectOf);
  return subjects.flatMap((subject) => (subject === text.name ? [] : [`${fileOf(text)} holds more than ${text.name}: ${subject}`]));
}

/** The subject of a statement in a function's file: what it creates, grants or comments on. */
function subjectOf(statement: Statement): string {
  const { CreateFunctionStmt: made, ViewStmt: view, CreateTrigStmt: trigger, GrantStmt: grant, CommentStmt: comment } = statement;
  const created = made ?? view ?? trigger;
  if (created !== undefined && created["replace"] !== true) return "a CREATE that does not say OR REPLACE";
  // A trigger comes with the function that it calls, which a migration does not have yet.
  if (trigger !== undefined) return nameOf(trigger["funcname"]);
  if (made !== undefined) return nameOf(made["funcname"]);
  if (view !== undefined) return relationOf(view["view"]);
  if (grant !== undefined && grant["is_grant"] === true) return ((grant["objects"] ?? []) as Node[]).map(objectName).join(", ");
  if (comment !== undefined) return commented(comment);
  return Object.keys(statement).join();
}

/** The subject of a COMMENT; for a column, its view. */
function commented({ object, objtype }: Node): string {
  const name = objectName(object as Node);
  return objtype === "OBJECT_COLUMN" ? name.slice(0, name.lastIndexOf(".")) : name;
}

function objectName({ ObjectWithArgs: routine, RangeVar: relation, List: list }: Node): string {
  if (routine !== undefined) return nameOf((routine as Node)["objname"]);
  return relation === undefined ? nameOf((list as Node | undefined)?.["items"]) : relationOf(relation);
}

async function faultsOfMigration({ name, sql }: Migration): Promise<string[]> {
  const statements = await statementsOf(sql);
  const made = statements.flatMap(({ CreateFunctionStmt: routine, ViewStmt: view }) => [
    ...(routine === undefined ? [] : [nameOf(routine["funcname"])]),
    ...(view === undefined ? [] : [relationOf(view["view"])]),
  ]);
  const called = statements.flatMap(callsIn);
  return [
    ...made.filter(isOurs).map((what) => `${name} defines ${what}, whose text belongs in functions/`),
    ...called.filter(isOurs).map((what) => `${name} calls ${what}, which a new database does not have yet, and which is free to change`),
  ];
}

/** Every function that is called anywhere in a tree. */
function callsIn(tree: unknown): string[] {
  if (typeof tree !== "object" || tree === null) return [];
  return Object.entries(tree).flatMap(([kind, child]) => [
    ...(kind === "FuncCall" ? [nameOf((child as Node)["funcname"])] : []),
    ...callsIn(child),
  ]);
}

const isOurs = (name: string): boolean => name.includes(".") && !name.startsWith(OWN_SCHEMA) && !name.startsWith("pg_catalog.");
