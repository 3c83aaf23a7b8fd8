// The test projects. `npm test` runs all but those that stand apart in tools/run.mjs; `npm test -- --project database` one of them.
import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

/** One real Postgres for the run; every test file makes its own databases on it. */
const globalSetup = ["tests/support/global-postgres.ts"];
/** And the files of the docs, which the house serves. */
const houseSetup = [...globalSetup, "tests/support/global-docs.ts"];

export default defineConfig({
  test: {
    // Several runtimes and a database on two cores: more files at once only make each slower.
    maxWorkers: 2,
    projects: [
      // Pure rules, apart from I/O. The time is for machines that are busy with something else: no law is about it.
      { test: { name: "unit", include: ["tests/unit/**/*.test.ts"], testTimeout: 60_000 } },
      // The fences: what may import, bind and call what, each with a crossing that is refused.
      { test: { name: "architecture", include: ["tests/architecture/**/*.test.ts"], testTimeout: 60_000 } },
      // Durable Objects from within the runtime.
      {
        plugins: [cloudflareTest({ wrangler: { configPath: "tests/workerd/wrangler.toml" } })],
        test: { name: "workerd", include: ["tests/workerd/**/*.test.ts"] },
      },
      // The data core on real Postgres: roles, migrations, the posting function.
      { test: { name: "database", include: ["tests/database/**/*.test.ts"], globalSetup, testTimeout: 60_000, hookTimeout: 60_000 } },
      // Stories through all Workers, on workerd and Postgres.
      { test: { name: "house", include: ["tests/house/**/*.test.ts"], globalSetup: houseSetup, testTimeout: 60_000, hookTimeout: 60_000 } },
      // The client in a page, in a real Chromium. `npm run test:browser`, and part of CI.
      {
        test: {
          name: "browser",
          include: ["tests/browser/**/*.test.ts"],
          globalSetup: houseSetup,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      // The headers of every origin, by the rules of the MDN HTTP Observatory, which it installs. `npm run test:observatory`, and part of CI.
      {
        test: {
          name: "observatory",
          include: ["tests/observatory/**/*.test.ts"],
          globalSetup: [...houseSetup, "tests/observatory/install.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      // Infrastructure as code, by Terraform itself and without a cloud: `npm run test:terraform`, and part of CI.
      { test: { name: "terraform", include: ["tests/terraform/**/*.test.ts"], testTimeout: 120_000, hookTimeout: 60_000 } },
      // Deliveries to stand-ins of the clouds, by the real Wrangler: `npm run test:deploy`, and part of CI.
      { test: { name: "deploy", include: ["tests/deploy/**/*.test.ts"], globalSetup, testTimeout: 120_000, hookTimeout: 120_000 } },
      // Speed, as ratios of one run: printed, never asserted. `npm run bench:events`.
      { test: { name: "bench", include: ["tests/bench/**/*.test.ts"], globalSetup, hookTimeout: 60_000 } },
      // The platform as a person starts it, on real input. Minutes long: `npm run test:platform`, and part of CI.
      { test: { name: "platform", include: ["tests/platform/**/*.test.ts"], testTimeout: 900_000, hookTimeout: 60_000 } },
    ],
  },
});
