// An artifact of the product, as a build has left it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { configOf, digestOf, type Manifest, moduleOf, verifyArtifact } from "@ledge/delivery/build/artifact";
import { expect } from "vitest";

/** That it is whole, and of the commit. @returns its manifest, which has the digest of every file. */
export function expectBuilt(folder: string, commit: string): Manifest {
  const manifest = verifyArtifact(folder, commit);
  for (const name of ["ledge-gateway", "ledge-core", "ledge-docs"]) {
    expect(Object.keys(manifest.files)).toEqual(expect.arrayContaining([moduleOf(name), configOf(name)]));
  }
  // A developer's build would log the messages of errors (law 28).
  for (const path of Object.keys(manifest.files).filter((file) => file.endsWith(".js"))) {
    expect(readFileSync(join(folder, path), "utf8"), path).not.toMatch(/if \(true\) console\.error/);
  }
  const bill = readFileSync(join(folder, "sbom.cdx.json"), "utf8");
  expect(JSON.parse(bill)).toMatchObject({ bomFormat: "CycloneDX", metadata: { component: { name: "ledge" } } });
  expect(bill).toContain("pkg:npm/hono@");
  expect(digestOf(bill)).toBe(manifest.files["sbom.cdx.json"]);
  return manifest;
}
