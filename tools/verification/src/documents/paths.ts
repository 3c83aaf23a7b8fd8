// Files and operations that the documents name in code spans and that are not there.
import { basename, dirname } from "node:path/posix";
import type { Document } from "./documents.ts";

/** What may be left out at a name's end. */
const ENDINGS = ["", ".ts", ".test.ts", ".md", ".sql", ".json", ".yml"];
/** A name in capitals or in angle brackets stands for any; `NNNN` is a number. */
const ANY = /<[a-z]+>|\bN{2,}(?![a-z])|\bNAME\b/g;
const METHODS = /^((?:GET|POST|PATCH|PUT|DELETE|HEAD)(?:, (?:GET|POST|PATCH|PUT|DELETE|HEAD))*) (\/[^\s?]*)/;

/**
 * Each missing path as "document: path". A span is taken for a path when it begins with a folder of the root; those that follow it by a comma
 * are its neighbours.
 *
 * @param isMade whether a path that is not in the repository is made by its commands.
 */
export function missingPaths(documents: readonly Document[], paths: ReadonlySet<string>, isMade: (path: string) => boolean): string[] {
  const roots = new Set([...paths].filter((path) => path.includes("/")).map((path) => path.slice(0, path.indexOf("/"))));
  return documents.flatMap(({ path, spans }) =>
    spans
      .flatMap((run) => namedIn(run, roots))
      .filter((name) => !isNamed(name, paths) && !isMade(name))
      .map((name) => `${path}: there is no ${name}`),
  );
}

function namedIn(run: readonly string[], roots: ReadonlySet<string>): string[] {
  const names: string[] = [];
  let folder: string | null = null;
  for (const span of run) {
    const isPath = /^[\w.@*{}<>,/-]+$/.test(span) && span.includes("/") && roots.has(span.slice(0, span.indexOf("/")));
    if (isPath) {
      const name = span.replace(/\/$/, "");
      folder = /[{*<]/.test(name) || !name.startsWith("tests/") || basename(name) === name ? null : dirname(name);
      names.push(name);
    } else if (folder !== null && /^[a-z0-9][a-z0-9-]*$/.test(span)) {
      names.push(`${folder}/${span}`);
    }
  }
  return names;
}

/** Braces are alternatives, all of which must be there; stars and placeholders are any name. */
function isNamed(name: string, paths: ReadonlySet<string>): boolean {
  const braces = /\{([^}]*)\}/.exec(name);
  if (braces !== null) return (braces[1] as string).split(",").every((part) => isNamed(name.replace(braces[0], part), paths));
  if (ENDINGS.some((ending) => paths.has(`${name}${ending}`))) return true;
  const open = name.replace(ANY, "*");
  if (!open.includes("*")) return false;
  const pattern = new RegExp(`^${open.split("*").map(escapeRegExp).join("[^/]*")}$`);
  return [...paths].some((path) => pattern.test(path));
}

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** An operation as documents write it: `GET /v1/accounts/{id}`. */
export type Operation = string;

/** Operations that a span names: `GET, POST /v1/holds` is two. What is written with dots stands for what was written out before. */
export function operationsIn(span: string): Operation[] {
  const [, methods, path] = METHODS.exec(span) ?? [];
  if (methods === undefined || path === undefined || path.includes("…")) return [];
  return methods.split(", ").map((method) => `${method} ${path}`);
}

/** Each operation that a document names and that the contract does not have. */
export function missingOperations(documents: readonly Document[], operations: ReadonlySet<Operation>): string[] {
  return documents.flatMap(({ path, spans }) =>
    spans
      .flat()
      .flatMap(operationsIn)
      .filter((operation) => !operations.has(operation))
      .map((operation) => `${path}: the contract has no ${operation}`),
  );
}
