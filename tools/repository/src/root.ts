// Where the repository is: every tool finds its files from here.
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root as a path that ends with a slash. */
export const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** A file of a package that the root installs: `installedFile("wrangler/bin/wrangler.js")`. */
export const installedFile = (path: string): string => join(ROOT, "node_modules", path);
