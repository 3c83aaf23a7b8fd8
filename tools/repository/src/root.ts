// The path of the repository's root, from which every tool finds its files.
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root as a path that ends with a slash. */
export const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** The path of a file in a package that the root installs: `installedFile("wrangler/bin/wrangler.js")`. */
export const installedFile = (path: string): string => join(ROOT, "node_modules", path);
