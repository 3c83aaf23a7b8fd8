// Finds what an SQL text creates and drops: functions by their signatures, views by their names. It uses Postgres's own parser.
import { parse } from "libpg-query";

/** A node of the parser's tree. */
export type Node = Record<string, unknown>;
export type Statement = Readonly<Record<string, Node>>;

/** A function, or a view, which has no parameters. */
export interface Signature {
  /** What distinguishes functions for Postgres: `payments.facts(ledger.transfers)`; for a view its name. */
  readonly identity: string;
  /** What CREATE OR REPLACE cannot change: the names of the parameters and the result type. */
  readonly shape: string;
  /** How many parameters may be left out. */
  readonly defaults: number;
  /** Whether it is SECURITY DEFINER. */
  readonly isDefiner: boolean;
}

/** @throws when the text is not SQL. */
export async function statementsOf(sql: string): Promise<Statement[]> {
  const { stmts = [] } = (await parse(sql)) as unknown as { stmts?: { stmt: Statement }[] };
  return stmts.map(({ stmt }) => stmt);
}

/** The signatures of the functions and views that a text creates, in its order. */
export const signaturesIn = async (sql: string): Promise<Signature[]> => (await statementsOf(sql)).flatMap(signatureOf);

function signatureOf({ CreateFunctionStmt: made, ViewStmt: view }: Statement): Signature[] {
  if (view !== undefined) return [{ identity: relationOf(view["view"]), shape: "a view", defaults: 0, isDefiner: false }];
  if (made === undefined) return [];
  const parameters = nodes(made["parameters"], "FunctionParameter");
  const [results, inputs] = [parameters.filter(isResult), parameters.filter((parameter) => !isResult(parameter))];
  const described = (parameter: Node): string => `${String(parameter["name"] ?? "")} ${typeOf(parameter["argType"])}`.trim();
  const returned = results.length > 0 ? `(${results.map(described).join(", ")})` : typeOf(made["returnType"]);
  return [
    {
      identity: `${nameOf(made["funcname"])}(${inputs.map(({ argType }) => typeOf(argType)).join(", ")})`,
      shape: `(${inputs.map(described).join(", ")}) returns ${returned}`,
      defaults: inputs.filter(({ defexpr }) => defexpr !== undefined).length,
      isDefiner: nodes(made["options"], "DefElem").some(({ defname, arg }) => defname === "security" && isTrue(arg)),
    },
  ];
}

/** The identities of everything that a text drops; where it gives no parameters, the name. */
export async function droppedIn(sql: string): Promise<string[]> {
  const dropped = (await statementsOf(sql)).flatMap(({ DropStmt }) => (DropStmt?.["objects"] ?? []) as Node[]);
  return dropped.flatMap(({ ObjectWithArgs: routine, List: names }) => {
    if (names !== undefined) return [nameOf((names as Node)["items"])];
    if (routine === undefined) return [];
    const { objname, objargs, args_unspecified: isByName } = routine as Node;
    return [isByName === true ? nameOf(objname) : `${nameOf(objname)}(${nodes(objargs, "TypeName").map(typeOf).join(", ")})`];
  });
}

const isResult = ({ mode }: Node): boolean => mode === "FUNC_PARAM_OUT" || mode === "FUNC_PARAM_TABLE";
const isTrue = (arg: unknown): boolean => ((arg as { Boolean?: { boolval?: boolean } } | undefined)?.Boolean?.boolval ?? false) === true;

/** The members of a list of nodes of one kind. */
const nodes = (list: unknown, kind: string): Node[] => ((list ?? []) as Node[]).map((member) => member[kind] as Node);

/** `ledger.post` */
export const nameOf = (list: unknown): string =>
  nodes(list, "String")
    .map(({ sval }) => String(sval))
    .join(".");

/** `ledger.accounts`, of a table or view. */
export const relationOf = (relation: unknown): string => {
  const { schemaname = "", relname = "" } = (relation ?? {}) as { schemaname?: string; relname?: string };
  return `${schemaname}.${relname}`;
};

/** Postgres's own name of a type: `int4[]`. */
function typeOf(type: unknown): string {
  const { names, setof, arrayBounds } = (type ?? {}) as Node;
  const name = nameOf(names).replace(/^pg_catalog\./, "");
  return `${setof === true ? "SETOF " : ""}${name}${((arrayBounds ?? []) as unknown[]).map(() => "[]").join("")}`;
}
