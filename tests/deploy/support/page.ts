// The commands of a runbook, as they stand on the page.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "@ledge/repository/root";

const HEADING = /^## (.*)$/m;
const BLOCK = /^```bash\n(.*?)^```$/gms;

export interface Page {
  /** The blocks of a section, by its heading without a number. @throws when the section is not there or has none. */
  commands(heading: string): string[];
  /** The headings of the sections whose commands nobody has asked for. */
  unread(): string[];
}

/** A page of docs/runbooks, by its file's name without `.md`. */
export function openPage(name: string): Page {
  const text = readFileSync(join(ROOT, "docs", "runbooks", `${name}.md`), "utf8");
  const sections = new Map<string, string[]>();
  for (const section of text.split(/^(?=## )/m)) {
    const blocks = [...section.matchAll(BLOCK)].map(([, commands = ""]) => commands);
    if (blocks.length > 0) sections.set(headingOf(section), blocks);
  }
  const read = new Set<string>();
  return {
    commands(heading) {
      const blocks = sections.get(heading);
      if (blocks === undefined) throw new Error(`docs/runbooks/${name}.md has no commands under “${heading}”.`);
      read.add(heading);
      return blocks;
    },
    unread: () => [...sections.keys()].filter((heading) => !read.has(heading)),
  };
}

const headingOf = (section: string): string => (HEADING.exec(section)?.[1] ?? "").replace(/^\d+\. /, "");
