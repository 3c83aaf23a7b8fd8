// Installs the Observatory's grader before its tests.
import { fileURLToPath } from "node:url";
import { installPackage } from "../support/install-package.ts";

export default (): void => installPackage(fileURLToPath(new URL(".", import.meta.url)));
