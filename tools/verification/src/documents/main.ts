// `npm run check`, the step "documents": links, paths, operations, commands and claims of every Markdown file of the repository, and the links of
// the docs' built site; and what comments and documents cite. Prints each fault and exits 1 when there is one.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "@ledge/repository/root";
import { renderSite } from "@ledge/dev/docs/site";
import { tableFaults } from "./tables.ts";
import { CITING, decisionsOf, lawsOf, missingCitations } from "./citations.ts";
import { wrongClaims } from "./claims.ts";
import { missingCommands, unsafeBlocks } from "./commands.ts";
import { readDocuments } from "./documents.ts";
import { brokenLinks, brokenSiteLinks } from "./links.ts";
import { missingOperations, missingPaths } from "./paths.ts";
import { contractOperations, scriptsHere } from "./repository.ts";

const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: ROOT, encoding: "utf8" });
const files = listed.split("\0").filter((path) => path !== "" && existsSync(join(ROOT, path)));
const paths = new Set(files.flatMap((path) => path.split("/").map((_part, index, parts) => parts.slice(0, index + 1).join("/"))));
/** What git ignores, as a file or as a folder, is made by commands. */
const isMade = (path: string): boolean =>
  [path, `${path}/`].some((name) => spawnSync("git", ["check-ignore", "-q", name], { cwd: ROOT }).status === 0);

const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");
const texts = files.filter((path) => CITING.test(path)).map((path) => ({ path, text: read(path) }));
const documents = readDocuments(files.filter((path) => path.endsWith(".md")));
const site = renderSite();
const faults = [
  ...brokenLinks(documents, { paths, site }),
  ...brokenSiteLinks(site),
  ...missingPaths(documents, paths, isMade),
  ...missingOperations(documents, new Set(contractOperations())),
  ...missingCommands(documents, scriptsHere()),
  ...unsafeBlocks(documents),
  ...wrongClaims(documents, read),
  ...missingCitations(texts, { paths: new Set(files), laws: lawsOf(read("ARCHITECTURE.md")), decisions: decisionsOf(files) }),
  ...tableFaults(documents),
];
for (const fault of faults) console.error(fault);
console.log(
  `${documents.length} documents and ${site.size} files of the docs: ${faults.length === 0 ? "nothing to object to" : `${faults.length} faults`}.`,
);
process.exit(faults.length === 0 ? 0 : 1);
