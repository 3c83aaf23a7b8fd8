// Runs the tool of an npm script: installs dependencies when they are missing or out of date, then runs the tool on the Node that the repository
// pins. It is plain JavaScript, because Node 20 runs no TypeScript. run.mjs starts it.
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
/** Test projects that need more than npm installs, or take minutes: they have commands of their own. CI runs all of them but the benchmark. */
const apart = [
  "bench",
  "browser",
  "deploy",
  "importers",
  "interoperability",
  "observability",
  "observatory",
  "platform",
  "rotation",
  "terraform",
  "transparency",
];
const commands = {
  availability: ["tools/verification/src/availability/main.ts"],
  bench: ["tools/verification/src/bench/main.ts"],
  // Other commits' `bench --beside` starts it in this one: its name and its protocol are an interface (docs/performance.md).
  "bench:serve": ["tools/verification/src/bench/beside/serve.ts"],
  "bench:events": [...vitest, "--project", "bench", "--exclude", "tests/bench/{{rotation,telemetry}-cost,export}.test.ts"],
  "bench:export": [...vitest, "--project", "bench", "tests/bench/export.test.ts"],
  "bench:telemetry": [...vitest, "--project", "bench", "tests/bench/telemetry-cost.test.ts"],
  "bench:rotation": [...vitest, "--project", "bench", "tests/bench/rotation-cost.test.ts"],
  "build:client": ["tools/dev/src/client/main.ts"],
  "build:docs": ["tools/dev/src/docs/main.ts"],
  "build:verify": ["tools/dev/src/verify-package/main.ts"],
  build: ["tools/delivery/src/build/main.ts"],
  chaos: ["tools/verification/src/chaos/main.ts"],
  "chaos:mutants": ["tools/verification/src/chaos/main.ts", "--mutants"],
  check: ["tools/dev/src/check/main.ts"],
  contract: ["tools/dev/src/contract/main.ts"],
  credentials: ["tools/delivery/src/credentials/main.ts"],
  "db:migrate": ["tools/database/src/migrate/main.ts"],
  "db:prepare": ["tools/database/src/migrate/prepare.ts"],
  "db:schema": ["tools/database/src/schema/write-schema.ts"],
  deploy: ["tools/delivery/src/deploy/main.ts"],
  drift: ["tools/delivery/src/drift/main.ts"],
  "environment:prepare": ["tools/delivery/src/environment/main.ts"],
  "github:environments": ["tools/delivery/src/github/main.ts"],
  grants: ["tools/database/src/grants/main.ts"],
  import: ["tools/cli/src/import/main.ts"],
  "log:key": ["tools/cli/src/log-key/main.ts"],
  observability: ["tools/observability/src/main.ts"],
  "operator:key": ["tools/database/src/new-operator-key.ts"],
  "picture:docs": ["tests/browser/docs-picture.ts"],
  "picture:system": ["tools/dev/src/system/main.ts"],
  "previews:reap": ["tools/delivery/src/deploy/reap-main.ts"],
  probe: ["tools/delivery/src/probe/main.ts"],
  redrive: ["tools/cli/src/redrive/main.ts"],
  "restore:drill": ["tools/verification/src/restore/main.ts"],
  retention: ["tools/database/src/retention/main.ts"],
  rotate: ["tools/delivery/src/rotate/main.ts"],
  "rotate:credential": ["tools/delivery/src/rotate-credential/main.ts"],
  "rotate:key": ["tools/delivery/src/rotate-key/main.ts"],
  smoke: ["tools/cli/src/smoke/main.ts"],
  start: ["tools/dev/src/start/main.ts"],
  test: [...vitest, ...(process.argv.includes("--project") ? [] : apart.flatMap((project) => ["--project", `!${project}`]))],
  "test:browser": [...vitest, "--project", "browser"],
  "test:deploy": [...vitest, "--project", "deploy"],
  "test:fuzz": [...vitest, "--project", "api", "tests/api/fuzz"],
  "test:hostile": ["tools/verification/src/hostile/main.ts"],
  "test:importers": [...vitest, "--project", "importers"],
  "test:interoperability": [...vitest, "--project", "interoperability"],
  "test:model": [...vitest, "--project", "database", "tests/database/model"],
  "test:observability": [...vitest, "--project", "observability"],
  "test:observatory": [...vitest, "--project", "observatory"],
  "test:platform": [...vitest, "--project", "platform"],
  "test:rotation": [...vitest, "--project", "rotation"],
  "test:schemathesis": [...vitest, "--project", "interoperability", "tests/interoperability/schemathesis"],
  "test:settings": [...vitest, "--project", "database", "--project", "api"],
  "test:terraform": [...vitest, "--project", "terraform"],
  "test:transparency": [...vitest, "--project", "transparency"],
  "test:values": [...vitest, "--project", "api", "tests/api/values"],
  "terraform:check": ["tools/delivery/src/terraform/main.ts"],
  "terraform:copy": ["tools/delivery/src/terraform/copy-main.ts"],
  trace: ["tools/dev/src/trace/main.ts"],
  verify: ["tools/cli/src/verify/main.ts"],
  types: ["tools/dev/src/check/worker-types.ts"],
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
// A server and a host with unusual values for every setting that a test can change (tests/support/hostile.ts).
const hostileHost = { LEDGE_HOSTILE: "1", TZ: "Asia/Kathmandu", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" };
const env = { ...longRuns[tool], ...process.env, ...(tool === "test:settings" ? hostileHost : {}) };
const child = spawn(node, [...command, ...args], { cwd: root, env, stdio: "inherit" });
// A terminal sends Ctrl-C to the whole process group, but a supervisor signals this process alone: signals are passed on.
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
  // Warnings are hidden: tools would warn that they need the pinned Node, which this step installs.
  const npm = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (npm.status !== 0) process.exit(npm.status ?? 1);
  writeFileSync(marker, wanted);
}
