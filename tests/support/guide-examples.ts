// The examples of a document: the blocks that a reader pastes, and the output that the document shows. They are read from the Markdown, so that a
// wrong document fails.
import { Marked, type Tokens } from "marked";

interface Shown {
  readonly language: string;
  readonly text: string;
}

export interface Example {
  readonly command: string;
  /** The block after the command; null when the document shows no output. */
  readonly shown: Shown | null;
}

/** The `sh` blocks of a document in their order, each with the block that follows it; or those of another language. */
export function examplesOf(markdown: string, language = "sh"): Example[] {
  const blocks = new Marked().lexer(markdown).filter((token): token is Tokens.Code => token.type === "code");
  return blocks.flatMap((block, index) => {
    if (block.lang !== language) return [];
    const next = blocks[index + 1];
    const shown = next === undefined || next.lang === language ? null : { language: next.lang ?? "", text: next.text };
    return [{ command: block.text, shown }];
  });
}

/** Whether a block only reads: such a block may be repeated until a preceding write has reached the feed, as a reader would repeat it. */
export const isRead = (command: string): boolean => command.includes("curl") && !/ -d | -X |\bpost /.test(command);

/** A block that only sets something in the shell, and for which no output is shown: it prints none. */
const isSilent = ({ command, shown }: Example): boolean => shown === null && !command.includes("curl") && !/^post /m.test(command);

const ID = /^[a-z]+_[0-9a-z]{26}$/;
const prefixOf = (id: string): string => id.slice(0, id.indexOf("_"));

/** The places where an answer differs from what a document shows. Members that the document omits are ignored; ids of the same kind are equal. */
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

/** The differences between what a block printed and what the document shows, by the language of the shown block. */
export function faultsOf(example: Example, printed: string): string[] {
  const { shown } = example;
  if (isSilent(example)) return printed === "" ? [] : [`printed ${printed}`];
  if (shown === null) return ["the document shows no answer"];
  if (shown.language === "json") return jsonFaults(shown.text, printed);
  if (shown.language === "http") {
    const [head = "", body = ""] = printed.split("\r\n\r\n");
    const [shownHead = "", shownBody = ""] = shown.text.split("\n\n");
    const missing = shownHead.split("\n").filter((line) => !head.toLowerCase().includes(line.toLowerCase()));
    return [...missing.map((line) => `no header ${line}`), ...jsonFaults(shownBody, body)];
  }
  return printed.startsWith(shown.text) ? [] : [`printed ${printed.slice(0, shown.text.length)}`];
}

function jsonFaults(shown: string, printed: string): string[] {
  try {
    return differences(JSON.parse(shown), JSON.parse(printed));
  } catch (error) {
    return [`${(error as Error).message}: ${printed}`];
  }
}
