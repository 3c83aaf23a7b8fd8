// Lists the docs pages that are written by hand: the Markdown file of each, its path on the docs site, and the reading order. A page's title is in
// its file; the shorter label for the navigation is here.
import { readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path/posix";
import { ROOT } from "@ledge/repository/root";
import { plainText } from "./plain-text.ts";

interface Entry {
  /** From the repository's root. */
  readonly file: string;
  readonly path: string;
  /** The label in the navigation, which must fit one line. */
  readonly label: string;
}

export interface GuideGroup {
  readonly title: string;
  readonly guides: readonly Guide[];
}

export interface Guide extends Entry {
  readonly title: string;
  /** Its first paragraph, as text. */
  readonly description: string;
  readonly markdown: string;
}

const groups: readonly { readonly title: string; readonly entries: readonly Entry[] }[] = [
  {
    title: "Get started",
    entries: [
      { file: "docs/guides/01-first-transfer.md", path: "/guides/first-transfer", label: "First transfer" },
      { file: "docs/guides/06-authentication.md", path: "/guides/authentication", label: "Authentication" },
    ],
  },
  {
    title: "Move money",
    entries: [
      { file: "docs/guides/02-idempotency.md", path: "/guides/idempotency", label: "Idempotency" },
      { file: "docs/guides/03-holds-and-reversals.md", path: "/guides/holds-and-reversals", label: "Holds and reversals" },
      { file: "docs/guides/14-try-before-you-do.md", path: "/guides/try-before-you-do", label: "Try before you do" },
      { file: "docs/guides/09-verification.md", path: "/guides/verification", label: "Verification" },
    ],
  },
  {
    title: "Read",
    entries: [
      { file: "docs/guides/11-limits.md", path: "/guides/limits", label: "Limits" },
      { file: "docs/guides/07-pagination.md", path: "/guides/pagination", label: "Pagination" },
      { file: "docs/guides/09-conditional-requests.md", path: "/guides/conditional-requests", label: "Conditional requests" },
      { file: "docs/guides/04-statements.md", path: "/guides/statements", label: "Statements" },
      { file: "docs/guides/05-events-and-webhooks.md", path: "/guides/events-and-webhooks", label: "Events and webhooks" },
      { file: "docs/guides/13-what-happened-to-my-request.md", path: "/guides/what-happened-to-my-request", label: "What happened?" },
      { file: "docs/guides/10-finance-at-psql.md", path: "/guides/finance-at-psql", label: "Finance at psql" },
      { file: "docs/guides/14-close-a-month-in-duckdb.md", path: "/guides/close-a-month-in-duckdb", label: "Close a month" },
      { file: "docs/guides/12-prove-it-to-an-auditor.md", path: "/guides/prove-it-to-an-auditor", label: "Prove it" },
      { file: "docs/verify.md", path: "/guides/verify", label: "Verify a log" },
    ],
  },
  {
    title: "Build",
    entries: [
      { file: "openapi/client/README.md", path: "/guides/client", label: "TypeScript client" },
      { file: "docs/guides/08-testing.md", path: "/guides/testing", label: "Testing" },
      { file: "docs/values.md", path: "/guides/values", label: "Values" },
      { file: "docs/versioning.md", path: "/guides/versioning", label: "Versioning" },
    ],
  },
];

/** The guide that the first page begins with. */
const START: Entry = { file: "docs/guides/00-start.md", path: "/", label: "Overview" };

/** Files that have no page of their own, with the pages that links to them lead to. */
const ELSEWHERE: Readonly<Record<string, string>> = { "README.md": "/", "openapi/ledge.v1.json": "/reference" };

/** Every guide by its group, in reading order. @throws when one has no heading or no first paragraph. */
export function readGuides(): GuideGroup[] {
  return groups.map(({ title, entries }) => ({ title, guides: entries.map(readGuide) }));
}

/** The guide that the first page begins with. @throws like `readGuides`. */
export const readStart = (): Guide => readGuide(START);

function readGuide(entry: Entry): Guide {
  const markdown = readFileSync(join(ROOT, entry.file), "utf8");
  const [, title, lead] = /^# (.+)\n\n([\s\S]+?)\n\n/.exec(markdown) ?? [];
  if (title === undefined || lead === undefined) throw new Error(`${entry.file} does not begin with a heading and a paragraph.`);
  return { ...entry, title: plainText(title), description: plainText(lead), markdown };
}

/**
 * The target of a link of `file` on the docs site: a file of the repository becomes its page, any other link stays as it is written.
 * @throws when it leads to a file that has no page.
 */
export function siteLink(file: string, link: string): string {
  if (/^(?:[a-z]+:|\/|#)/.test(link)) return link;
  const [path = "", anchor] = link.split("#");
  const target = normalize(join(dirname(file), path));
  const page = [START, ...groups.flatMap(({ entries }) => entries)].find((entry) => entry.file === target)?.path ?? ELSEWHERE[target];
  if (page === undefined) throw new Error(`${file} links to ${target}, which the docs do not show.`);
  return anchor === undefined ? page : `${page}#${anchor}`;
}
