// The guides, as they are in docs/guides: one Markdown file each, read in the order of their numbers.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../dev/runtime.ts";

const FOLDER = join(ROOT, "docs/guides");
const FILE = /^\d\d-([a-z-]+)\.md$/;

export interface Guide {
  /** Where it is on the docs origin. */
  readonly path: string;
  readonly title: string;
  /** Its first paragraph, as text. */
  readonly description: string;
  readonly markdown: string;
}

/** Every guide, in reading order. @throws when one has no heading or no first paragraph. */
export function readGuides(): Guide[] {
  return readdirSync(FOLDER)
    .sort()
    .map((file) => {
      const name = FILE.exec(file)?.[1];
      const markdown = readFileSync(join(FOLDER, file), "utf8");
      const [, title, lead] = /^# (.+)\n\n([\s\S]+?)\n\n/.exec(markdown) ?? [];
      if (name === undefined || title === undefined || lead === undefined) {
        throw new Error(`docs/guides/${file} is not NN-name.md that begins with a heading and a paragraph.`);
      }
      return { path: `/guides/${name}`, title, description: lead.replaceAll("\n", " ").replaceAll("`", ""), markdown };
    });
}
