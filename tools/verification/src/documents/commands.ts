// Checks commands in the documents: an npm script must be in package.json and know the flags that are shown; a block that a reader pastes into a
// shell must work in any shell.
import type { Document } from "./documents.ts";

export interface Script {
  readonly name: string;
  /** The sources of the tool that it starts: a flag that they do not name does not exist. */
  readonly sources: string;
}

/** Flags that every script has: those of npm, of the test runner and of tools/command/src/command-line.ts. */
const COMMON_FLAGS = new Set(["--silent", "--project", "--help"]);

/** npm scripts and flags that a document shows and that do not exist. */
export function missingCommands(documents: readonly Document[], scripts: readonly Script[]): string[] {
  const byName = new Map(scripts.map((script) => [script.name, script]));
  return documents.flatMap(({ path, spans, blocks }) =>
    [...spans.flat(), ...blocks.flatMap(({ text }) => text.split("\n"))].flatMap((line) =>
      calledIn(line).flatMap(({ name, flags }) => {
        const script = byName.get(name);
        if (script === undefined) return [`${path}: there is no npm script ${name}`];
        const missing = flags.filter((flag) => !COMMON_FLAGS.has(flag) && !knowsFlag(script, flag));
        return missing.map((flag) => `${path}: ${name} has no ${flag}`);
      }),
    ),
  );
}

const knowsFlag = ({ sources }: Script, flag: string): boolean =>
  new RegExp(`["'\`]?${flag.slice(2)}["'\`]?: \\{|["'\`]${flag}["'\`]`).test(sources);

/** `npm run deploy -- --env dev --dry-run` is deploy with --env and --dry-run; `npm start` and `npm test` are scripts too. */
function calledIn(line: string): { readonly name: string; readonly flags: readonly string[] }[] {
  const [code = ""] = line.split(/ {2,}#| [|&<>] /);
  const [, run, short, rest = ""] = /\bnpm (?:run(?: --silent)? ([a-z][a-z:-]*)|(start|test)\b)(.*)/.exec(code) ?? [];
  const name = run ?? short;
  return name === undefined ? [] : [{ name, flags: rest.match(/(?<= )--[a-z][a-z-]*/g) ?? [] }];
}

/** What no block of commands in any document may contain. */
const NEVER: readonly Rule[] = [
  [/(?:^|\s)#/m, "a comment, which zsh takes for arguments"],
  [/\buuidgen\b/, "uuidgen, which is not on every machine"],
  [/"[^"\n]*![^"\n]*"/, "an exclamation mark between double quotes, which bash takes for its history"],
];
/** What a block may not contain that is pasted unchanged into any shell. */
const PASTED: readonly Rule[] = [
  ...NEVER,
  [/<\(|<<</, "what only bash knows"],
  [/\b[a-z]+_[0-9a-hjkmnp-tv-z]{26}\b/, "an id that exists on no reader's platform"],
  [/…|\b(?:NAME|HOST|COMMIT|ACCOUNT|VERSION)\b(?!=)(?<!\$[A-Z_]+)/, "a placeholder"],
];
type Rule = readonly [pattern: RegExp, what: string];

/** The rules by the language of the block: `sh` is pasted unchanged, `bash` needs a reader's own values first. */
const RULES: Readonly<Record<string, readonly Rule[]>> = { sh: PASTED, bash: NEVER };

/** Blocks of commands that break one of their rules. */
export function unsafeBlocks(documents: readonly Document[]): string[] {
  return documents.flatMap(({ path, blocks }) =>
    blocks.flatMap(({ language, text }) =>
      (RULES[language] ?? [])
        .filter(([pattern]) => pattern.test(text))
        .map(([, what]) => `${path}: a block of commands has ${what}: ${text.split("\n")[0]}`),
    ),
  );
}
