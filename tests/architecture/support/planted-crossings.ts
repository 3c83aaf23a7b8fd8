// A crossing for every rule of imports.json, planted as a file: its place, and the import or the code that contains it. A rule without a crossing
// here fails in imports.test.ts.

/** A folder, or a file when it has an extension; and a specifier, or code when it has a space or a parenthesis. */
export type Crossing = readonly [place: string, reference: string];

const ACCOUNTS = "workers/accounts/src";
const core = (folder: string): string => `core-service/src/${folder}`;
const table = (schema: string): string => `../database/schema/${schema}.ts`;

/** Which package may import which. */
const packages: Readonly<Record<string, readonly Crossing[]>> = {
  "packages/.": [[".", "@ledge/shared/money"]],
  "packages/shared": [
    ["shared/src", "@ledge/kit/core"],
    ["shared/src", "@ledge/kit/operation"],
    ["shared/src/contracts", "@ledge/client"],
  ],
  "packages/workers/kit": [
    ["workers/kit/src", "@ledge/accounts"],
    ["workers/kit/src", "@ledge/openapi/ledge.v1.json"],
  ],
  "packages/workers/gateway": [
    ["workers/gateway/src", "@ledge/accounts"],
    ["workers/gateway/src", "@ledge/core-service"],
  ],
  "packages/workers/telemetry": [
    ["workers/telemetry/src", "@ledge/kit/core"],
    ["workers/telemetry/src", "@ledge/core-service"],
  ],
  "packages/workers/witness": [
    ["workers/witness/src", "@ledge/kit/core"],
    ["workers/witness/src", "@ledge/core-service"],
  ],
  "packages/workers/*": [
    [ACCOUNTS, "@ledge/core-service"],
    [ACCOUNTS, "@ledge/payments"],
    [ACCOUNTS, "@ledge/gateway"],
    [ACCOUNTS, "@ledge/client"],
    [ACCOUNTS, "@ledge/openapi/ledge.v1.json"],
    ["workers/a-new-one/src", "@ledge/core-service"],
  ],
  "packages/workers/docs/site": [["workers/docs/site", "@ledge/shared/money"]],
  "packages/core-service": [
    ["core-service/src", "@ledge/kit/core"],
    [core("payments"), "@ledge/kit/core"],
    [core("payments"), "@ledge/accounts"],
  ],
  "packages/openapi": [["openapi", "@ledge/shared/money"]],
  "packages/openapi/client": [
    ["openapi/client/src", "@ledge/cli/target/target"],
    ["openapi/client/src", "@ledge/openapi/ledge.v1.json"],
  ],
  "packages/tools": [["tools/planted.mjs", 'import "@ledge/repository/root";']],
  "packages/tools/repository": [["tools/repository/src", "@ledge/command/table"]],
  "packages/tools/command": [["tools/command/src", "@ledge/repository/root"]],
  "packages/tools/database": [["tools/database/src/local", "@ledge/dev/start/settings"]],
  "packages/tools/cli": [["tools/cli/src/import", "@ledge/database/migrate/migrate"]],
  "packages/tools/dev": [["tools/dev/src/start", "@ledge/delivery/build/build"]],
  "packages/tools/delivery": [["tools/delivery/src/build", "@ledge/verification/random"]],
  "packages/tools/verification": [["tools/verification/src/chaos", "@ledge/cli/smoke/smoke"]],
  "packages/tools/observability": [["tools/observability/src", "@ledge/shared/money"]],
  "packages/tests": [["tests/unit", "@ledge/kit/core"]],
};

/** Modules of the runtime, and fenced packages of others. */
const externals: Readonly<Record<string, readonly Crossing[]>> = {
  "externals/node:*": [
    ["shared/src", "node:crypto"],
    ["shared/src", "crypto"],
    ["openapi/client/src", "node:crypto"],
    [ACCOUNTS, "node:fs"],
    [core("lane"), "node:async_hooks"],
    [core("lane"), 'process.getBuiltinModule("node:fs")'],
  ],
  "externals/cloudflare:*": [
    ["shared/src/contracts", "cloudflare:workers"],
    ["openapi/client/src", "cloudflare:sockets"],
    ["workers/kit/src", "cloudflare:workers"],
  ],
  "externals/@opentelemetry/*": [
    ["workers/gateway/src", "@opentelemetry/api"],
    ["workers/telemetry/src", "@opentelemetry/otlp-transformer"],
  ],
  "externals/@microlabs/*": [
    ["workers/gateway/src", "@microlabs/otel-cf-workers"],
    [core("lane"), "@microlabs/otel-cf-workers"],
  ],
  "externals/hono": [
    [core("entrypoints"), "hono"],
    [ACCOUNTS, "hono/cors"],
  ],
  "externals/chanfana": [["workers/payments/src/routes", "chanfana"]],
  "externals/drizzle-orm": [
    [ACCOUNTS, "drizzle-orm/pg-core"],
    ["workers/payments/src/routes", "drizzle-orm"],
    ["shared/src", "drizzle-orm"],
  ],
  "externals/@neondatabase/*": [
    [ACCOUNTS, "@neondatabase/serverless"],
    [core("ledger"), "@neondatabase/serverless"],
    ["tools/database/src/local", "@neondatabase/serverless"],
  ],
  "externals/pg": [
    ["workers/gateway/src", "pg"],
    [core("database"), "pg"],
  ],
  "externals/pg-*": [[ACCOUNTS, "pg-cloudflare"]],
  "externals/postgres": [["workers/webhooks/src", "postgres"]],
  "externals/vitest": [["tools/dev/src/start", "vitest"]],
};

