// Makes everything that the docs site serves, in memory, from the repository: guides, errors, the reference, the search index, and the shared
// files.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join, parse } from "node:path";
import { ROOT } from "@ledge/repository/root";
import { type Contract, forReference } from "./contract.ts";
import { errorsPage } from "./errors.ts";
import { type Guide, readGuides, readStart, siteLink } from "./guides.ts";
import { indexPage, missingPage } from "./index-page.ts";
import { renderMarkdown } from "./markdown.ts";
import { type NavigationGroup, type Page, renderPage } from "./page.ts";
import { referenceScript, renderReference } from "./reference.ts";
import { docsScript } from "./script.ts";
import { searchIndex } from "./search-index.ts";

const SITE = join(ROOT, "workers/docs/site");
const CONTRACT = join(ROOT, "openapi/ledge.v1.json");
/** The parts of the style sheet; later ones override earlier ones. */
const STYLES = ["frame.css", "text.css", "search.css", "adapt.css"];
/** Hex digits of a SHA-256: 64 bits are enough for every content to have a name of its own. */
const HASH_LENGTH = 16;

/** The contents of the files, by their path on the site. */
export function renderSite(): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  /** Adds a file under a name with the digest of its content, and returns its URL. */
  const asset = (name: string, content: string): string => {
    const hash = createHash("sha256").update(content).digest("hex").slice(0, HASH_LENGTH);
    const path = `assets/${parse(name).name}-${hash}${parse(name).ext}`;
    files.set(path, content);
    return `/${path}`;
  };
  const siteFile = (name: string): string => readFileSync(join(SITE, name), "utf8");
  const contract = JSON.parse(readFileSync(CONTRACT, "utf8")) as Contract;
  const groups = readGuides();
  const written = [indexPage(pageOf(readStart()), groups), ...groups.flatMap(({ guides }) => guides).map(pageOf), errorsPage(contract)];
  const assets = {
    style: asset("style.css", STYLES.map(siteFile).join("")),
    icon: asset("icon.svg", siteFile("icon.svg")),
    script: asset("docs.js", docsScript()),
    searchIndex: asset("search.json", searchIndex(written, contract)),
  };
  const navigation = navigationOf(groups);
  for (const page of written) files.set(`${page.path === "/" ? "index" : page.path.slice(1)}.html`, renderPage(page, assets, navigation));
  files.set("404.html", renderPage(missingPage, assets, navigation));
  // Without indentation: people read the page, and not this file.
  const script = asset("reference.js", referenceScript(asset("reference.json", JSON.stringify(forReference(contract)))));
  const operations = Object.entries(contract.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  files.set("reference.html", renderReference({ ...assets, script }, navigation, operations));
  return files;
}

const pageOf = (guide: Guide): Page => ({ ...guide, ...renderMarkdown(guide.markdown, (href) => siteLink(guide.file, href)) });

const navigationOf = (groups: ReturnType<typeof readGuides>): readonly NavigationGroup[] => {
  const [first, ...rest] = groups.map(({ title, guides }) => ({ title, links: guides }));
  if (first === undefined) throw new Error("The docs have no guides.");
  return [
    { ...first, links: [{ path: "/", label: "Overview" }, ...first.links] },
    ...rest,
    {
      title: "Reference",
      links: [
        { path: "/errors", label: "Errors" },
        { path: "/reference", label: "API reference" },
      ],
    },
  ];
};
