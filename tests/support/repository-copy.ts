// A copy of the repository as a developer has it open in an editor: its Workers may be broken and repaired while they run. The installed npm packages
// are shared with the original (link-packages.ts).
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "@ledge/repository/root";
import { linkPackages } from "./link-packages.ts";

/** Folders that the copy does not need; some of them are large. */
const LEFT_OUT = /^(?:tests|terraform|docs\/pictures)\//;

/** Copies the repository's files, committed or not, into `folder`. */
export function copyRepository(folder: string): void {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], { cwd: ROOT, encoding: "utf8" });
  for (const file of listed.split("\0").filter((path) => path !== "" && !LEFT_OUT.test(path))) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(ROOT, file), join(folder, file));
  }
  linkPackages(folder);
}
