// Spectral, with its own rules for OpenAPI (`spectral:oas`), finds nothing in the contract: neither an error nor a hint.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "@ledge/repository/root";
import contract from "@ledge/openapi/ledge.v1.json" with { type: "json" };
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Ran, runTool } from "./run-tool.ts";

/** It takes 6 s on an idle machine. */
const TIMEOUT_MS = 200_000;
let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), "ledge-spectral-"))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const lint = (file: string): Promise<Ran> =>
  runTool(
    "@stoplight/spectral-cli/dist/index.js",
    ["lint", file, "--ruleset", join(ROOT, "openapi/spectral.json"), "--fail-severity", "hint"],
    TIMEOUT_MS,
  );

test("Spectral finds nothing in the contract", async () => {
  const { exitCode, output } = await lint(join(ROOT, "openapi/ledge.v1.json"));
  expect({ exitCode, output: output.trim() }).toEqual({ exitCode: 0, output: "No results with a severity of 'hint' or higher found!" });
});

test("Spectral finds an operation without a description, and an example that does not match its schema", async () => {
  const { paths, webhooks: _webhooks, ...rest } = structuredClone(contract);
  const planted: any = { ...rest, paths: { "/v1/transfers": paths["/v1/transfers"], "/v1/holds": paths["/v1/holds"] } };
  delete planted.paths["/v1/transfers"].post.description;
  planted.paths["/v1/holds"].post.requestBody.content["application/json"].examples.example.value.amount = 1050;
  const file = join(folder, "planted.json");
  writeFileSync(file, JSON.stringify(planted));
  const { exitCode, output } = await lint(file);
  expect(exitCode).toBe(1);
  expect(output).toContain("operation-description");
  expect(output).toContain("oas3-valid-media-example");
});
