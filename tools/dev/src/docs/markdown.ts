// Renders a page's Markdown as HTML that needs no script: headings with anchors, highlighted and labelled code, tables that scroll on their own.
import GithubSlugger from "github-slugger";
import hljs from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import http from "highlight.js/lib/languages/http";
import json from "highlight.js/lib/languages/json";
import plaintext from "highlight.js/lib/languages/plaintext";
import sql from "highlight.js/lib/languages/sql";
import typescript from "highlight.js/lib/languages/typescript";
import xml from "highlight.js/lib/languages/xml";
import { Marked, type Token, type Tokens } from "marked";
import { escapeHtml } from "./escape.ts";
import { type Passage, passagesOf } from "./passages.ts";

for (const [name, language] of Object.entries({
  sh: bash,
  console: bash,
  http,
  json,
  sql,
  text: plaintext,
  csv: plaintext,
  ts: typescript,
  xml,
})) {
  hljs.registerLanguage(name, language);
}

export interface Section {
  readonly id: string;
  /** HTML. */
  readonly title: string;
}

export interface Rendered {
  readonly html: string;
  /** The headings of the second level, for the page's table of contents. */
  readonly sections: readonly Section[];
  readonly passages: readonly Passage[];
}

/** The language of blocks that a reader pastes into a shell. */
const COMMAND = "sh";
/** The languages of blocks that a reader enters, and that the platform or the database answers. */
const TYPED = new Set([COMMAND, "sql"]);
/** The label above a block, by its language. Commands that are only to be read, because they start a platform or need a cloud, are `text`. */
const LABELS: Readonly<Record<string, string>> = {
  [COMMAND]: "Shell",
  console: "Shell",
  sql: "SQL",
  text: "Shell",
  ts: "TypeScript",
  json: "JSON",
  http: "HTTP",
  csv: "CSV",
  xml: "XML",
};

/**
 * Renders trusted Markdown of this repository. Anchors are made as GitHub makes them, so that a link leads to the same heading on both.
 *
 * @param link converts the target of a link for the docs site.
 * @throws when a code block names a language that is not known, or two headings make one anchor.
 */
export function renderMarkdown(markdown: string, link: (href: string) => string = (href) => href): Rendered {
  const sections: Section[] = [];
  const slugger = new GithubSlugger();
  const answers = new Set<Token>();
  const marked = new Marked({
    gfm: true,
    renderer: {
      heading({ tokens, depth, text }) {
        const content = this.parser.parseInline(tokens);
        if (depth === 1) return `<h1>${content}</h1>\n`;
        const id = slugger.slug(text);
        if (id !== new GithubSlugger().slug(text)) throw new Error(`Two headings make the anchor of "${text}".`);
        if (depth === 2) sections.push({ id, title: content });
        return `<h${depth} id="${id}"><a href="#${id}">${content}</a></h${depth}>\n`;
      },
      link({ href, tokens }) {
        return `<a href="${escapeHtml(link(href))}">${this.parser.parseInline(tokens)}</a>`;
      },
      code: (token) => codeBlock(token, answers.has(token)),
      table(token) {
        const cell = (tag: string, tokens: (typeof token.header)[number]["tokens"]): string =>
          `<${tag}${tag === "th" ? ' scope="col"' : ""}>${this.parser.parseInline(tokens)}</${tag}>`;
        const head = token.header.map(({ tokens }) => cell("th", tokens)).join("");
        const rows = token.rows.map((row) => `<tr>${row.map(({ tokens }) => cell("td", tokens)).join("")}</tr>`).join("\n");
        const columns = token.header.map(({ text }) => text.replaceAll("`", "")).filter((name) => name !== "");
        const label = escapeHtml(`Table of ${columns.join(", ")}`);
        // A table that scrolls must be reachable by keyboard (WCAG 2.1.1), and needs a name that differs from those of the page's other tables.
        return `<div class="table" tabindex="0" role="region" aria-label="${label}"><table><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table></div>\n`;
      },
    },
  });
  const tokens = marked.lexer(markdown);
  for (const answer of answersIn(tokens)) answers.add(answer);
  return { html: marked.parser(tokens), sections, passages: passagesOf(tokens) };
}

/** The blocks that show the answer to a command: those that follow one. */
function answersIn(tokens: readonly Token[]): Token[] {
  const blocks = tokens.filter((token): token is Tokens.Code => token.type === "code");
  const isTyped = (block: Tokens.Code | undefined): boolean => TYPED.has(block?.lang ?? "");
  return blocks.filter((block, index) => !isTyped(block) && isTyped(blocks[index - 1]));
}

/** Long lines wrap: a block has no scroll bar. Blocks that are no answer can be copied (workers/docs/site/copy.ts). */
function codeBlock({ text, lang = "" }: Tokens.Code, isAnswer: boolean): string {
  const { value } = hljs.highlight(text, { language: lang });
  const label = isAnswer ? "Answer, shortened" : (LABELS[lang] ?? lang);
  return `<figure class="code${isAnswer ? " answer" : ""}"><figcaption>${label}</figcaption><pre><code>${value}</code></pre></figure>\n`;
}
