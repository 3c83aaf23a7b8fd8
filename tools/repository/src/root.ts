// Where the repository is: every tool finds its files from here.
import { fileURLToPath } from "node:url";

/** The repository's root as a path that ends with a slash. */
export const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
