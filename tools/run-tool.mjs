// Runs the tool of an npm script: installs dependencies when they are missing or out of date, then runs the tool on the Node that the
// repository pins. Plain JavaScript, because Node 20 runs no TypeScript. Started by run.mjs.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const marker = join(root, "node_modules", ".ledge-installed");
const node = join(root, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");

const [tool, ...args] = process.argv.slice(2);
const vitest = ["node_modules/vitest/vitest.mjs", "run", "--config", "vitest.workspace.ts"];
/** Projects that need more than npm gives, or minutes: they have commands of their own, and CI runs them all but the benchmark. */
const apart = ["bench", "browser", "deploy", "importers", "interoperability", "observatory", "platform", "terraform"];
const commands = {
  bench: ["tools/src/bench/main.ts"],
  // What other commits' `bench --beside` starts in this one: its name and its lines are an interface (docs/performance.md).
  "bench:serve": ["tools/src/bench/beside/serve.ts"],
  "bench:events": [...vitest, "--project", "bench"],
  "build:client": ["tools/src/client/main.ts"],
  "build:docs": ["tools/src/docs/main.ts"],
  build: ["tools/src/build/main.ts"],
  chaos: ["tools/src/chaos/main.ts"],
  "chaos:mutants": ["tools/src/chaos/main.ts", "--mutants"],
  check: ["tools/src/check/main.ts"],
  contract: ["tools/src/contract/main.ts"],
  "db:migrate": ["tools/src/migrate/main.ts"],
  "db:prepare": ["tools/src/migrate/prepare.ts"],
  "db:schema": ["tools/src/migrate/write-schema.ts"],
  deploy: ["tools/src/deploy/main.ts"],
  grants: ["tools/src/grants/main.ts"],
  import: ["tools/src/import/main.ts"],
  "picture:docs": ["tests/browser/docs-picture.ts"],
  redrive: ["tools/src/redrive/main.ts"],
  "restore:drill": ["tools/src/restore/main.ts"],
  smoke: ["tools/src/smoke/main.ts"],
  start: ["tools/src/dev/main.ts"],
  test: [...vitest, ...(process.argv.includes("--project") ? [] : apart.flatMap((project) => ["--project", `!${project}`]))],
  "test:browser": [...vitest, "--project", "browser"],
  "test:deploy": [...vitest, "--project", "deploy"],
  "test:fuzz": [...vitest, "--project", "api", "tests/api/fuzz"],
  "test:hostile": [...vitest, "--project", "database", "--project", "api"],
  "test:importers": [...vitest, "--project", "importers"],
  "test:interoperability": [...vitest, "--project", "interoperability"],
  "test:model": [...vitest, "--project", "database", "tests/database/model"],
  "test:observatory": [...vitest, "--project", "observatory"],
  "test:platform": [...vitest, "--project", "platform"],
  "test:schemathesis": [...vitest, "--project", "interoperability", "tests/interoperability/schemathesis"],
  "test:terraform": [...vitest, "--project", "terraform"],
  "test:values": [...vitest, "--project", "api", "tests/api/values"],
  "terraform:check": ["tools/src/terraform/main.ts"],
  types: ["tools/src/check/worker-types.ts"],
};
const command = commands[tool];
if (command === undefined) {
  console.error(`Unknown command ${tool}. There are: ${Object.keys(commands).join(", ")}.`);
  process.exit(2);
}

installWhenStale();
const longRuns = {
  "test:fuzz": { LEDGE_FUZZ_RUNS: "200" },
  "test:model": { LEDGE_MODEL_RUNS: "1000" },
  "test:values": { LEDGE_VALUES: "10000" },
};
// A server and a host that are set otherwise in all that a test can set (tests/support/hostile.ts), whatever this one is set to.
const hostileHost = { LEDGE_HOSTILE: "1", TZ: "Asia/Kathmandu", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" };
const env = { ...longRuns[tool], ...process.env, ...(tool === "test:hostile" ? hostileHost : {}) };
const child = spawn(node, [...command, ...args], { cwd: root, env, stdio: "inherit" });
// The terminal sends Ctrl-C to the whole group; a supervisor sends it to this process alone, so it is passed on.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 1)));
child.on("error", ({ message }) => {
  console.error(`${node} does not run on this machine: ${message}. Remove node_modules, and run the command again.`);
  process.exit(1);
});

function installWhenStale() {
  const wanted = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  const installed = existsSync(marker) ? readFileSync(marker, "utf8") : "";
  if (installed === wanted && existsSync(node)) return;
  console.log("Installing dependencies (npm ci), once per change of package-lock.json …");
  // The engines of the tools ask for the pinned Node, which is installed by this very step: their warning would mislead.
  const npm = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (npm.status !== 0) process.exit(npm.status ?? 1);
  writeFileSync(marker, wanted);
}