/** Inside core-service: layers, arrows between domains, tables. */
const coreService: Readonly<Record<string, readonly Crossing[]>> = {
  "layers/entrypoints": [[core("entrypoints"), "../index.ts"]],
  "layers/lane": [
    [core("lane"), "../entrypoints/accounts.ts"],
    [core("lane"), "../index.ts"],
  ],
  "layers/feed": [[core("feed"), "../lane/lane.ts"]],
  "layers/domains": [
    [core("ledger"), "../lane/lane.ts"],
    [core("accounts"), "../lane/lane.ts"],
    [core("payments"), "../lane/routing.ts"],
    [core("webhooks"), "../feed/deliver.ts"],
    [core("webhooks"), "../entrypoints/caller.ts"],
    [core("accounts"), "../index.ts"],
  ],
  "layers/idempotency": [[core("idempotency"), "../payments/queries.ts"]],
  "layers/outbox": [
    [core("outbox"), "../idempotency/exactly-once.ts"],
    [core("outbox"), "../payments/show-facts.ts"],
    [core("outbox"), "../feed/queries.ts"],
  ],
  "layers/database": [
    [core("database"), "../outbox/append-events.ts"],
    [core("database"), "../lane/lane.ts"],
  ],
  "layers/none": [
    [core("loans"), "../database/work.ts"],
    [core("domains"), "../database/work.ts"],
    [core("accounts"), "../loans/queries.ts"],
    [core("accounts"), "../../worker-configuration.d.ts"],
    ["core-service/src/planted-beside-index.ts", "export {};"],
  ],
  "domains/accounts": [
    [core("accounts"), "../payments/queries.ts"],
    [core("accounts"), "../identity/queries.ts"],
  ],
  "domains/audit": [[core("audit"), "../customers/queries.ts"]],
  "domains/customers": [[core("customers"), "../accounts/queries.ts"]],
  "domains/identity": [[core("identity"), "../accounts/queries.ts"]],
  "domains/ledger": [
    [core("ledger"), "../accounts/queries.ts"],
    [core("ledger"), "../customers/queries.ts"],
    [core("ledger"), "../payments/queries.ts"],
  ],
  "domains/payments": [
    [core("payments"), "../customers/queries.ts"],
    [core("payments"), "../webhooks/queries.ts"],
  ],
  "domains/search": [[core("search"), "../customers/queries.ts"]],
  "domains/webhooks": [[core("webhooks"), "../payments/queries.ts"]],
  "tables/accounts": [[core("accounts"), table("ledger")]],
  "tables/audit": [[core("audit"), table("payments")]],
  "tables/customers": [[core("customers"), table("ledger")]],
  "tables/identity": [[core("identity"), table("customers")]],
  "tables/ledger": [[core("ledger"), table("payments")]],
  "tables/payments": [
    [core("payments"), table("accounts")],
    [core("payments"), table("idempotency")],
  ],
  "tables/search": [[core("search"), table("customers")]],
  "tables/webhooks": [[core("webhooks"), table("outbox")]],
  "tables/feed": [[core("feed"), table("webhooks")]],
  "tables/outbox": [[core("outbox"), table("ledger")]],
  "tables/idempotency": [[core("idempotency"), table("outbox")]],
  "tables/none": [
    [core("lane"), table("payments")],
    [core("entrypoints"), table("accounts")],
  ],
  "closed/core-service/src/database/schema": [[core("database/schema"), "../connect.ts"]],
};

