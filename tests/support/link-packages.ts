// The packages of a copy of the repository: those that npm installed are shared with the original, those of the workspace are the copy's own.
// With the original's, the copy's tools would find the original by them (tools/repository), and break what they were to leave alone.
import { existsSync, mkdirSync, readdirSync, readlinkSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "@ledge/repository/root";

const WORKSPACE = "node_modules/@ledge";

/** Makes `node_modules` in the copy's folder. A package of the workspace that the copy leaves out is left out. */
export function linkPackages(copy: string): void {
  mkdirSync(join(copy, WORKSPACE), { recursive: true });
  for (const name of readdirSync(join(ROOT, "node_modules")).filter((entry) => entry !== "@ledge")) {
    symlinkSync(join(ROOT, "node_modules", name), join(copy, "node_modules", name));
  }
  for (const name of readdirSync(join(ROOT, WORKSPACE))) {
    const link = readlinkSync(join(ROOT, WORKSPACE, name));
    if (existsSync(join(copy, WORKSPACE, link))) symlinkSync(link, join(copy, WORKSPACE, name));
  }
  // What npm could not hoist: the generator of the client's types needs a compiler with an API.
  symlinkSync(join(ROOT, "tools/dev/node_modules"), join(copy, "tools/dev/node_modules"));
}
