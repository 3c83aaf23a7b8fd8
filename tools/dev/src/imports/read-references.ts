// Reads what a module refers to, in every form in which one module can lead to another: static imports and re-exports, types, `import()`,
// `require`, `import.meta.resolve`, `new URL(…, import.meta.url)`, the mocks of Vitest. What it cannot read, it reports; it guesses nothing.
import { type Argument, type CallExpression, type Expression, parseSync, Visitor } from "oxc-parser";

export interface Reference {
  /** As it is written; null when only the run decides it. */
  readonly specifier: string | null;
  /** "url": a path of a file that is read or started. The others bring the module itself, or its types. */
  readonly form: "import" | "url";
  /** Its line, 1 first. */
  readonly line: number;
}

export interface Module {
  /** From the repository's root, with slashes. */
  readonly path: string;
  readonly references: readonly Reference[];
  /** Every string in it. */
  readonly strings: readonly string[];
  /** Why it cannot be read; null when it can. */
  readonly error: string | null;
}

/** What refers by its first argument, besides `require` and whatever `createRequire()` gives. */
const CALLS =
  /^(?:(?:require|import\.meta)\.resolve|vi\.(?:mock|doMock|unmock|doUnmock|importActual|importMock)|process\.getBuiltinModule)$/;
/** What makes a `require`. */
const MAKER = /(?:^|\.)createRequire$/;
/** Only a bundler can say what it leads to. */
const GLOB = "import.meta.glob";
const DIRECTIVE = /^\/\s*<reference\s+(?:path|types)\s*=\s*["']([^"']+)["']/;

export function readModule(path: string, text: string): Module {
  const { program, comments, errors } = parseSync(path, text);
  const references: Reference[] = [];
  const strings: string[] = [];
  const handled = new Set<number>();
  const add = (at: number, specifier: string | null, form: Reference["form"] = "import"): void =>
    void references.push({ specifier, form, line: text.slice(0, at).split("\n").length });
  const textOf = (node: { start: number; end: number }): string => text.slice(node.start, node.end);
  const isMaker = (node: Expression): node is CallExpression => node.type === "CallExpression" && MAKER.test(textOf(node.callee));
  const call = (node: CallExpression): void => {
    const { callee, arguments: args } = node;
    const made = callee.type === "MemberExpression" && textOf(callee).endsWith(".resolve") ? callee.object : callee;
    if (textOf(callee) === "require" || CALLS.test(textOf(callee))) {
      // `vi.mock(import("./a.ts"))` is seen as the import that it is.
      if (args[0]?.type !== "ImportExpression") add(node.start, literalOf(args[0]));
    } else if (isMaker(made as Expression)) {
      handled.add(made.start);
      add(node.start, literalOf(args[0]));
    } else if (textOf(callee) === GLOB || (isMaker(node) && !handled.has(node.start))) add(node.start, null);
  };
  new Visitor({
    ImportDeclaration: ({ start, source }) => add(start, source.value),
    ExportAllDeclaration: ({ start, source }) => add(start, source.value),
    ExportNamedDeclaration: ({ start, source }) => source && add(start, source.value),
    ImportExpression: ({ start, source }) => add(start, literalOf(source)),
    TSImportType: ({ start, source }) => add(start, source.value),
    TSExternalModuleReference: ({ start, expression }) => add(start, expression.value),
    // The declaration of what is global in a module of many files (`*.sql`) refers to none.
    TSModuleDeclaration: ({ start, id }) => id.type === "Literal" && !id.value.includes("*") && add(start, id.value),
    VariableDeclarator: ({ id, init }) => init && isMaker(init) && textOf(id) === "require" && handled.add(init.start),
    CallExpression: call,
    NewExpression: ({ start, callee, arguments: args }) => {
      const base = args[1] === undefined ? "" : textOf(args[1]);
      if (textOf(callee) === "URL" && base === "import.meta.url") add(start, literalOf(args[0]), "url");
    },
    Literal: ({ value }) => typeof value === "string" && strings.push(value),
  }).visit(program);
  for (const { start, value } of comments) {
    const directive = DIRECTIVE.exec(value)?.[1];
    if (directive !== undefined) add(start, directive);
  }
  return { path, references, strings, error: errors[0]?.message ?? null };
}

/** The text of a plain string, or of a template with nothing to fill in. */
function literalOf(node: Argument | undefined): string | null {
  if (node?.type === "Literal" && typeof node.value === "string") return node.value;
  return node?.type === "TemplateLiteral" && node.expressions.length === 0 ? (node.quasis[0]?.value.cooked ?? null) : null;
}
