// The test projects. `npm test` runs all but those that stand apart in tools/run-tool.mjs; `npm test -- --project database` one of them.
import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

/** One real Postgres for the run; every test file makes its own databases on it. */
const globalSetup = ["tests/support/global-postgres.ts"];
/** And the files of the docs, which the docs Worker serves. */
const ledgeSetup = [...globalSetup, "tests/support/global-docs.ts"];
/** And compiled code of the programs that are started again and again. */
const compiledSetup = ["tests/support/global-compiled.ts"];

/**
 * Limits end what hangs; no law is about them. So they are those of a machine that is busy with other work: several times what the slowest test takes
 * on an idle one.
 */
const timeouts = { testTimeout: 180_000, hookTimeout: 180_000, expect: { poll: { timeout: 60_000 } } };
/** Of real Terraform, Wrangler, browsers and whole platforms. */
const longTimeouts = { ...timeouts, testTimeout: 600_000 };

export default defineConfig({
  test: {
    // Closing a runtime and a database takes longer there, too.
    teardownTimeout: 60_000,
    // Several runtimes and a database on two cores: more files at once only make each slower.
    maxWorkers: 2,
    projects: [
      // Pure rules, apart from I/O.
      { test: { name: "unit", include: ["tests/unit/**/*.test.ts"], ...timeouts } },
      // The fences: what may import, bind and call what, each with a crossing that is refused.
      { test: { name: "architecture", include: ["tests/architecture/**/*.test.ts"], ...longTimeouts } },
      // Durable Objects from within the runtime.
      {
        plugins: [cloudflareTest({ wrangler: { configPath: "tests/workerd/wrangler.toml" } })],
        test: { name: "workerd", include: ["tests/workerd/**/*.test.ts"], ...timeouts },
      },
      // The witness alone, on workerd: it is deployed apart from the platform.
      { test: { name: "witness", include: ["tests/witness/**/*.test.ts"], ...timeouts } },
      // The data core on real Postgres: roles, migrations, the posting function.
      { test: { name: "database", include: ["tests/database/**/*.test.ts"], globalSetup, ...timeouts } },
      // Stories through all Workers, on workerd and Postgres.
      { test: { name: "api", include: ["tests/api/**/*.test.ts"], globalSetup: ledgeSetup, ...timeouts } },
      // The client in a page, in a real Chromium. `npm run test:browser`, and part of CI.
      {
        test: {
          name: "browser",
          include: ["tests/browser/**/*.test.ts"],
          globalSetup: ledgeSetup,
          ...longTimeouts,
        },
      },
      // Rules and alerts by Prometheus's own tool, each with a fault that it must see: `npm run test:observability`, and part of CI.
      { test: { name: "observability", include: ["tests/observability/**/*.test.ts"], ...timeouts } },
      // The headers of every origin, by the rules of the MDN HTTP Observatory, which it installs. `npm run test:observatory`, and part of CI.
      {
        test: {
          name: "observatory",
          include: ["tests/observatory/**/*.test.ts"],
          globalSetup: [...ledgeSetup, "tests/observatory/install.ts"],
          ...longTimeouts,
        },
      },
      // Other people's tools on the contract and on the platform: `npm run test:interoperability`, and part of CI.
      {
        test: {
          name: "interoperability",
          include: ["tests/interoperability/**/*.test.ts"],
          globalSetup: [...globalSetup, "tests/interoperability/global-setup.ts"],
          ...longTimeouts,
        },
      },
      // Statements as software that others wrote reads them, which it installs; AqBanking is the system's. `npm run test:importers`, and part of CI.
      {
        test: {
          name: "importers",
          include: ["tests/importers/**/*.test.ts"],
          globalSetup: ["tests/importers/install.ts"],
          testTimeout: 60_000,
        },
      },
      // The audit log by a verifier in Go that others wrote: `npm run test:transparency`, and part of CI.
      { test: { name: "transparency", include: ["tests/transparency/**/*.test.ts"], ...timeouts } },
      // Infrastructure as code, by Terraform itself and without a cloud: `npm run test:terraform`, and part of CI.
      { test: { name: "terraform", include: ["tests/terraform/**/*.test.ts"], globalSetup: compiledSetup, ...longTimeouts } },
      // Deliveries to stand-ins of the clouds, by the real Wrangler: `npm run test:deploy`, and part of CI.
      {
        test: { name: "deploy", include: ["tests/deploy/**/*.test.ts"], globalSetup: [...globalSetup, ...compiledSetup], ...longTimeouts },
      },
      // Rotations of the runtime's login under load: `npm run test:rotation`, and part of CI.
      { test: { name: "rotation", include: ["tests/rotation/**/*.test.ts"], ...longTimeouts } },
      // Speed, as ratios of one run: printed, never asserted. `npm run bench:events`.
      { test: { name: "bench", include: ["tests/bench/**/*.test.ts"], globalSetup, ...timeouts } },
      // The platform as a person starts it, on real input. Minutes long: `npm run test:platform`, and part of CI.
      { test: { name: "platform", include: ["tests/platform/**/*.test.ts"], ...longTimeouts, testTimeout: 900_000 } },
    ],
  },
});
