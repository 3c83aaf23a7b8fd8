// The artifact: every Worker's one module as Wrangler bundles it, its config, the files that it serves, the names of the migrations that it knows, the bill of
// materials, and a manifest that binds their digests to the commit. Built once; the same bytes go to every environment, and again when a later release is rolled back.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { readJson } from "./read-json.ts";

const MANIFEST = "manifest.json";

const Manifest = z.object({
  commit: z.string().regex(/^[0-9a-f]{40}$/),
  files: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)),
});
export type Manifest = z.infer<typeof Manifest>;

export const digestOf = (bytes: string | Buffer): string => createHash("sha256").update(bytes).digest("hex");

/** Where a Worker's module is in the artifact. */
export const moduleOf = (worker: string): string => `${worker}/index.js`;

/** Where a Worker's config is in the artifact. */
export const configOf = (worker: string): string => `${worker}/wrangler.toml`;

/** The names of the migrations that the commit has, a line each. */
export const MIGRATIONS = "migrations.txt";

/** The names of the Workers in an artifact. */
export const workersOf = ({ files }: Manifest): string[] =>
  Object.keys(files).flatMap((path) => /^([^/]+)\/wrangler\.toml$/.exec(path)?.[1] ?? []);

/** Where the files that a Worker serves are in the artifact. */
export const filesOf = (worker: string): string => `${worker}/files`;

/** What a Worker is made of, as one digest: of its module, its config and the files that it serves. @throws when the artifact has no module of it. */
export function contentDigest({ files }: Manifest, worker: string): string {
  if (files[moduleOf(worker)] === undefined) throw new Error(`The artifact holds no module of ${worker}: run npm run build.`);
  return digestOf(JSON.stringify(Object.entries(files).filter(([path]) => path.startsWith(`${worker}/`))));
}

/** Writes an artifact of these files, in place of whatever is in `outDir`. */
export function writeArtifact(outDir: string, commit: string, contents: ReadonlyMap<string, string | Buffer>): Manifest {
  rmSync(outDir, { recursive: true, force: true });
  const files: Record<string, string> = {};
  for (const [path, content] of [...contents].sort(([one], [other]) => (one < other ? -1 : 1))) {
    mkdirSync(join(outDir, path, ".."), { recursive: true });
    writeFileSync(join(outDir, path), content);
    files[path] = digestOf(content);
  }
  writeFileSync(join(outDir, MANIFEST), `${JSON.stringify({ commit, files }, null, 2)}\n`);
  return { commit, files };
}

/**
 * Reads an artifact and verifies it: of the commit asked for, every file as it was built, none beside them.
 *
 * @param commit null: whichever it is of.
 * @throws with what differs.
 */
export function verifyArtifact(dir: string, commit: string | null): Manifest {
  if (!existsSync(join(dir, MANIFEST))) throw new Error(`There is no artifact in ${dir}: run npm run build first, or give --artifact.`);
  const manifest = readJson(join(dir, MANIFEST), "the manifest of an artifact, as npm run build writes it", Manifest);
  if (commit !== null && manifest.commit !== commit)
    throw new Error(`The artifact is of commit ${manifest.commit}; ${commit} is checked out.`);
  const found = readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(dir, "/").length).replaceAll("\\", "/"))
    .filter((path) => path !== MANIFEST);
  const faults = [
    ...found.filter((path) => manifest.files[path] === undefined).map((path) => `${path} is not in the manifest`),
    ...Object.entries(manifest.files).flatMap(([path, digest]) => {
      if (!found.includes(path)) return [`${path} is missing`];
      return digestOf(readFileSync(join(dir, path))) === digest ? [] : [`${path} is not what was built`];
    }),
  ];
  if (faults.length > 0) throw new Error(`The artifact was changed after it was built: ${faults.join("; ")}.`);
  return manifest;
}
