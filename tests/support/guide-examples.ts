// The examples of a guide: what a reader would type, and what the guide says that comes back. Read from the Markdown, so that a guide that
// is wrong fails.
import { Marked, type Tokens } from "marked";

export interface Example {
  readonly command: string;
  /** The block after the command, by its language; null when the guide shows none. */
  readonly shown: { readonly language: string; readonly text: string } | null;
}

/** The `sh` blocks of a guide in their order, each with the block that follows it. */
export function examplesOf(markdown: string): Example[] {
  const blocks = new Marked().lexer(markdown).filter((token): token is Tokens.Code => token.type === "code");
  return blocks.flatMap((block, index) => {
    if (block.lang !== "sh") return [];
    const next = blocks[index + 1];
    const shown = next === undefined || next.lang === "sh" ? null : { language: next.lang ?? "", text: next.text };
    return [{ command: block.text, shown }];
  });
}

/** `NAME=acct_…`: the reader keeps the id of the last answer under this name. */
export const keptName = (command: string): string | null => /^([A-Z]+)=[a-z]+_[0-9a-z]{26}$/.exec(command)?.[1] ?? null;

const ID = /^[a-z]+_[0-9a-z]{26}$/;
const prefixOf = (id: string): string => id.slice(0, id.indexOf("_"));

/** Where an answer is not what a guide shows. What a guide leaves out it does not deny; ids are alike when they are of the same kind. */
export function differences(shown: unknown, answered: unknown, at = ""): string[] {
  if (typeof shown === "string" && typeof answered === "string" && ID.test(shown)) {
    return ID.test(answered) && prefixOf(shown) === prefixOf(answered) ? [] : [`${at}: ${answered} is no ${prefixOf(shown)}_…`];
  }
  if (typeof shown !== "object" || shown === null) {
    return shown === answered ? [] : [`${at}: shown ${JSON.stringify(shown)}, answered ${JSON.stringify(answered)}`];
  }
  if (typeof answered !== "object" || answered === null) return [`${at}: answered ${JSON.stringify(answered)}`];
  return Object.entries(shown).flatMap(([name, value]) =>
    differences(value, (answered as Readonly<Record<string, unknown>>)[name], `${at}/${name}`),
  );
}
