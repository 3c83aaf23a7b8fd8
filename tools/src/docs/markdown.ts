// A guide's Markdown as HTML that needs no script: headings with anchors, code highlighted by classes, tables that scroll by themselves.
import hljs from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import http from "highlight.js/lib/languages/http";
import json from "highlight.js/lib/languages/json";
import plaintext from "highlight.js/lib/languages/plaintext";
import xml from "highlight.js/lib/languages/xml";
import { Marked } from "marked";

for (const [name, language] of Object.entries({ sh: bash, http, json, text: plaintext, csv: plaintext, xml })) {
  hljs.registerLanguage(name, language);
}

export interface Section {
  readonly id: string;
  readonly title: string;
}

export interface Rendered {
  readonly html: string;
  /** The headings of the second level, for the page's table of contents. */
  readonly sections: readonly Section[];
}

/** Renders trusted Markdown of this repository. @throws when a code block names a language that is not known, or two headings are alike. */
export function renderMarkdown(text: string): Rendered {
  const sections: Section[] = [];
  const ids = new Set<string>();
  const marked = new Marked({
    gfm: true,
    renderer: {
      heading({ tokens, depth, text: title }) {
        const content = this.parser.parseInline(tokens);
        if (depth === 1) return `<h1>${content}</h1>\n`;
        const id = slug(title);
        if (ids.has(id)) throw new Error(`Two headings make the anchor #${id}.`);
        ids.add(id);
        if (depth === 2) sections.push({ id, title: content });
        return `<h${depth} id="${id}"><a href="#${id}">${content}</a></h${depth}>\n`;
      },
      code({ text: code, lang }) {
        const { value } = hljs.highlight(code, { language: lang ?? "" });
        // A block that scrolls must be reachable by keyboard (WCAG 2.1.1).
        return `<pre tabindex="0" role="region" aria-label="${LABELS[lang ?? ""] ?? "Text"}"><code>${value}</code></pre>\n`;
      },
      table(token) {
        const cell = (tag: string, tokens: (typeof token.header)[number]["tokens"]): string =>
          `<${tag}${tag === "th" ? ' scope="col"' : ""}>${this.parser.parseInline(tokens)}</${tag}>`;
        const head = token.header.map(({ tokens }) => cell("th", tokens)).join("");
        const rows = token.rows.map((row) => `<tr>${row.map(({ tokens }) => cell("td", tokens)).join("")}</tr>`).join("\n");
        return `<div class="table" tabindex="0" role="region" aria-label="Table"><table><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table></div>\n`;
      },
    },
  });
  const html = marked.parse(text, { async: false });
  return { html, sections };
}

const slug = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");

const LABELS: Readonly<Record<string, string>> = { sh: "Command", json: "JSON", http: "HTTP answer", csv: "CSV", xml: "XML" };
