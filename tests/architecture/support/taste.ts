// The rules of taste, as far as a machine can judge them (CONTRIBUTING.md, "Taste").
import type { Source } from "./sources.ts";

const MAX_LINES = 300;
/** Names without a meaning, which collect everything. */
const NAMELESS = /^(?:utils?|helpers?|common|managers?|service|services|misc|lib|base)$/;
const KEBAB = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z]+)?\.ts$/;
/** The one index that re-exports: the runtime looks for a Worker's classes among the exports of its main module. */
const GATHERING_INDEX = "core-service/src/index.ts";

/** The violations of the rules of taste in `sources`, as "path: what". */
export function tasteless(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => faultsOf(source).map((fault) => `${source.path}: ${fault}`));
}

function* faultsIn({ path, text }: Source): Generator<string> {
  const lines = text.trimEnd().split("\n");
  if (lines.length > MAX_LINES) yield `${lines.length} lines, more than ${MAX_LINES}`;
  const parts = path.split("/");
  const nameless = parts.map((part) => part.replace(/\..*$/, "")).find((part) => NAMELESS.test(part));
  if (nameless !== undefined) yield `the name "${nameless}" says nothing`;
  if (!KEBAB.test(parts.at(-1) as string)) yield "its name is not in kebab case";
  if (!/^(?:\/\/ |\/\*\*? ?)\S/.test(text.replace(/^#!.*\n/, ""))) yield "does not open with what it is";
  if (path !== GATHERING_INDEX && isBarrel(text)) yield "is a barrel: it only exports what others make";
}

const faultsOf = (source: Source): string[] => [...faultsIn(source)];

/** Statements of a barrel are re-exports and nothing else. */
function isBarrel(text: string): boolean {
  const code = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "").trim();
  const rest = code.replace(/export\s+(?:type\s+)?(?:\*(?:\s+as\s+\w+)?|\{[^}]*\})\s+from\s+["'][^"']+["'];?/g, "").trim();
  return code !== "" && rest === "";
}
