// Somebody at a shell with a page before them: what the page leaves open is what they know.
import { expect } from "vitest";
import type { Shell } from "./shell.ts";

/** What a person puts in. */
export interface Known {
  /** By the variable that a page sets: `VARIABLE=…`. */
  readonly values: Readonly<Record<string, string>>;
  /** By the word that stands for it on a page. The longer one first, where one is a part of another. */
  readonly words: Readonly<Record<string, string>>;
}

export interface Person {
  /** Runs commands of a page, which succeed. @returns what they printed. */
  run(commands: string, more?: NodeJS.ProcessEnv): Promise<string>;
  /** Runs commands of a page, the last of which ends with this code. @returns what they printed. */
  ends(code: number, commands: string, more?: NodeJS.ProcessEnv): Promise<string>;
  /** From now on, what else a word stands for. */
  learns(more: Known["words"]): void;
}

/** A person who works in a shell. */
export function personAt(shell: Shell, { values, words }: Known): Person {
  let known = words;
  const typed = (commands: string): string =>
    Object.entries(known)
      .reduce((text, [word, meaning]) => text.replaceAll(new RegExp(`(?<!\\w)${escaped(word)}(?!\\w)`, "g"), () => meaning), commands)
      .replace(/\b([A-Z_0-9]+)=…/g, (_, variable: string) => `${variable}=${values[variable] ?? `nobody-knows-${variable}`}`);
  const ends = async (code: number, commands: string, more: NodeJS.ProcessEnv = {}): Promise<string> => {
    const finished = await shell.run(typed(commands), more);
    expect(finished.code, `${commands}\n${finished.output}`).toBe(code);
    return finished.output;
  };
  return {
    run: (commands, more) => ends(0, commands, more),
    ends,
    learns: (more) => void (known = { ...known, ...more }),
  };
}

/** A text as a pattern of itself. */
const escaped = (text: string): string => text.replace(/[$.*+?()[\]{}|^\\]/g, "\\$&");