/** Rules for all packages. */
const everywhere: Readonly<Record<string, readonly Crossing[]>> = {
  paths: [
    [ACCOUNTS, "../../kit/src/core.ts"],
    [ACCOUNTS, "../../customers/src/operation.ts"],
    [ACCOUNTS, "../../../core-service/src/entrypoints/caller.ts"],
    [ACCOUNTS, "../../../shared/src/money.ts"],
    ["workers/accounts/src/routes", "../../../kit/src/core.ts"],
    ["workers/accounts/src/routes", "../../../payments/src/operation.ts"],
    ["workers/gateway/src", "../../accounts/src/operation.ts"],
    ["workers/gateway/src", "../../../core-service/src/index.ts"],
    ["workers/kit/src", "../../../shared/src/money.ts"],
    ["workers/kit/src", "../../accounts/src/operation.ts"],
    ["workers/docs/site", "../src/cache-control.ts"],
    ["core-service/src", "../../shared/src/money.ts"],
    ["core-service/src", "../../workers/accounts/src/operation.ts"],
    ["core-service/src", "../../tests/support/bank.ts"],
    [core("accounts"), "../../../workers/accounts/src/operation.ts"],
    [core("ledger"), "../../../shared/src/money.ts"],
    [core("lane"), "../../../shared/src/money.ts"],
    ["shared/src", "../../core-service/src/entrypoints/caller.ts"],
    ["shared/src/contracts", "../../../workers/kit/src/core.ts"],
    ["openapi/client/src", "../../../shared/src/money.ts"],
    ["tools/dev/src/start", "../../../../core-service/src/entrypoints/caller.ts"],
    ["tools/dev/src/start", "../../../database/src/migrate/migrate.ts"],
    ["tools/dev/src/start", 'new URL("../../../../migrations/bootstrap.sql", import.meta.url)'],
    [ACCOUNTS, 'new URL("../../../core-service/src/index.ts", import.meta.url)'],
    [ACCOUNTS, "/etc/ledge.ts"],
  ],
  computed: [
    [core("ledger"), 'const name = "lane"; const lane = await import("../lane/" + name);'],
    [core("ledger"), "const lane = await import(path);"],
    [core("ledger"), "const lane = await import(`../lane/${name}.ts`);"],
    [core("ledger"), "const lane = require(path);"],
    [core("ledger"), "const load = createRequire(import.meta.url); load(path);"],
    [core("ledger"), "const lane = module.createRequire(here)(path);"],
    ["tools/dev/src/start", "const file = new URL(path, import.meta.url);"],
    ["tools/dev/src/start", "const file = import.meta.resolve(path);"],
    ["tools/dev/src/start", 'const all = import.meta.glob("./*.ts");'],
  ],
  missing: [
    [core("accounts"), "../lane/lane.js"],
    [ACCOUNTS, "./operation"],
    [ACCOUNTS, "./gone.ts"],
    [ACCOUNTS, "@ledge/shared"],
    [ACCOUNTS, "@ledge/shared/src/money.ts"],
    [ACCOUNTS, "@ledge/kit/parse-json"],
    ["tools/dev/src/start", "@ledge/command/gone"],
  ],
  undeclared: [
    ["workers/kit/src", "openapi-fetch"],
    [ACCOUNTS, "jsonc-parser"],
    [ACCOUNTS, "hono/cors"],
    [ACCOUNTS, "@neondatabase/serverless"],
    ["core-service/src", "@ledge/kit/core"],
    ["shared/src", "@ledge/kit/core"],
    [ACCOUNTS, "wrangler"],
    ["core-service/src", "undici"],
    ["tests/unit", "cli-progress"],
    ["tools/dev/src/start", "fs"],
    ["tools/dev/src/start", "pg-pool"],
    [ACCOUNTS, "#inside"],
    [ACCOUNTS, 'const a = await import("data:text/javascript,export default 1");'],
    [ACCOUNTS, 'const a = await import("file:///etc/ledge.mjs");'],
  ],
  unplaced: [
    ["scripts", "export {};"],
    ["workers/planted-in-no-worker.ts", "export {};"],
  ],
  unread: [
    [ACCOUNTS, "const = ;"],
    ["workers/accounts/src/planted.vue", 'import "@ledge/core-service";'],
    ["workers/accounts/src/planted.mdx", 'import "@ledge/core-service";'],
    ["workers/accounts/src/planted-without-extension", 'import "@ledge/core-service";'],
  ],
};

export const plantedCrossings: Readonly<Record<string, readonly Crossing[]>> = { ...packages, ...externals, ...coreService, ...everywhere };

/** Allowed imports: the only fault is that nothing reaches a planted file. */
export const allowedCrossings: readonly Crossing[] = [
  [ACCOUNTS, "@ledge/kit/core"],
  [ACCOUNTS, "@ledge/shared/ids"],
  [ACCOUNTS, "zod"],
  ["workers/accounts/src/routes", "../operation.ts"],
  [core("lane"), "cloudflare:workers"],
  [core("database"), "@neondatabase/serverless"],
  [core("entrypoints"), "../lane/routing.ts"],
  [core("lane"), "../payments/queries.ts"],
  [core("feed"), "../webhooks/delivery-queries.ts"],
  [core("payments"), "../ledger/balance.ts"],
  [core("accounts"), "../customers/verification.ts"],
  [core("accounts"), table("accounts")],
  [core("feed"), table("outbox")],
  [core("ledger"), "./clock.ts"],
  [core("webhooks"), "../outbox/positions.ts"],
  [core("idempotency"), "../outbox/append-events.ts"],
  [core("outbox"), table("outbox")],
  [core("ledger"), 'const a = await import(\n  "./clock.ts",\n); const b = import(/* why */ "./balance.ts"); requireCaller(context, "a");'],
  [ACCOUNTS, 'new URL("/v1/accounts", origin);'],
  ["tests/unit", "../../core-service/src/entrypoints/caller.ts"],
  ["tests/unit", "vitest"],
  ["tools/dev/src/start", "node:fs"],
  ["tools/dev/src/start", "wrangler"],
];
