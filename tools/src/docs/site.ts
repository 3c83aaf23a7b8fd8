// Everything that the docs origin serves, made in memory from the repository: guides, errors, the reference, and the files that they share.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join, parse } from "node:path";
import { ROOT } from "../dev/runtime.ts";
import { type Contract, errorsPage } from "./errors.ts";
import { readGuides } from "./guides.ts";
import { indexPage, missingPage } from "./index-page.ts";
import { renderMarkdown } from "./markdown.ts";
import { type NavigationLink, type Page, renderPage } from "./page.ts";
import { referenceScript, renderReference } from "./reference.ts";

const SITE = join(ROOT, "workers/docs/site");
const CONTRACT = join(ROOT, "openapi/ledge.v1.json");
/** The one style sheet's parts: later ones override earlier ones. */
const STYLES = ["frame.css", "text.css", "adapt.css"];
/** Of a SHA-256, in hex: 64 bits, so that another content has another name. */
const HASH_LENGTH = 16;

/** The files by their path below the origin's root. */
export function renderSite(): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  /** Puts a file under a name that says its content, and gives its URL. */
  const asset = (name: string, content: string): string => {
    const hash = createHash("sha256").update(content).digest("hex").slice(0, HASH_LENGTH);
    const path = `assets/${parse(name).name}-${hash}${parse(name).ext}`;
    files.set(path, content);
    return `/${path}`;
  };
  const siteFile = (name: string): string => readFileSync(join(SITE, name), "utf8");
  const assets = { style: asset("style.css", STYLES.map(siteFile).join("")), icon: asset("icon.svg", siteFile("icon.svg")) };
  // Compact: a person reads the page, not this file.
  const contract = JSON.parse(readFileSync(CONTRACT, "utf8")) as Contract;
  const script = asset("reference.js", referenceScript(asset("ledge.v1.json", JSON.stringify(contract))));

  const guides = readGuides();
  const errors = errorsPage(contract);
  const navigation: readonly NavigationLink[] = [
    { path: "/", title: "Overview" },
    ...guides,
    { path: "/reference", title: "API reference" },
    errors,
  ];
  const pages: readonly Page[] = [indexPage(guides), ...guides.map((guide) => ({ ...guide, ...renderMarkdown(guide.markdown) })), errors];
  for (const page of pages) {
    files.set(`${page.path === "/" ? "index" : page.path.slice(1)}.html`, renderPage(page, assets, navigation));
  }
  files.set("404.html", renderPage(missingPage, assets, navigation));
  const operations = Object.entries(contract.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  files.set("reference.html", renderReference({ ...assets, script }, operations));
  return files;
}
