// A tool that uses the local Postgres exits with its own code: a failure must not end as a success.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const MODULE = fileURLToPath(new URL("../../tools/database/src/postgres/local-postgres.ts", import.meta.url));

test.each([0, 1, 3])("a process that has loaded the local Postgres and fails with %i ends with that code", (code) => {
  const script = `import ${JSON.stringify(MODULE)}; process.exitCode = ${code};`;
  expect(spawnSync(process.execPath, ["--input-type=module", "--eval", script]).status).toBe(code);
});
